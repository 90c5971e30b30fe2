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
	File   *os.File // open for appending; it is passed to an engine
	in     *Archive
	name   string
	marked bool
}

// form is the layout of the default name of a session, which is the time when it began.
const form = "2006-01-02 15.04.05"

// Begin begins to record a session, and names it after the time at which it began. file is the script opened beside
// it; "" for none.
func (a *Archive) Begin(file string, lab bool, now time.Time) (*Live, error) {
	header := recording.NewHeader(file, lab)
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
	return &Live{File: f, in: a, name: name}, nil
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
func (l *Live) Mark(m recording.Mark) error {
	l.marked = true
	return m.Append(l.File)
}

// Leave ends the recording of a session that was left by step back: it goes on in another one, in which its first n
// steps are made again. Its own first again steps were made for that reason too. If it has no others, and no marks, all
// of it is in an earlier session: it is deleted, and can be restored. Otherwise its recording says where it was left.
func (l *Live) Leave(n, again int) error {
	if s, err := l.in.session(l.name+ending, l.name); err != nil || s.Steps > again || l.marked {
		return errors.Join(recording.AppendLeft(l.File, n), l.Close())
	}
	err := l.Close()
	if l.in.there(l.name) == nil { // a session without steps is gone
		err = errors.Join(err, l.in.putAside(l.name)) // although its engine may still have it open
	}
	return err
}

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
