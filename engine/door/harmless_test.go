package door

import (
	"math"
	"os"
	"testing"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// TestErrorsCloseNothing makes calls that the kernel refuses on every kind of socket, in every state that is inside: a
// failed call has moved nothing.
func TestErrorsCloseNothing(t *testing.T) {
	type socket struct{ domain, typ, protocol int }
	kinds := map[string]socket{
		"tcp": {unix.AF_INET, unix.SOCK_STREAM, 0}, "tcp6": {unix.AF_INET6, unix.SOCK_STREAM, 0},
		"udp": {unix.AF_INET, unix.SOCK_DGRAM, 0}, "udp6": {unix.AF_INET6, unix.SOCK_DGRAM, 0},
		"mptcp": {unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_MPTCP},
		"unix":  {unix.AF_UNIX, unix.SOCK_STREAM, 0},
	}
	conditions := map[string]func(g Guarded, fd int, loopback, nobody sockets.Addr){
		"fresh":     func(Guarded, int, sockets.Addr, sockets.Addr) {},
		"bound":     func(g Guarded, fd int, loopback, nobody sockets.Addr) { _ = g.Bind(fd, loopback) },
		"listening": func(g Guarded, fd int, loopback, nobody sockets.Addr) { _ = g.Bind(fd, loopback); _ = g.Listen(fd, 1) },
		"sent": func(g Guarded, fd int, loopback, nobody sockets.Addr) {
			_, _ = g.Sendto(fd, []byte("x"), 0, nobody)
		},
		"refused": func(g Guarded, fd int, loopback, nobody sockets.Addr) { _ = g.Connect(fd, nobody) },
		"dissolved": func(g Guarded, fd int, loopback, nobody sockets.Addr) {
			_ = g.Connect(fd, nobody)
			_ = g.Connect(fd, sockets.Addr{})
		},
	}
	for name, k := range kinds {
		for condition, arrange := range conditions {
			t.Run(name+" "+condition, func(t *testing.T) {
				g, _ := on(t, Rules{})
				fd, err := g.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, k.protocol)
				if err != nil {
					t.Skip("no such socket here: ", err)
				}
				made(t, fd, nil)
				loopback, other, nobody := parse(t, "127.0.0.1:0"), parse(t, "[::1]:0"), parse(t, "127.0.0.1:1")
				switch k.domain {
				case unix.AF_INET6:
					loopback, other, nobody = other, loopback, parse(t, "[::1]:1")
				case unix.AF_UNIX:
					loopback, other, nobody = parse(t, "unix:@harmless"), parse(t, "127.0.0.1:0"), parse(t, "unix:@harmless-nobody")
				}
				arrange(g, fd, loopback, nobody)
				if !open(fd) {
					t.Fatalf("it is closed already: %v", g.Verdict.Refusal())
				}
				failed := 0
				for what, call := range map[string]func() error{
					"bind":       func() error { return g.Bind(fd, loopback) },
					"bind again": func() error { return g.Bind(fd, loopback) },
					"bind other": func() error { return g.Bind(fd, other) },
					"sendto":     func() error { _, err := g.Sendto(fd, make([]byte, 1<<17), unix.MSG_DONTWAIT, nobody); return err },
					"accept":     func() error { _, err := g.Accept4(fd, 0); return err },
					"option":     func() error { return g.Setsockopt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, nil) },
					"reading": func() error {
						_, err := g.Getsockopt(fd, unix.SOL_SOCKET, unix.SO_PEERPIDFD, make([]byte, 1))
						return err
					},
					"shutdown": func() error { return g.Shutdown(fd, 9) },
				} {
					if err := call(); err != nil {
						failed++
					}
					if !open(fd) || g.Verdict.Refusal() != nil {
						t.Fatalf("after %s, its descriptor is open %v, refused %v", what, open(fd), g.Verdict.Refusal())
					}
				}
				if failed < 4 {
					t.Errorf("only %d calls have failed", failed)
				}
			})
		}
	}
}

