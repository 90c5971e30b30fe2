package thread

import (
	"testing"
	"time"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestLook closes a lingering connection with more to send than its peer takes, so that Look makes the last close of
// it: it must not wait for the minute that was set. A pipe that is never written to is read again and again until Look
// is over.
func TestLook(t *testing.T) {
	labtest.Need(t)
	const soon = 5 * time.Second // a busy machine may take long to wake a thread
	fd := lingering(t)
	begun := time.Now()
	Look(func() { _ = unix.Close(fd) })
	took := time.Since(begun)
	if took > soon {
		t.Error("the close waited for the linger time")
	}
	t.Logf("the close took %v", took)
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != unix.EBADF {
		t.Errorf("the descriptor answers %v", err)
	}
}

// lingering returns a connection whose close waits for a minute.
func lingering(t *testing.T) int {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var fds [3]int
	for i := range 2 {
		fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		check(err)
		fds[i] = fd
	}
	check(unix.Bind(fds[0], &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	check(unix.Listen(fds[0], 1))
	local, err := unix.Getsockname(fds[0])
	check(err)
	check(unix.Connect(fds[1], local))
	fds[2], _, err = unix.Accept4(fds[0], unix.SOCK_CLOEXEC)
	check(err)
	t.Cleanup(func() {
		_ = unix.Close(fds[0])
		_ = unix.Close(fds[2])
	})
	check(unix.SetsockoptLinger(fds[1], unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1, Linger: 60}))
	check(unix.SetNonblock(fds[1], true))
	for room := make([]byte, 1<<20); err == nil; {
		_, err = unix.Write(fds[1], room)
	}
	if err != unix.EAGAIN {
		t.Fatal(err)
	}
	return fds[1]
}

// BenchmarkLook measures Look with an empty function.
func BenchmarkLook(b *testing.B) {
	for b.Loop() {
		Look(func() {})
	}
}
