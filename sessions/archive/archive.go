package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"

	"netnet-tui/sessions/basedir"
)

// Archive is a folder of recordings. Only its user can read it and what is in it, and nothing
// is written outside: what is a link there is not followed.
type Archive struct{ root *os.Root }

const (
	ending  = ".jsonl"
	deleted = "deleted" // the folder of what was deleted, from which it can be taken back
)

// Folder is where the recordings of sessions are kept; "" where there is no home to keep them in.
func Folder() string { return basedir.State("sessions") }

// Open opens an archive, and makes its folder if there is none yet.
func Open(folder string) (*Archive, error) {
	if folder == "" {
		return nil, errors.New("sessions can't be kept: there is no home directory, and XDG_STATE_HOME is not set")
	}
	for _, at := range []string{folder, filepath.Join(folder, deleted)} {
		if err := provide(at); err != nil {
			return nil, fmt.Errorf("sessions can't be kept: %w", err)
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("sessions can't be kept: %w", err)
	}
	return &Archive{root}, nil
}

// Close gives the folder up.
func (a *Archive) Close() error { return a.root.Close() }

// provide makes a folder, and those that it is in. What root makes in the home of another user is
// that user's.
func provide(folder string) error {
	if _, err := os.Stat(folder); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := provide(filepath.Dir(folder)); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if uid, gid, ok := other(filepath.Dir(folder)); ok {
		return os.Lchown(folder, uid, gid)
	}
	return nil
}

// other is the user whom a file belongs to, where this process is root and that is another.
func other(file string) (uid, gid int, ok bool) {
	info, err := os.Lstat(file)
	if err != nil || os.Geteuid() != 0 {
		return 0, 0, false
	}
	is, ok := info.Sys().(*syscall.Stat_t)
	if !ok || is.Uid == 0 {
		return 0, 0, false
	}
	return int(is.Uid), int(is.Gid), true
}

// Path is the file of a session.
func (a *Archive) Path(name string) (string, error) {
	if err := a.there(name); err != nil {
		return "", err
	}
	return filepath.Join(a.root.Name(), name+ending), nil
}

// there is the error of a name that no session has.
func (a *Archive) there(name string) error {
	if err := check(name); err != nil {
		return err
	}
	if info, err := a.root.Lstat(name + ending); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("there is no session %s: netnet-tui sessions list shows all", name)
	}
	return nil
}

// check is what is wrong with a name, nil where it can be one.
func check(name string) error {
	const longest = 100
	switch {
	case name == "":
		return errors.New("a session needs a name")
	case len(name) > longest:
		return fmt.Errorf("a session's name has at most %d bytes", longest)
	case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "-"):
		return fmt.Errorf("a session's name does not begin with %q", name[:1])
	case strings.ContainsFunc(name, func(r rune) bool { return r == '/' || r == unicode.ReplacementChar || !unicode.IsPrint(r) }):
		return errors.New("a session's name has letters, digits, blanks and signs, but no slash")
	}
	return nil
}

// Find is the file of the session of a name, where the folder has one. It makes no folder.
func Find(folder, name string) (file string, ok bool) {
	file = filepath.Join(folder, name+ending)
	info, err := os.Lstat(file)
	return file, folder != "" && check(name) == nil && err == nil && info.Mode().IsRegular()
}