// opened counts the descriptors of this process.
func opened(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// TestReadingLeavesNoDescriptor reads options that open a descriptor.
func TestReadingLeavesNoDescriptor(t *testing.T) {
	g, _ := on(t, Rules{})
	pair, err := g.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	made(t, pair[0], err)
	made(t, pair[1], nil)
	before := opened(t)
	for range 10 {
		value := make([]byte, 4)
		if _, err := g.Getsockopt(pair[0], unix.SOL_SOCKET, unix.SO_PEERPIDFD, value); err != nil {
			t.Skip("this kernel has no SO_PEERPIDFD: ", err)
		}
		if fd := int(order.Uint32(value)); fd <= 2 || open(fd) {
			t.Errorf("descriptor %d is open %v", fd, open(fd))
		}
	}
	if now := opened(t); now != before {
		t.Errorf("%d descriptors, then %d", before, now)
	}
	if n, err := g.Getsockopt(pair[0], 1<<32+unix.SOL_SOCKET, unix.SO_PEERPIDFD, make([]byte, 1)); n != 1 || err != nil {
		t.Errorf("without room for it: %d, %v", n, err)
	}
	if now := opened(t); now != before {
		t.Errorf("%d descriptors, then %d, without room for its number", before, now)
	}
	for _, number := range []int{sctpPeeloff, sctpPeeloffFlags} {
		g.Kernel = peeled{sockets.Linux{}, must(unix.Dup(pair[0]))}
		if n, err := g.Getsockopt(pair[0], unix.IPPROTO_SCTP, number, make([]byte, 16)); n != 16 || err != nil || open(g.Kernel.(peeled).fd) {
			t.Errorf("SCTP's option %d: %d, %v, open %v", number, n, err, open(g.Kernel.(peeled).fd))
		}
	}
}

// peeled is a kernel that returns a descriptor as SCTP does.
type peeled struct {
	sockets.Kernel
	fd int
}

func (p peeled) Getsockopt(_, _, _ int, value []byte, _ ...int) (int, error) {
	order.PutUint32(value[4:], uint32(p.fd))
	return len(value), nil
}

func must(fd int, err error) int {
	if err != nil {
		panic(err)
	}
	return fd
}

// TestFcntl makes the known commands, by number; those that take locks do not pass, nor those that send signals to a
// process that is not of this session.
func TestFcntl(t *testing.T) {
	g, d := on(t, Rules{Resource: true})
	fd := g.socket(t, unix.AF_INET, unix.SOCK_STREAM, 0)
	flags, err := g.Fcntl(fd, unix.F_GETFL, 0)
	if err != nil {
		t.Fatal(err)
	}
	const nobody = 1 << 22 // PID_MAX_LIMIT: no process ID is as large
	self := os.Getpid()
	for _, c := range []struct {
		cmd, arg int
		passes   bool
	}{
		{unix.F_GETFD, 0, true}, {unix.F_SETFD, unix.FD_CLOEXEC, true}, {unix.F_SETFL, flags | unix.O_NONBLOCK, true},
		{unix.F_SETFL, flags | unix.O_ASYNC, true}, {unix.F_SETFL, flags, true}, {unix.F_GETOWN, 0, true},
		{unix.F_SETOWN, self, true}, {unix.F_SETOWN, 0, true}, {unix.F_SETOWN, nobody, true}, {unix.F_SETOWN, math.MinInt32, true},
		{unix.F_SETOWN, 1, false}, {unix.F_SETOWN, os.Getppid(), false}, {unix.F_SETOWN, -unix.Getpgrp(), false}, {unix.F_SETOWN, -1, false},
		{unix.F_SETOWN_EX, 0, false},
		{unix.F_SETSIG, int(unix.SIGUSR1), true}, {unix.F_SETSIG, 36, true}, {unix.F_SETSIG, 99, true}, {unix.F_SETSIG, -1, true}, {unix.F_SETSIG, 0, true},
		{unix.F_SETSIG, 9, false}, {unix.F_SETSIG, 19, false}, {unix.F_SETSIG, int(thread.InterruptSignal), false}, {unix.F_SETSIG, 32, false}, {unix.F_SETSIG, 34, false}, {unix.F_SETSIG, 35, true}, {unix.F_SETSIG, 15, false},
		{unix.F_SETPIPE_SZ, 1 << 20, true}, {unix.F_SETPIPE_SZ, 1<<20 + 1, false}, {unix.F_SETPIPE_SZ, -1, false},
		{unix.F_SETLK, 0, false}, {unix.F_SETLEASE, 0, false}, {unix.F_NOTIFY, 0, false}, {1 << 20, 0, false},
	} {
		g.Verdict = &Verdict{}
		_, err := g.Fcntl(fd, c.cmd, c.arg)
		if why := g.Verdict.Refusal(); (why == nil) != c.passes || why != nil && err != why {
			t.Errorf("command %d of %#x: %v, refused %v", c.cmd, c.arg, err, why)
		}
	}
	for _, c := range []struct {
		kind, pid int
		passes    bool
	}{{1, self, true}, {1, nobody, true}, {0, self, true}, {2, 1, false}, {1, 1, false}, {2, unix.Getpgrp(), false}} {
		if err := d.FcntlData(unix.F_SETOWN_EX, order.AppendUint32(order.AppendUint32(nil, uint32(c.kind)), uint32(c.pid))); (err == nil) != c.passes {
			t.Errorf("owner %d of kind %d: %v", c.pid, c.kind, err)
		}
	}
}

// A large pipe needs CAP_SYS_RESOURCE: the kernel refuses it to a process with only CAP_NET_ADMIN.
func TestLargePipeOfWhoeverMayNot(t *testing.T) {
	t.Parallel()
	for _, r := range []Rules{{}, {Admin: true}, {Lab: true, Admin: true, Resource: true}} {
		if err := New(r, nil).Fcntl(unix.F_SETPIPE_SZ, 1<<20+1); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

// A process that begins between the judgment and the call gets no signals.
func TestOwnerThatBeginsMeanwhile(t *testing.T) {
	g, d := on(t, Rules{})
	fd := g.socket(t, unix.AF_INET, unix.SOCK_STREAM, 0)
	d.Machine.Exists = func(int) bool { return false }
	if _, err := g.Fcntl(fd, unix.F_SETOWN, os.Getppid()); err == nil || g.Verdict.Refusal() == nil {
		t.Errorf("%v, refused %v", err, g.Verdict.Refusal())
	}
	if pid, err := unix.FcntlInt(uintptr(fd), unix.F_GETOWN, 0); pid != 0 || err != nil {
		t.Errorf("signals go to %d, %v", pid, err)
	}
}
