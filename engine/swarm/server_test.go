package swarm

import (
	"cmp"
	"net/netip"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// server is a small server on its own thread. Its replies come from answer, which gets everything that a connection has
// received so far.
type server struct {
	address  string
	backlog  int // 0 means 4096
	calls    sockets.Bare
	accepted atomic.Int64
	answer   func(fd int, all, fresh []byte) (reply []byte, ends ending)
	greet    func(fd int) (greeting []byte, ends ending)
	all      map[int][]byte
	keep     bool // collect what was received, for answer
}

type ending int

const (
	goesOn ending = iota
	closes
	resets
)

// serve runs a server until the test ends.
func serve(t testing.TB, s *server) string {
	t.Helper()
	listener, err := sockets.ListenTCP(sockets.Linux{}, sockets.Inet(netip.MustParseAddrPort("127.0.0.1:0")), unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, cmp.Or(s.backlog, 4096))
	if err != nil {
		t.Fatal(err)
	}
	name, err := sockets.Linux{}.Getsockname(listener.FD)
	if err != nil {
		t.Fatal(err)
	}
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		t.Fatal(err)
	}
	var stop atomic.Bool
	done := make(chan struct{})
	s.all = map[int][]byte{}
	s.calls.EpollCtl(epoll, unix.EPOLL_CTL_ADD, listener.FD, unix.EPOLLIN)
	go func() {
		defer close(done)
		runtime.LockOSThread()
		buf := make([]byte, 1<<18)
		events := make([]unix.EpollEvent, 256)
		for !stop.Load() {
			n, _ := s.calls.EpollWait(epoll, events, 10*time.Millisecond)
			for i := range max(n, 0) {
				if fd := int(events[i].Fd); fd == listener.FD {
					s.accept(epoll, fd)
				} else {
					s.data(fd, buf)
				}
			}
		}
		for fd := range s.all {
			s.calls.Close(fd)
		}
		s.calls.Close(epoll)
		s.calls.Close(listener.FD)
	}()
	t.Cleanup(func() {
		stop.Store(true)
		<-done
	})
	s.address = name.String()
	return s.address
}

func (s *server) accept(epoll, listener int) {
	for {
		fd, errno := s.calls.Accept4(listener, unix.SOCK_CLOEXEC)
		if errno != 0 {
			return
		}
		s.accepted.Add(1)
		s.all[fd] = nil
		s.calls.EpollCtl(epoll, unix.EPOLL_CTL_ADD, fd, unix.EPOLLIN)
		if s.greet != nil {
			greeting, ends := s.greet(fd)
			s.send(fd, greeting)
			s.end(fd, ends)
		}
	}
}

func (s *server) data(fd int, buf []byte) {
	n, errno := s.calls.Recv(fd, buf)
	if errno != 0 || n == 0 {
		s.end(fd, closes)
		return
	}
	if s.keep {
		s.all[fd] = append(s.all[fd], buf[:n]...)
	}
	reply, ends := s.answer(fd, s.all[fd], buf[:n])
	s.send(fd, reply)
	s.end(fd, ends)
}

// send blocks while the client does not read: the sockets are blocking.
func (s *server) send(fd int, p []byte) {
	for len(p) > 0 {
		n, errno := s.calls.Send(fd, p)
		if errno != 0 {
			return
		}
		p = p[n:]
	}
}

func (s *server) end(fd int, ends ending) {
	switch ends {
	case goesOn:
		return
	case closes:
	case resets:
		s.calls.Setsockopt(fd, unix.SOL_SOCKET, unix.SO_LINGER, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	}
	s.calls.Close(fd)
	delete(s.all, fd)
}

func echoing(_ int, _, fresh []byte) ([]byte, ending) { return fresh, goesOn }
