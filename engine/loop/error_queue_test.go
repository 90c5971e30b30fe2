package loop_test

import (
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// failedSocket reports whether poll(2) reports POLLERR for a socket.
func failedSocket(fd int) bool {
	p := []unix.PollFd{{Fd: int32(fd)}}
	n, err := unix.Poll(p, 0)
	return err == nil && n == 1 && p[0].Revents&unix.POLLERR != 0
}

// A reply to a port that was closed meanwhile comes back into the error queue of a socket with IP_RECVERR. As long as
// it is there, the socket is reported as ready.
func TestTheErrorQueueOfADatagramServiceIsEmptied(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			told := &said{}
			r := serveWith(t, loop.Options{Tell: told.tell}, sockets.Linux{}, "echo", with, 1)
			client := r.datagrams("echo")
			service := r.fds[1]
			if err := unix.SetsockoptInt(service, unix.SOL_IP, unix.IP_RECVERR, 1); err != nil {
				t.Fatal(err)
			}
			addr, _ := sockets.Linux{}.Getsockname(service)
			r.do(func() { // nothing is answered meanwhile
				for range 5 {
					gone := udp(t)
					if err := (sockets.Linux{}).Connect(gone, addr); err != nil {
						t.Error(err)
					}
					send(t, gone, "lost")
					_ = unix.Close(gone)
				}
			})
			send(t, client, "hello") // answered after those
			if got := recv(t, client, 5); got != "hello" {
				t.Errorf("the client gets %q", got)
			}
			if !labtest.Until(func() bool { return told.has("u", "ECONNREFUSED") || told.has("error queue of u", "127.0.0.1:") }) {
				t.Errorf("nobody is told: %q", told.sentences)
			}
			if !labtest.Until(func() bool { return !failedSocket(service) }) {
				t.Error("the error queue is not emptied, and the loop is woken forever")
			}
		})
	}
}

// On request the kernel records in the error queue when it sent what. The connections of a listener inherit that
// option.
func TestTheErrorQueueOfAConnectionIsEmptied(t *testing.T) {
	for _, with := range []string{"select", "poll", "epoll", "epoll-et", "epoll-oneshot"} {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			client := r.dial()
			defer func() { _ = unix.Close(client) }()
			send(t, client, "a")
			recv(t, client, 1)
			ours := -1
			r.do(func() { ours, _ = r.Adopt("s_1") })
			if err := unix.SetsockoptInt(ours, unix.SOL_SOCKET, unix.SO_TIMESTAMPING, unix.SOF_TIMESTAMPING_TX_SOFTWARE|unix.SOF_TIMESTAMPING_SOFTWARE); err != nil {
				t.Fatal(err)
			}
			send(t, client, "hello")
			if got := recv(t, client, 5); got != "hello" {
				t.Errorf("the client gets %q", got)
			}
			if !labtest.Until(func() bool { return !failedSocket(ours) }) {
				t.Error("the error queue is not emptied, and the loop is woken forever")
			}
		})
	}
}
