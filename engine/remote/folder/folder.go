// Package folder makes a folder for a session, in which relative paths of Unix sockets lie, and
// removes it again. It only ever empties folders that it has made itself.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Folder is the folder of one session: relative paths of Unix sockets lie in it. Only the
// session's user can enter it, and its path is short, because an address has room for 108 bytes
// (unix(7)). The zero Folder means none.
type Folder struct {
	Path string // absolute; "" where there is none
	lock int    // a descriptor on it, locked for as long as the session lives
}

// prefix begins the names of such folders.
const prefix = "netnet-session-"

// Make makes a folder in the user's runtime folder, which lasts as long as a login, or if there
// is none, in the one for temporary files. It removes what dead sessions left there.
func Make() (Folder, error) {
	temporary, err := filepath.Abs(os.TempDir()) // the engine's current directory is another
	if err != nil {
		return Folder{}, fmt.Errorf("the session's folder can't be made: %w", err)
	}
	parents := []string{temporary}
	var is unix.Stat_t
	if own := os.Getenv("XDG_RUNTIME_DIR"); filepath.IsAbs(own) && unix.Stat(own, &is) == nil && private(is) {
		parents = []string{own, temporary}
	}
	var failed error
	for _, parent := range parents {
		path, err := os.MkdirTemp(parent, prefix)
		if err != nil {
			failed = err
			continue
		}
		fd, err := locked(path, unix.LOCK_SH)
		if err != nil {
			_ = unix.Rmdir(path)
			failed = err
			continue
		}
		sweep(parent)
		return Folder{path, fd}, nil
	}
	return Folder{}, fmt.Errorf("the session's folder can't be made: %w", failed)
}

// locked opens a folder and locks it (flock(2)). If another process holds the lock, it fails at
// once.
func locked(path string, how int) (fd int, err error) {
	fd, err = unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	if err := unix.Flock(fd, how|unix.LOCK_NB); err != nil {
		_ = unix.Close(fd)
		return -1, &fs.PathError{Op: "flock", Path: path, Err: err}
	}
	return fd, nil
}

// Keep makes the lock outlive execve(2): the new program of this process then holds it.
func (f Folder) Keep() error {
	if f.Path == "" {
		return nil
	}
	_, err := unix.FcntlInt(uintptr(f.lock), unix.F_SETFD, 0)
	return os.NewSyscallError("fcntl F_SETFD", err)
}

// Remove removes the folder, once the session has ended.
func (f Folder) Remove() {
	if f.Path == "" {
		return
	}
	_ = Remove(f.Path)
	_ = unix.Close(f.lock)
}

// Remove removes a session's folder by its path, with the sockets in it, which is all that a
// session can make there. If there is anything else, it stays, and so does the folder; the error
// says what was in the way.
func Remove(path string) error {
	if !strings.HasPrefix(filepath.Base(path), prefix) {
		return errors.New(path + " is not a session's folder")
	}
	// By its descriptor, so that a folder put in its place is not emptied instead.
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return &fs.PathError{Op: "open", Path: path, Err: err}
	}
	defer func() { _ = unix.Close(fd) }()
	var is unix.Stat_t
	if err := unix.Fstat(fd, &is); err != nil {
		return &fs.PathError{Op: "fstat", Path: path, Err: err}
	}
	if !private(is) {
		return errors.New(path + " is not a session's folder of this user")
	}
	for entries := make([]byte, 16<<10); ; {
		n, err := unix.ReadDirent(fd, entries)
		if err != nil || n == 0 {
			break
		}
		_, _, names := unix.ParseDirent(entries[:n], -1, nil)
		for _, name := range names {
			if unix.Fstatat(fd, name, &is, unix.AT_SYMLINK_NOFOLLOW) == nil && is.Mode&unix.S_IFMT == unix.S_IFSOCK {
				_ = unix.Unlinkat(fd, name, 0)
			}
		}
	}
	if err := unix.Rmdir(path); err != nil { // os.Remove would remove a file in its place
		return &fs.PathError{Op: "rmdir", Path: path, Err: err}
	}
	return nil
}

// private reports whether a folder is this user's, and no other user may enter it. It has the
// set-group-ID bit if the folder in which it was made has it (inode(7)).
func private(is unix.Stat_t) bool {
	return int(is.Uid) == os.Getuid() && is.Mode&(unix.S_IFMT|0o077) == unix.S_IFDIR
}

// young is the age up to which a folder does not count as left behind: its session may not have
// locked it yet.
const young = time.Minute

// sweep removes the folders of this user's sessions that were killed together with the process
// that started them: those that are not locked.
func sweep(parent string) {
	paths, _ := filepath.Glob(filepath.Join(parent, prefix+"*"))
	for _, path := range paths {
		var is unix.Stat_t
		if unix.Lstat(path, &is) != nil || !private(is) ||
			time.Since(time.Unix(is.Mtim.Unix())) < young {
			continue
		}
		if fd, err := locked(path, unix.LOCK_EX); err == nil {
			_ = Remove(path)
			_ = unix.Close(fd)
		}
	}
}
