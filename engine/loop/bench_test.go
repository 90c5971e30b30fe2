package loop_test

import (
	"errors"
	"path/filepath"
	"runtime"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// BenchmarkEcho measures one message there and back, with 100 connections that all have one in every iteration. Clients
// and loop share a thread, so it includes the clients' send and receive; Unix sockets have no softirq that could
// include other work of the machine.
func BenchmarkEcho(b *testing.B) {
	for _, with := range []string{"poll", "epoll", "epoll-et"} {
		b.Run(with, func(b *testing.B) { benchmarkEcho(b, with, 100) })
	}
}

func benchmarkEcho(b *testing.B, with string, clients int) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	l, err := loop.New(loop.Options{}, sockets.Linux{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	addr, err := sockets.ParseAddr("unix:" + filepath.Join(b.TempDir(), "s"))
	if err != nil {
		b.Fatal(err)
	}
	k := sockets.Linux{}
	fd, err := k.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(k.Bind(fd, addr), k.Listen(fd, clients)); err != nil {
		b.Fatal(err)
	}
	if err := l.With(with, 0); err != nil {
		b.Fatal(err)
	}
	if err := l.Serve(loop.Service{ID: 1, Name: "s", FD: fd, Protocol: "echo"}); err != nil {
		b.Fatal(err)
	}
	fds := make([]int, clients)
	for i := range fds {
		if fds[i], err = connect(addr); err != nil {
			b.Fatal(err)
		}
		defer func() { _ = unix.Close(fds[i]) }()
	}
	for l.Open() < clients {
		l.Iterate()
	}
	defer func() { _, _ = l.Unserve(1); l.Close(); _ = unix.Close(fd) }()
	var calls sockets.Bare
	message, answer := []byte("hello"), make([]byte, 64)
	b.ResetTimer()
	for n := 0; n < b.N; n += clients {
		for _, fd := range fds {
			calls.Send(fd, message)
		}
		for _, fd := range fds {
			for got := 0; got < len(message); {
				m, errno := calls.Recv(fd, answer)
				switch {
				case errno == unix.EAGAIN:
					l.Iterate()
				case errno != 0:
					b.Fatal(errno)
				default:
					got += m
				}
			}
		}
	}
}
