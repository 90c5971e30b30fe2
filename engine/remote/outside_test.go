package remote

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"netnet-tui/engine"

	"golang.org/x/sys/unix"
)

// TestOutsideTheFolder makes sessions on the host bind and connect to what is not their own.
func TestOutsideTheFolder(t *testing.T) {
	place, err := os.MkdirTemp("", "o") // short enough for an address
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(place) })
	walls := map[string]bool{}
	for _, w := range Walls() {
		walls[w.Name] = w.Stands
	}
	name := fmt.Sprintf("@outside-%d", os.Getpid())
	listener, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(listener) })
	if err := unix.Bind(listener, &unix.SockaddrUnix{Name: name}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(listener, 8); err != nil {
		t.Fatal(err)
	}
	for allowed, o := range map[bool]engine.Options{false: {}, true: {AllowUnix: true}} {
		c, _ := startClient(t, o)
		path := filepath.Join(place, fmt.Sprint("s", allowed))
		do(t, c, "s = socket unix")
		do(t, c, "bind s unix:"+path)
		if _, err := os.Lstat(path); (err == nil) != allowed && (allowed || walls["Landlock: files"]) {
			t.Errorf("allowed %t: the socket's file is there: %v", allowed, err)
		}
		do(t, c, "c = socket unix")
		e := do(t, c, "connect c unix:"+name)
		if reached := len(e.Calls) == 1 && e.Errno() == ""; reached != allowed && (allowed || walls["Landlock: abstract names"]) {
			t.Errorf("allowed %t: the abstract name is reached: %t", allowed, reached)
		}
		do(t, c, "r = socket unix")
		if e := do(t, c, "bind r unix:own"); e.Failed() || e.Errno() != "" {
			t.Errorf("allowed %t: in its folder: %s %s", allowed, e.Problem, e.Errno())
		}
	}
}
