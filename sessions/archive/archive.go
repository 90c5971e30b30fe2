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

	"netnet-tui/sessions/recording"
)

// Archive is a folder of recordings. It and its files are readable only by its user, and nothing is written outside:
// links in it are not followed.
type Archive struct{ root *os.Root }

const (
	ending  = recording.Ending
	deleted = "deleted" // the folder of deleted sessions, which can be restored
)

// Folder returns where the recordings of sessions are stored; "" if there is no home directory.
func Folder() string { return recording.Folder() }

// Open opens an archive, and makes its folder if necessary.
func Open(folder string) (*Archive, error) {
	if folder == "" {
		return nil, errors.New("sessions can't be kept: there is no home directory, and XDG_STATE_HOME is not set")
	}
	for _, at := range []string{folder, filepath.Join(folder, deleted)} {
		if err := provide(at); err != nil {
			return nil, unkept(folder, err)
		}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, unkept(folder, err)
	}
	return &Archive{root}, nil
}

// unkept is the error of a folder that can't be made or opened.
func unkept(folder string, err error) error {
	if path := new(fs.PathError); errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("sessions can't be kept: %s: %w; set XDG_STATE_HOME to a directory in which you can write", folder, err)
}

// Close closes the folder.
func (a *Archive) Close() error { return a.root.Close() }

// provide makes a folder and its parents. What root makes in the home of another user belongs to that user.
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

// other returns the owner of a file, if this process is root and the owner is not.
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

// Path returns the file of a session.
func (a *Archive) Path(name string) (string, error) {
	if err := a.there(name); err != nil {
		return "", err
	}
	return filepath.Join(a.root.Name(), name+ending), nil
}

// there returns an error if no session has the name.
func (a *Archive) there(name string) error {
	if err := check(name); err != nil {
		return err
	}
	if info, err := a.root.Lstat(name + ending); err != nil || !info.Mode().IsRegular() {
		return fmt.Errorf("there is no session %s: netnet-tui sessions list shows all", name)
	}
	return nil
}

// check returns what is wrong with a name, or nil.
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
		return errors.New("a session's name can have letters, digits, spaces and punctuation, but no slash")
	}
	return nil
}

// Find returns the file of the session with a name, if the folder has one. It does not make the folder.
func Find(folder, name string) (file string, ok bool) {
	file = filepath.Join(folder, name+ending)
	info, err := os.Lstat(file)
	return file, folder != "" && check(name) == nil && err == nil && info.Mode().IsRegular()
}
