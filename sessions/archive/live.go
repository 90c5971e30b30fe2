package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"netnet-tui/sessions/recording"
)

// Live is a session that is being recorded. Its file is locked (flock(2)) as long as this process or the engine has it
// open.
type Live struct {
	File *os.File // open for appending; it is passed to an engine
	in   *Archive
	name string
}

// form is the layout of the default name of a session, which is the time when it began.
const form = "2006-01-02 15.04.05"

// Begin begins to record a session, and names it after the time at which it began.
func (a *Archive) Begin(lab bool, now time.Time) (*Live, error) {
	header := recording.NewHeader("", lab)
	header.Begun = now.UTC().Truncate(time.Second)
	line, err := json.Marshal(header)
	if err != nil {
		return nil, err
	}
	name := now.Format(form)
	f, err := a.create(name)
	for n := 2; errors.Is(err, fs.ErrExist) && n < 100; n++ {
		name = fmt.Sprintf("%s (%d)", now.Format(form), n)
		f, err = a.create(name)
	}
	if err != nil {
		return nil, fmt.Errorf("the session can't be recorded: %w", err)
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		_ = f.Close()
		return nil, errors.Join(fmt.Errorf("the session can't be recorded: %w", err), a.root.Remove(name+ending))
	}
	return &Live{f, a, name}, nil
}

// create makes the file of a new session.
func (a *Archive) create(name string) (*os.File, error) {
	f, err := a.root.OpenFile(name+ending, os.O_WRONLY|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	if uid, gid, ok := other(a.root.Name()); ok {
		err = f.Chown(uid, gid)
	}
	if err == nil {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	}
	if err != nil {
		_ = f.Close()
		return nil, errors.Join(err, a.root.Remove(name+ending))
	}
	return f, nil
}

// Name returns the name of the session.
func (l *Live) Name() string { return l.name }

// Mark sets a mark at an event, or removes it if its word is "".
func (l *Live) Mark(m recording.Mark) error { return m.Append(l.File) }

// Close ends the recording; it must be called before the archive is closed. A session without steps leaves no
// recording.
func (l *Live) Close() error {
	s, unread := l.in.session(l.name+ending, l.name)
	err := l.File.Close()
	if unread == nil && s.Steps == 0 {
		err = errors.Join(err, l.in.root.Remove(l.name+ending))
	}
	return err
}
