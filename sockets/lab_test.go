package sockets

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"netnet-tui/sockets/labtest"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// must is the fd of a call that the test takes for granted; it is closed with the test.
func must(t *testing.T, fd int, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) }) // EBADF where the test closed it
	return fd
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// parse reads an address that is known to be good.
func parse(t testing.TB, text string) Addr {
	t.Helper()
	a, err := ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// await waits for poll's bits on a descriptor; it fails the test where they don't come.
func await(t *testing.T, fd int, events int16) {
	t.Helper()
	p := []unix.PollFd{{Fd: int32(fd), Events: events}}
	if n, err := (Linux{}).Poll(p, 5*time.Second); n != 1 || err != nil {
		t.Fatalf("poll of fd %d for %s: %d, %v", fd, PollEvents.Format(int(events)), n, err)
	}
}
