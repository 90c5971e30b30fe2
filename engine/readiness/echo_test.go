package readiness

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// echo is a small server: it sends back what it receives.
type echo struct {
	r        Readiness
	calls    sockets.Bare
	listener int
	pending  map[int][]byte // by open connection
	ended    int
	buffer   []byte
}

// serve serves until the given number of connections have ended.
func (s *echo) serve(connections int, limit time.Duration) error {
	if errno := s.r.Watch(s.listener, true, false); errno != 0 {
		return fmt.Errorf("watching the listener: %w", errno)
	}
	for quiet := time.Now(); s.ended < connections; {
		events, errno := s.r.Wait(100 * time.Millisecond)
		if errno != 0 && errno != unix.EINTR {
			return fmt.Errorf("waiting: %w", errno)
		}
		if len(events) > 0 {
			quiet = time.Now()
		}
		for _, e := range events {
			if err := s.event(e); err != nil {
				return err
			}
		}
		if time.Since(quiet) > limit {
			return fmt.Errorf("%d of %d connections have ended, and nothing more happens", s.ended, connections)
		}
	}
	s.r.Forget(s.listener, false)
	return nil
}

func (s *echo) event(e Event) error {
	switch {
	case e.Done != Nothing && e.N < 0:
		return fmt.Errorf("told of fd %d: %w", e.FD, unix.Errno(-e.N))
	case e.Done == Accepted:
		return s.open(e.N)
	case e.Done == Received:
		return s.received(e.FD, e.Data)
	case e.FD == s.listener:
		for {
			conn, errno := s.calls.Accept4(s.listener, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
			if errno == unix.EAGAIN {
				return nil
			}
			if errno != 0 {
				return fmt.Errorf("accept4: %w", errno)
			}
			if err := s.open(conn); err != nil {
				return err
			}
		}
	}
	if e.Bits&Out != 0 && len(s.pending[e.FD]) > 0 {
		if err := s.send(e.FD, nil); err != nil {
			return err
		}
	}
	for e.Bits&(In|RDHup|Hup|Err) != 0 {
		n, errno := s.calls.Recv(e.FD, s.buffer)
		if errno == unix.EAGAIN {
			break
		}
		if errno != 0 {
			return fmt.Errorf("recvfrom: %w", errno)
		}
		if err := s.received(e.FD, s.buffer[:n]); err != nil || n == 0 {
			return err
		}
	}
	return nil
}

func (s *echo) open(conn int) error {
	s.pending[conn] = nil
	if errno := s.r.Watch(conn, true, false); errno != 0 {
		return fmt.Errorf("watching fd %d: %w", conn, errno)
	}
	return nil
}

func (s *echo) received(fd int, p []byte) error {
	if _, open := s.pending[fd]; !open {
		return fmt.Errorf("told of fd %d, which is closed", fd)
	}
	if len(p) == 0 {
		s.r.Forget(fd, false)
		s.calls.Close(fd)
		delete(s.pending, fd)
		s.ended++
		return nil
	}
	return s.send(fd, p)
}

func (s *echo) send(fd int, p []byte) error {
	before := s.pending[fd]
	if len(before) > 0 || p == nil {
		p = append(before, p...)
	}
	n, errno := s.calls.Send(fd, p)
	if errno != 0 && errno != unix.EAGAIN {
		return fmt.Errorf("sendto: %w", errno)
	}
	rest := p[max(n, 0):]
	s.pending[fd] = bytes.Clone(rest)
	if (len(rest) > 0) != (len(before) > 0) {
		if errno := s.r.Watch(fd, true, len(rest) > 0); errno != 0 {
			return fmt.Errorf("watching fd %d: %w", fd, errno)
		}
	}
	return nil
}

// ask makes all connections send, then all receive, and compares every byte.
func ask(conns []int, rounds int, size func(i int) int) error {
	for round := range rounds {
		for i, fd := range conns {
			if err := whole(unix.Write, fd, said(i, round, size(i))); err != nil {
				return fmt.Errorf("connection %d sends: %w", i, err)
			}
		}
		for i, fd := range conns {
			want := said(i, round, size(i))
			got := make([]byte, len(want))
			if err := whole(unix.Read, fd, got); err != nil {
				return fmt.Errorf("connection %d receives: %w", i, err)
			}
			if !bytes.Equal(got, want) {
				return fmt.Errorf("connection %d got wrong bytes back, in round %d", i, round)
			}
		}
	}
	return nil
}

func said(i, round, size int) []byte {
	p := make([]byte, size)
	for j := range p {
		p[j] = byte(i + i>>8 + round*5 + j*3 + j>>7)
	}
	return p
}

// whole reads or writes all of p.
func whole(call func(int, []byte) (int, error), fd int, p []byte) error {
	for len(p) > 0 {
		n, err := call(fd, p)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return err
		case n == 0:
			return errors.New("the end came too early")
		}
		p = p[n:]
	}
	return nil
}

func TestThousandsOfConnectionsGetTheirBytesBack(t *testing.T) {
	labtest.Unraced(t, "a readiness has one thread, and the client shares nothing with it")
	each(t, func(t *testing.T, r Readiness) {
		connections := 2000
		if r.Name() == "select" {
			connections = SelectLimit/2 - 50 // both ends are in this process
		}
		var limit unix.Rlimit
		check(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &limit))
		if limit.Cur < uint64(2*connections+50) {
			t.Skipf("%d connections take more descriptors than RLIMIT_NOFILE allows, %d", connections, limit.Cur)
		}
		l, addr := listen(t)
		done := make(chan error, 1)
		go func() {
			var conns []int
			err := func() error {
				for range connections {
					fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
					if err != nil {
						return err
					}
					conns = append(conns, fd)
					if err := unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 20}); err != nil {
						return err
					}
					if err := unix.Connect(fd, addr); err != nil {
						return fmt.Errorf("connect: %w", err)
					}
				}
				return ask(conns, 3, func(i int) int {
					if i%500 == 7 {
						return 6 << 20 // more than two sockets hold
					}
					return 1 + i
				})
			}()
			for _, fd := range conns {
				unix.Close(fd)
			}
			done <- err
		}()
		server := &echo{r: r, listener: l, pending: map[int][]byte{}, buffer: make([]byte, 64<<10)}
		served := server.serve(connections, 2*soon)
		for fd := range server.pending {
			r.Forget(fd, false)
			unix.Close(fd)
		}
		if err := errors.Join(<-done, served); err != nil {
			t.Error(err)
		}
	})
}
