package archive

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"

	"netnet-tui/sessions/recording"
)

// Session describes a stored recording.
type Session struct {
	Name    string    `json:"name"`
	Named   bool      `json:"named"` // by a person
	Begun   time.Time `json:"begun"`
	Network string    `json:"network"`
	Script  string    `json:"script,omitempty"` // the file that was opened beside it; "" for none
	Steps   int       `json:"steps"`
	Left    *int      `json:"left,omitempty"` // the number of steps to which it was stepped back, in another session; nil if it was not
	Size    int64     `json:"size"`           // in bytes
	Live    bool      `json:"live"`           // it is being recorded
}

// List returns all sessions, the newest first, except those without steps.
func (a *Archive) List() ([]Session, error) {
	list, err := a.in(".")
	return slices.DeleteFunc(list, func(s Session) bool { return s.Steps == 0 }), err
}

// Deleted returns the sessions that can be restored.
func (a *Archive) Deleted() ([]Session, error) { return a.in(deleted) }

func (a *Archive) in(folder string) ([]Session, error) {
	entries, err := fs.ReadDir(a.root.FS(), folder)
	if err != nil {
		return nil, err
	}
	var list []Session
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), ending)
		if !ok || !e.Type().IsRegular() || check(name) != nil {
			continue
		}
		if s, err := a.session(folder+"/"+e.Name(), name); err == nil {
			list = append(list, s)
		} else if !errors.Is(err, fs.ErrNotExist) { // deleted in the meantime
			list = append(list, Session{Name: name, Named: true}) // marked as named, so that an unreadable file is kept
		}
	}
	slices.SortFunc(list, func(x, y Session) int { return cmp.Or(y.Begun.Compare(x.Begun), strings.Compare(y.Name, x.Name)) })
	return list, nil
}

func (a *Archive) session(file, name string) (Session, error) {
	f, err := a.root.OpenFile(file, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return Session{}, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return Session{}, err
	}
	s := Session{Name: name, Named: named(name), Begun: info.ModTime(), Size: info.Size()}
	s.Live = syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB) != nil
	seen, err := recording.Glance(name, f, info.Size())
	if !seen.Header.Begun.IsZero() {
		s.Begun = seen.Header.Begun
	}
	s.Network, s.Script, s.Steps, s.Left = seen.Header.Network, seen.Header.File, seen.Steps, seen.Left
	return s, err
}

// named reports whether a person has given a session its name.
func named(name string) bool {
	if at := strings.Index(name, " ("); at > 0 {
		name = name[:at]
	}
	_, err := time.Parse(form, name)
	return err != nil
}
