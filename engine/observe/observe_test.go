package observe

import (
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// observer returns an Observer of this process's sockets, and a function that makes sockets.
func observer(t testing.TB) (*Observer, NewSocket) {
	t.Helper()
	k := sockets.Linux{}
	newSocket := func(domain, typ, protocol int) (int, func(), error) {
		fd, err := k.Socket(domain, typ, protocol)
		return fd, func() { _ = k.Close(fd) }, err
	}
	o := New(sockets.NewLooker(k), ReadPrivileges(), newSocket)
	t.Cleanup(o.Close)
	return o, newSocket
}

// subject returns a new socket, closed with the test.
func subject(t testing.TB, make NewSocket, domain, typ int) Subject {
	t.Helper()
	fd, discard, err := make(domain, typ|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(discard)
	return NewSubject(status.Socket{FD: fd, Domain: domain, Type: typ, Open: true})
}

// TestObservingDoesNotDisturb checks that a failed connection keeps its error, which reading SO_ERROR would clear,
// however often everything about it is read.
func TestObservingDoesNotDisturb(t *testing.T) {
	o, newSocket := observer(t)
	k := sockets.Linux{}
	s := subject(t, newSocket, unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK)
	s.Type = unix.SOCK_STREAM
	nobody, err := sockets.ParseAddr("127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Connect(s.FD, nobody); sockets.Errno(err) != unix.EINPROGRESS && sockets.Errno(err) != unix.ECONNREFUSED {
		t.Fatal(err)
	}
	if !labtest.Until(func() bool { o.Observe(&s); return s.Ready == "in|out|rdhup|hup|err" }) {
		t.Fatalf("the connection has not failed: %+v", s.Condition)
	}
	for range 3 {
		o.Observe(&s)
		if list, version := o.Readings(&s, 0); version == 0 || len(list) == 0 {
			t.Fatalf("%d options, version %d", len(list), version)
		}
	}
	value := make([]byte, 4)
	if _, err := k.Getsockopt(s.FD, unix.SOL_SOCKET, unix.SO_ERROR, value); err != nil || unix.Errno(value[0]) != unix.ECONNREFUSED {
		t.Errorf("SO_ERROR is %v, %v; want ECONNREFUSED", unix.Errno(value[0]), err)
	}
}

// TestAnUnknownStateIsNotClosed observes a closed connection without and with sock_diag: only the kernel's answer
// proves the end of the connection.
func TestAnUnknownStateIsNotClosed(t *testing.T) {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 0, Max: limit.Max}); err != nil {
		t.Fatal(err)
	}
	without, newSocket := observer(t)
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		t.Fatal(err)
	}
	listener, c := subject(t, newSocket, unix.AF_INET, unix.SOCK_STREAM), subject(t, newSocket, unix.AF_INET, unix.SOCK_STREAM)
	if err := unix.Listen(listener.FD, 1); err != nil {
		t.Fatal(err)
	}
	without.Observe(&listener)
	k := sockets.Linux{}
	if err := k.Connect(c.FD, listener.Ends.Local); err != nil {
		t.Fatal(err)
	}
	without.Observe(&c)
	if err := k.Shutdown(c.FD, unix.SHUT_RDWR); err != nil {
		t.Fatal(err)
	}
	c.Open = false
	if without.Observe(&c); c.State != "" {
		t.Errorf("nothing was asked, and the state is %s", c.State)
	}
	with, _ := observer(t)
	if with.Observe(&c); c.State != status.StateFinWait1 && c.State != status.StateFinWait2 {
		t.Errorf("asked later, the state is %q", c.State)
	}
	c.Connection.Cookie++ // of no connection
	if with.Observe(&c); c.State != status.StateClosed {
		t.Errorf("TCP has no such connection, and the state is %q", c.State)
	}
	if without.Observe(&c); c.State != status.StateClosed {
		t.Errorf("it had ended, and now the state is %q", c.State)
	}
}
