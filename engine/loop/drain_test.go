package loop_test

import (
	"errors"
	"strings"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// What the kernel has received when the loop is told to end is answered: on connections that were read before, on those
// that were not, and on those not accepted yet.
func TestADrainAnswersAllThatHasCome(t *testing.T) {
	text := strings.Repeat("q", 20_000)
	for _, gear := range []status.Gear{status.GearRun, status.GearPause, status.GearSlow} {
		for _, with := range models(t) {
			t.Run(string(gear)+"/"+with, func(t *testing.T) {
				r := serve(t, loop.Options{}, "echo", with)
				var fds []int
				for range 5 {
					fd := r.dial()
					send(t, fd, "x")
					recv(t, fd, 1)
					fds = append(fds, fd)
				}
				switch gear {
				case status.GearRun:
				case status.GearPause:
					r.paused()
				case status.GearSlow:
					r.do(func() { r.Slow(20) })
				}
				for range 20 { // most of these are in the accept queue
					fds = append(fds, r.dial())
				}
				for _, fd := range fds {
					send(t, fd, text)
				}
				r.do(func() {
					r.Run()
					r.Between(r.Loop.Drain)
				})
				for i, fd := range fds {
					got, err := readAll(fd, len(text))
					if err != nil || string(got) != text {
						t.Errorf("connection %d: %d of %d bytes: %v", i, len(got), len(text), err)
					}
					if n, err := unix.Read(fd, make([]byte, 1)); n != 0 || err != nil {
						t.Errorf("connection %d: after the last byte: %d, %v", i, n, err)
					}
					_ = unix.Close(fd)
				}
				left := -1
				if !labtest.Until(func() bool { r.do(func() { left = r.Left() }); return left == 0 }) {
					t.Errorf("%d connections are left", left)
				}
			})
		}
	}
}

// With a maximum number of connections, those waiting to be accepted get their turn as others end.
func TestADrainGoesOnWithThoseThatWaitForRoom(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{MaxConnections: 2}, "echo", with)
			var fds []int
			for range 6 {
				fd := r.dial()
				send(t, fd, "hello")
				fds = append(fds, fd)
			}
			r.do(func() { r.Between(r.Loop.Drain) })
			for _, fd := range fds {
				if got := recv(t, fd, 5); got != "hello" {
					t.Errorf("an answer is %q", got)
				}
				_ = unix.Close(fd)
			}
		})
	}
}

// An answer that is written as room appears is completed, and an incomplete request that is never continued does not
// delay the end.
func TestADrainWaitsForAnswersAndNotForRequests(t *testing.T) {
	const size = 8 << 20
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "http", with)
			long, half := r.dial(), r.dial()
			defer func() { _, _ = unix.Close(long), unix.Close(half) }()
			send(t, half, "GET / HTTP/1.1\r\nHost: 127")
			send(t, long, "GET /bytes/8388608 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
			head := recv(t, long, 4)
			r.do(func() { r.Between(r.Loop.Drain) })
			if n, err := unix.Read(half, make([]byte, 1)); n != 0 || err != nil {
				t.Errorf("the end of the other one comes as %d, %v", n, err)
			}
			if got, err := readAll(long, size); err != nil || !strings.HasPrefix(head, "HTTP") {
				t.Errorf("%d of %d bytes: %v", len(got), size, err)
			}
		})
	}
}

// Datagrams that the kernel has received are answered too, however many there are.
func TestADrainAnswersDatagrams(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			client := r.datagrams("echo")
			room, _ := unix.GetsockoptInt(client, unix.SOL_SOCKET, unix.SO_RCVBUF)
			datagrams := room / 1024 // more than one byte of payload takes
			r.do(func() {
				r.Between(func() { // so that no iteration answers any of them before the drain
					for range datagrams {
						_ = writeAll(client, []byte("q"))
					}
					r.Loop.Drain()
				})
			})
			for n := range datagrams {
				if _, err := readAll(client, 1); err != nil {
					t.Fatalf("%d of %d are answered: %v", n, datagrams, err)
				}
			}
		})
	}
}

