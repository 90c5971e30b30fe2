package loop_test

import (
	"strings"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// A readiness that can't watch the descriptor that ends its sleep is refused, and the previous one stays.
func TestAReadinessThatCouldNotBeWokenIsRefused(t *testing.T) {
	labtest.Need(t)
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	room := before
	room.Cur = 2 * readiness.SelectLimit
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &room); err != nil {
		t.Skip("descriptors beyond what select takes are not allowed here:", err)
	}
	defer func() { _ = unix.Setrlimit(unix.RLIMIT_NOFILE, &before) }()
	fd := listen(t, 1)
	defer func() { _ = unix.Close(fd) }()
	var low []int
	for len(low) == 0 || low[len(low)-1] < readiness.SelectLimit {
		next, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		low = append(low, next)
	}
	l, err := loop.New(loop.Options{}, sockets.Linux{}, nil)
	for _, fd := range low {
		_ = unix.Close(fd)
	}
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := l.Serve(loop.Service{ID: 1, Name: "s", FD: fd, Protocol: "echo"}); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _ = l.Unserve(1) }()
	if err := l.With(readiness.Select, 0); err == nil || !strings.HasPrefix(err.Error(), "select(2) can't watch the loop's wake: its descriptor, ") {
		t.Errorf("select that can't be woken is refused with %v", err)
	}
	if l.Readiness() != readiness.Default {
		t.Errorf("the readiness is %s afterwards", l.Readiness())
	}
}
