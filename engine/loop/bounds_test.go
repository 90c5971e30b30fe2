package loop_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/protocol"
	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// view returns what the loop reports about itself now.
func (r *rig) view(q status.Query) status.Server {
	var v status.Server
	r.do(func() { v = r.View(q, time.Now()) })
	return v
}

func (r *rig) until(what string, holds func(status.Server) bool) status.Server {
	r.t.Helper()
	var v status.Server
	if !labtest.Until(func() bool { v = r.view(status.Query{Rows: 10}); return holds(v) }) {
		r.t.Fatalf("%s never came: %+v", what, v)
	}
	return v
}

// limited lowers this process's limit of descriptors so that only n more can be opened.
func limited(t *testing.T, n int) {
	t.Helper()
	var before unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	limit := 0
	for free := 0; free < n; limit++ {
		if _, err := unix.FcntlInt(uintptr(limit), unix.F_GETFD, 0); err != nil {
			free++
		}
	}
	if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: uint64(limit), Max: before.Max}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Setrlimit(unix.RLIMIT_NOFILE, &before) })
}

// waiting returns client descriptors that are not connected yet.
func (r *rig) waiting(n int) []int {
	var fds []int
	for range n {
		fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			r.t.Fatal(err)
		}
		_ = unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 10})
		fds = append(fds, fd)
	}
	return fds
}

func (r *rig) connect(fd int) {
	r.t.Helper()
	if err := unix.Connect(fd, &unix.SockaddrInet4{Port: int(r.addr.IP.Port()), Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		r.t.Fatal(err)
	}
}

// When descriptors run out, the loop sleeps; when one is freed, it serves the clients that have waited.
func TestWithoutDescriptorsItSleepsAndRecovers(t *testing.T) {
	for _, with := range []string{"epoll", "epoll-et", "poll", "select"} {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			clients := r.waiting(6)
			limited(t, 2)
			for _, fd := range clients {
				r.connect(fd)
			}
			v := r.until("being starved", func(v status.Server) bool { return v.Starved })
			before := v.Loop.Iterations
			for range 20 {
				v = r.view(status.Query{}) // each view wakes the loop, which makes an iteration or two
			}
			if made := v.Loop.Iterations - before; made > 200 {
				t.Errorf("%d iterations while there is nothing to do", made)
			}
			served := v.Totals.Open
			if served == 0 || served >= len(clients) {
				t.Fatalf("%d of %d clients are served", served, len(clients))
			}
			for _, fd := range clients {
				send(t, fd, "x")
				recv(t, fd, 1)
				_ = unix.Close(fd) // frees two descriptors, ours and the loop's
			}
		})
	}
}

func TestSheddingTellsThePeer(t *testing.T) {
	r := serve(t, loop.Options{Policy: loop.Shed}, "echo", "epoll")
	clients := r.waiting(5)
	limited(t, 2)
	for _, fd := range clients {
		r.connect(fd)
	}
	r.until("a connection that was shed", func(v status.Server) bool { return v.Totals.Refused >= 2 })
	ended := 0
	for _, fd := range clients {
		send(t, fd, "x")
		if n, err := unix.Read(fd, make([]byte, 1)); n == 0 || err == unix.ECONNRESET {
			ended++
		}
		_ = unix.Close(fd)
	}
	if ended == 0 || ended == len(clients) {
		t.Errorf("%d of %d clients were told", ended, len(clients))
	}
}

func TestNoMoreThanTheMaximumIsAccepted(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{MaxConnections: 2}, "echo", with)
			a, b, c := r.dial(), r.dial(), r.dial()
			send(t, a, "x")
			recv(t, a, 1)
			send(t, b, "x")
			recv(t, b, 1)
			send(t, c, "waits")
			if v := r.view(status.Query{}); v.Totals.Open > 2 {
				t.Errorf("%d connections are open", v.Totals.Open)
			}
			_ = unix.Close(a)
			if got := recv(t, c, 5); got != "waits" {
				t.Errorf("the third gets %q", got)
			}
			_ = unix.Close(b)
			_ = unix.Close(c)
		})
	}
}

// A peer that sends and never reads is no longer read, and costs a bounded amount of memory.
func TestAPeerThatNeverReadsCostsBoundedMemory(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			fd := r.dial()
			defer func() { _ = unix.Close(fd) }()
			_ = unix.SetNonblock(fd, true)
			piece, sent := []byte(strings.Repeat("x", 64<<10)), 0
			stuck := func() bool {
				for {
					n, err := unix.Write(fd, piece)
					if err != nil {
						v := r.view(status.Query{Rows: 1})
						if len(v.Connections) != 1 {
							return false
						}
						c := v.Connections[0] // the kernel's buffers may be large enough to fill before ours does
						return c.Buffered >= protocol.HighWater || c.Buffered > 0 && c.Stall == status.StallPeer
					}
					sent += n
				}
			}
			if !labtest.Until(stuck) {
				t.Fatalf("after %d bytes: %+v", sent, r.view(status.Query{Rows: 1}).Connections)
			}
			c := r.view(status.Query{Rows: 1}).Connections[0]
			if c.Buffered > protocol.HighWater+1<<20 || c.Stall != status.StallStopped && c.Stall != status.StallPeer {
				t.Errorf("%d bytes wait in the loop, and the sign is %q", c.Buffered, c.Stall)
			}
			got, err := 0, error(nil)
			_ = unix.SetNonblock(fd, false)
			for p := make([]byte, 1<<20); got < sent && err == nil; {
				var n int
				if n, err = unix.Read(fd, p); err == unix.EINTR {
					err, n = nil, 0
				}
				got += n
			}
			if got != sent {
				t.Errorf("%d of %d bytes came back: %v", got, sent, err)
			}
		})
	}
}

func TestAnIdleConnectionIsEnded(t *testing.T) {
	r := serve(t, loop.Options{IdleTimeout: time.Second}, "echo", "epoll")
	fd := r.dial()
	defer func() { _ = unix.Close(fd) }()
	send(t, fd, "x")
	recv(t, fd, 1)
	n, err := unix.Read(fd, make([]byte, 1))
	for err == unix.EINTR { // from Go's own signals
		n, err = unix.Read(fd, make([]byte, 1))
	}
	if n != 0 || err != nil {
		t.Errorf("the end comes as %d, %v", n, err)
	}
	if v := r.view(status.Query{}); v.Totals.TimedOut != 1 {
		t.Errorf("%d connections timed out", v.Totals.TimedOut)
	}
}

// What a loop keeps for a connection on which nothing happens. The limit is far above what it needs (see the
// benchmark), and far below a buffer per connection.
func TestAnIdleConnectionIsSmall(t *testing.T) {
	const clients = 2000
	r := serve(t, loop.Options{}, "echo", "epoll-et")
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	before := heap()
	var fds []int
	for range clients {
		fd := r.dial()
		send(t, fd, "x")
		recv(t, fd, 1)
		fds = append(fds, fd)
	}
	each := int(heap()-before) / clients
	for _, fd := range fds {
		_ = unix.Close(fd)
	}
	if each > 256 {
		t.Errorf("%d bytes a connection", each)
	}
	t.Logf("%d bytes a connection", each)
}

// A place that a timeout frees goes to the next waiting client.
func TestATimeOutMakesRoomForTheNext(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{MaxConnections: 1, IdleTimeout: time.Second}, "echo", with)
			first, next := r.dial(), r.dial()
			defer func() { _, _ = unix.Close(first), unix.Close(next) }()
			send(t, next, "x")
			if got := recv(t, next, 1); got != "x" {
				t.Errorf("the next one gets %q", got)
			}
		})
	}
}
