package loop_test

import (
	"runtime"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// rig is a loop on its own goroutine, and a way to run functions there.
type rig struct {
	*loop.Loop
	t     testing.TB
	inbox chan func()
	ended chan struct{}
	addr  sockets.Addr
	fds   []int  // of the listeners; each is served under its index, counted from 1, as ID
	after func() // called after each iteration, on the loop's goroutine
}

// serve starts a loop that serves a protocol on a TCP listener.
func serve(t testing.TB, o loop.Options, protocol, with string) *rig {
	t.Helper()
	return serveWith(t, o, sockets.Linux{}, protocol, with, 4096)
}

func serveWith(t testing.TB, o loop.Options, k sockets.Kernel, protocol, with string, backlog int) *rig {
	t.Helper()
	labtest.Need(t)
	r := &rig{t: t, inbox: make(chan func(), 16), ended: make(chan struct{})}
	var err error
	if r.Loop, err = loop.New(o, k, r.hold); err != nil {
		t.Fatal(err)
	}
	fd := listen(t, backlog)
	r.fds = append(r.fds, fd)
	r.addr, _ = sockets.Linux{}.Getsockname(fd)
	ready := make(chan error, 1)
	go r.run(func() error {
		if err := r.With(with, 0); err != nil {
			return err
		}
		return r.Serve(loop.Service{ID: 1, Name: "s", FD: fd, Protocol: protocol})
	}, ready)
	t.Cleanup(r.end)
	if err := <-ready; err != nil {
		t.Fatal(err)
	}
	return r
}

// beside serves another listener with the same loop, and connects a client to it.
func (r *rig) beside(protocol string) int {
	r.t.Helper()
	fd := listen(r.t, 64)
	r.fds = append(r.fds, fd)
	var err error
	r.do(func() {
		err = r.Serve(loop.Service{ID: uint64(len(r.fds)), Name: "beside", FD: fd, Protocol: protocol})
	})
	if err != nil {
		r.t.Fatal(err)
	}
	addr, _ := sockets.Linux{}.Getsockname(fd)
	client, err := connect(addr)
	if err != nil {
		r.t.Fatal(err)
	}
	return client
}

func listen(t testing.TB, backlog int) int {
	t.Helper()
	k := sockets.Linux{}
	fd, err := k.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := sockets.ParseAddr("127.0.0.1:0")
	if err := k.Bind(fd, a); err != nil {
		t.Fatal(err)
	}
	if err := k.Listen(fd, backlog); err != nil {
		t.Fatal(err)
	}
	return fd
}

func (r *rig) run(begin func() error, ready chan error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	defer close(r.ended)
	err := begin()
	ready <- err
	for err == nil && r.Serving() {
		select {
		case f := <-r.inbox:
			f()
		default:
			r.Iterate()
			if r.after != nil {
				r.after()
			}
		}
	}
	r.Close()
}

// hold does what the engine does while the loop is stopped.
func (r *rig) hold(d time.Duration) bool {
	if d >= 0 {
		select {
		case f := <-r.inbox:
			f()
		case <-time.After(d):
		}
		return true
	}
	(<-r.inbox)()
	return true
}

// do runs f on the loop's goroutine.
func (r *rig) do(f func()) {
	done := make(chan struct{})
	r.Wake()
	select {
	case r.inbox <- func() { f(); close(done) }:
		r.Wake()
		select {
		case <-done:
		case <-r.ended:
		}
	case <-r.ended:
	}
}

// end stops serving and closes everything.
func (r *rig) end() {
	r.do(func() {
		r.Run()
		r.Between(func() {
			for i := range r.fds {
				_, _ = r.Unserve(uint64(i + 1))
			}
		})
	})
	<-r.ended
	for _, fd := range r.fds {
		_ = unix.Close(fd)
	}
}

// dial connects a blocking client with a timeout for its receives.
func (r *rig) dial() int {
	r.t.Helper()
	fd, err := r.try()
	if err != nil {
		r.t.Fatal(err)
	}
	return fd
}

func (r *rig) try() (int, error) { return connect(r.addr) }

func connect(addr sockets.Addr) (int, error) {
	k := sockets.Linux{}
	fd, err := k.Socket(addr.Family, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	_ = unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 10})
	if err := k.Connect(fd, addr); err != nil {
		_ = unix.Close(fd)
		return -1, err
	}
	return fd, nil
}

// recv receives exactly n bytes.
func recv(t testing.TB, fd, n int) string {
	t.Helper()
	p, err := readAll(fd, n)
	if err != nil {
		t.Fatalf("%d of %d bytes: %v", len(p), n, err)
	}
	return string(p)
}

func send(t testing.TB, fd int, text string) {
	t.Helper()
	if err := writeAll(fd, []byte(text)); err != nil {
		t.Fatal(err)
	}
}
