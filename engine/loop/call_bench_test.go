package loop

import (
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// BenchmarkCall measures one receive that finds nothing, made as the loop makes it at full speed.
func BenchmarkCall(b *testing.B) {
	l, err := New(Options{}, sockets.Linux{}, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _, _ = unix.Close(pair[0]), unix.Close(pair[1]) }()
	room := make([]byte, 64)
	for b.Loop() {
		l.calls.Recv(pair[0], room)
	}
}
