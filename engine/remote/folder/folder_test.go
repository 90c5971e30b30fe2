package folder

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// bound makes the file of a socket.
func bound(t *testing.T, path string) {
	t.Helper()
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	if err := unix.Bind(fd, &unix.SockaddrUnix{Name: path}); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }

// TestOnlyASessionsFolderIsRemoved compares what an engine removes with what it must leave.
func TestOnlyASessionsFolderIsRemoved(t *testing.T) {
	labtest.Need(t)
	place, err := os.MkdirTemp("", "f")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(place) })
	t.Setenv("TMPDIR", place)
	t.Setenv("XDG_RUNTIME_DIR", "")
	f, err := Make()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 500 {
		bound(t, filepath.Join(f.Path, strconv.Itoa(i)))
	}
	f.Remove()
	if exists(f.Path) {
		t.Error("the folder stays")
	}
	session := func(name string, mode os.FileMode) string {
		path := filepath.Join(place, name)
		if err := os.Mkdir(path, mode); err != nil {
			t.Fatal(err)
		}
		bound(t, filepath.Join(path, "s"))
		return path
	}
	others, open := session("netnet-tui", 0o700), session(prefix+"open", 0o755)
	link := filepath.Join(place, prefix+"link")
	if err := os.Symlink(others, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{others, open, link} {
		if Remove(path) == nil || !exists(filepath.Join(path, "s")) {
			t.Errorf("%s was emptied", path)
		}
	}
	kept := session(prefix+"file", 0o700)
	if err := os.WriteFile(filepath.Join(kept, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if Remove(kept) == nil || exists(filepath.Join(kept, "s")) || !exists(filepath.Join(kept, "file")) {
		t.Error("of a folder with a file in it, only the socket is to go")
	}
}

// TestTheLoginsFolderIsTheUsersOwn accepts no folder that others could change.
func TestTheLoginsFolderIsTheUsersOwn(t *testing.T) {
	labtest.Need(t)
	runtime, other := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", other)
	t.Setenv("XDG_RUNTIME_DIR", runtime)
	for mode, want := range map[os.FileMode]string{0o700: runtime, 0o777: other} {
		if err := os.Chmod(runtime, mode); err != nil {
			t.Fatal(err)
		}
		f, err := Make()
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Dir(f.Path) != want {
			t.Errorf("%v: the folder is %s", mode, f.Path)
		}
		f.Remove()
	}
}

// TestAFolderIsPrivate has what a folder's mode may be: it takes the set-group-ID bit from
// the one it is made in.
func TestAFolderIsPrivate(t *testing.T) {
	uid := uint32(os.Getuid())
	for _, c := range []struct {
		is   unix.Stat_t
		want bool
	}{
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFDIR | 0o700}, true},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFDIR | unix.S_ISGID | 0o700}, true},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFDIR | 0o500}, true},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFDIR | unix.S_ISVTX | 0o701}, false},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFDIR | 0o710}, false},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFREG | 0o700}, false},
		{unix.Stat_t{Uid: uid, Mode: unix.S_IFSOCK | 0o700}, false},
		{unix.Stat_t{Uid: uid + 1, Mode: unix.S_IFDIR | 0o700}, false},
	} {
		if got := private(c.is); got != c.want {
			t.Errorf("%o of user %d: %v", c.is.Mode, c.is.Uid, got)
		}
	}
}
