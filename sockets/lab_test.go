package sockets

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"netnet-tui/sockets/labtest"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// must returns fd, the result of a call that has to succeed; it is closed when the test ends.
func must(t *testing.T, fd int, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) }) // EBADF if the test has closed it
	return fd
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// parse parses an address that is known to be valid.
func parse(t testing.TB, text string) Addr {
	t.Helper()
	a, err := ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// await waits for poll bits of a descriptor, and fails the test if they don't appear.
func await(t *testing.T, fd int, events int16) {
	t.Helper()
	p := []unix.PollFd{{Fd: int32(fd), Events: events}}
	if n, err := (Linux{}).Poll(p, 5*time.Second); n != 1 || err != nil {
		t.Fatalf("poll of fd %d for %s: %d, %v", fd, PollEvents.Format(int(events)), n, err)
	}
}
