package loop_test

import (
	"strings"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// The kernel reports a socket that is shut down as ready forever, though it has no datagram.
func TestADatagramServiceThatIsShutDownIsLeftAlone(t *testing.T) {
	for _, with := range models(t) {
		if with == readiness.Busy {
			continue
		}
		t.Run(with, func(t *testing.T) {
			told := &said{}
			r := serveWith(t, loop.Options{Tell: told.tell}, sockets.Linux{}, "echo", with, 64)
			client := r.datagrams("echo")
			send(t, client, "hello")
			recv(t, client, 5)
			_ = unix.Shutdown(r.fds[1], unix.SHUT_RD) // answers ENOTCONN, but takes effect
			r.until("the end", func(v status.Server) bool { return strings.Contains(v.Listeners[1].Ended, "shut down") })
			if !told.has("u is shut down for reading", "not served any more") {
				t.Errorf("nobody is told: %q", told.sentences)
			}
		})
	}
}

// An empty datagram from an unnamed Unix socket looks like the end of a stream, but is not.
func TestAnEmptyDatagramOfNobodyEndsNothing(t *testing.T) {
	r := serve(t, loop.Options{}, "echo", "epoll")
	k := sockets.Linux{}
	open := func(name string) (fd int) {
		fd, err := k.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			t.Fatal(err)
		}
		if name != "" {
			if err := unix.Bind(fd, &unix.SockaddrUnix{Name: name}); err != nil {
				t.Fatal(err)
			}
		}
		_ = unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &unix.Timeval{Sec: 2})
		return fd
	}
	service, nobody, client := open("@netnet-loop-service"), open(""), open("@netnet-loop-client")
	defer func() { _, _ = unix.Close(nobody), unix.Close(client) }()
	r.fds = append(r.fds, service)
	var err error
	r.do(func() { err = r.Serve(loop.Service{ID: 2, Name: "u", FD: service, Datagram: true, Protocol: "echo"}) })
	if err != nil {
		t.Fatal(err)
	}
	to := &unix.SockaddrUnix{Name: "@netnet-loop-service"}
	if err := unix.Sendto(nobody, nil, 0, to); err != nil {
		t.Fatal(err)
	}
	if err := unix.Sendto(client, []byte("hello"), 0, to); err != nil {
		t.Fatal(err)
	}
	if got := recv(t, client, 5); got != "hello" {
		t.Errorf("the client gets %q", got)
	}
}