// datagrams serves a datagram socket beside the listener, and returns a client connected to it.
func (r *rig) datagrams(protocol string) (client int) {
	r.t.Helper()
	service, client := udp(r.t), udp(r.t)
	r.t.Cleanup(func() { _ = unix.Close(client) })
	r.fds = append(r.fds, service)
	var err error
	r.do(func() {
		err = r.Serve(loop.Service{ID: uint64(len(r.fds)), Name: "u", FD: service, Datagram: true, Protocol: protocol})
	})
	if err != nil {
		r.t.Fatal(err)
	}
	addr, _ := sockets.Linux{}.Getsockname(service)
	if err := (sockets.Linux{}).Connect(client, addr); err != nil {
		r.t.Fatal(err)
	}
	return client
}

// udp returns a datagram socket with as much buffer as it can get.
func udp(t testing.TB) int { return udpAt(t, "127.0.0.1:0") }

func udpAt(t testing.TB, address string) int {
	t.Helper()
	k := sockets.Linux{}
	fd, err := k.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := sockets.ParseAddr(address)
	if err := k.Bind(fd, a); err != nil {
		t.Fatal(err)
	}
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, 8<<20)
	_ = unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 2})
	return fd
}

// A connection that waits for lack of descriptors is still waiting when there is one.
func TestADrainWithoutDescriptorsForgetsNobody(t *testing.T) {
	for _, with := range []string{"epoll", "poll"} {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			clients := r.waiting(4)
			r.paused()
			for _, fd := range clients {
				r.connect(fd)
				send(t, fd, "hello")
			}
			limited(t, 2)
			r.do(func() {
				r.Run()
				r.Between(r.Loop.Drain)
			})
			r.until("trying again", func(v status.Server) bool {
				tries := uint64(0)
				for _, c := range v.Calls {
					if c.Name == "accept4" && c.Errno == "EMFILE" {
						tries += c.Count
					}
				}
				return tries >= 3
			})
			for _, fd := range clients {
				if got := recv(t, fd, 5); got != "hello" {
					t.Errorf("an answer is %q", got)
				}
				_ = unix.Close(fd)
			}
		})
	}
}

// Left returns the right number for every kind of listener.
func TestADrainTellsHowManyAreLeft(t *testing.T) {
	for _, address := range []string{"127.0.0.1:0", "unix:@netnet-drain"} {
		t.Run(address, func(t *testing.T) {
			labtest.Need(t)
			r := serve(t, loop.Options{MaxConnections: 1}, "echo", "epoll")
			a, _ := sockets.ParseAddr(address)
			k := sockets.Linux{}
			fd, err := k.Socket(a.Family, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
			if err != nil {
				t.Fatal(err)
			}
			r.fds = append(r.fds, fd)
			if err := errors.Join(k.Bind(fd, a), k.Listen(fd, 16)); err != nil {
				t.Fatal(err)
			}
			r.do(func() { err = r.Serve(loop.Service{ID: 2, Name: "l", FD: fd, Protocol: "echo"}) })
			if err != nil {
				t.Fatal(err)
			}
			r.addr, _ = k.Getsockname(fd)
			var clients []int
			for range 4 {
				clients = append(clients, r.dial())
			}
			send(t, clients[0], "x")
			recv(t, clients[0], 1)
			left := 0
			r.do(func() {
				r.Between(func() {
					r.Loop.Drain()
					left = r.Left()
				})
			})
			r.do(func() {})
			if left != len(clients) {
				t.Errorf("%d are left, want %d", left, len(clients))
			}
			for _, fd := range clients {
				_ = unix.Close(fd)
			}
			if !labtest.Until(func() bool { r.do(func() { left = r.Left() }); return left == 0 }) {
				t.Errorf("%d are left when all have gone", left)
			}
		})
	}
}
