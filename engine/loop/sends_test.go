package loop_test

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"

	"golang.org/x/sys/unix"
)

// asks makes all clients send while the loop is paused, so that it handles them in one iteration.
func (r *rig) asks(clients []int, text string) {
	r.do(func() {
		for _, fd := range clients {
			if err := writeAll(fd, []byte(text)); err != nil {
				r.t.Error(err)
			}
		}
	})
}

func TestTheAnswersOfAnIterationAreOneCall(t *testing.T) {
	if !slices.Contains(models(t), readiness.IOUring) {
		t.Skip("there is no io_uring here")
	}
	r := serve(t, loop.Options{}, "echo", readiness.IOUring)
	together := false
	r.do(func() { together = r.SendsTogether() })
	if !together {
		t.Skip("this kernel is too old for many sends by one call: they need Linux 6.16")
	}
	var clients []int
	for range 16 {
		clients = append(clients, r.dial())
		defer func(fd int) { _ = unix.Close(fd) }(clients[len(clients)-1])
	}
	r.asks(clients, "hello")
	var before, after uint64
	for _, fd := range clients {
		recv(t, fd, len("hello"))
	}
	r.do(func() { before = r.Made() })
	r.asks(clients, "again")
	for _, fd := range clients {
		if got := recv(t, fd, len("again")); got != "again" {
			t.Errorf("%q came", got)
		}
	}
	r.do(func() { after = r.Made() })
	if made := after - before; made >= uint64(len(clients)) {
		t.Errorf("%d calls were made for %d answers", made, len(clients))
	}
}

// Both ways to make deferred sends: one by one, and with one call.
func TestSendsThatArePutOff(t *testing.T) {
	for _, with := range models(t) {
		if with != readiness.EpollET && with != readiness.IOUring {
			continue
		}
		t.Run(with, func(t *testing.T) {
			t.Run("nothing overtakes them", func(t *testing.T) { nothingOvertakes(t, with) })
			t.Run("the rest of one that is cut short follows", func(t *testing.T) { cutShort(t, with) })
		})
	}
}

// A deferred answer is sent before the end of the connection, before a later answer, and to nobody else.
func nothingOvertakes(t *testing.T, with string) {
	t.Helper()
	r := serve(t, loop.Options{}, "http", with)
	for _, c := range []struct {
		ask, status string
		answers     int
	}{
		{"GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n", 1},
		{"GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /bytes/9000 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n", 2},
		{"nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request\r\n", 1},
	} {
		var clients []int
		for range 4 {
			clients = append(clients, r.dial())
		}
		r.asks(clients, c.ask)
		for _, fd := range clients {
			p, err := readAll(fd, 1<<20)
			if got := string(p); err == nil || !strings.Contains(err.Error(), "read answers 0") || strings.Count(got, c.status) != c.answers {
				t.Errorf("%.60q: %d bytes came, %v: %.60q", c.ask, len(p), err, got)
			}
			_ = unix.Close(fd)
		}
	}
}

// A peer that does not read makes its send fall short; once it reads, it gets the rest.
func cutShort(t *testing.T, with string) {
	t.Helper()
	r := serve(t, loop.Options{}, "echo", with)
	if err := unix.SetsockoptInt(r.fds[0], unix.SOL_SOCKET, unix.SO_SNDBUF, 1); err != nil { // accepted connections inherit it
		t.Fatal(err)
	}
	var clients []int
	for range 4 { // with fewer nothing is deferred
		fd := r.dial()
		defer func() { _ = unix.Close(fd) }()
		clients = append(clients, fd)
	}
	if err := unix.SetsockoptInt(clients[0], unix.SOL_SOCKET, unix.SO_RCVBUF, 4096); err != nil {
		t.Fatal(err)
	}
	cut := false
	r.do(func() { r.after = func() { cut = cut || r.Blocked() } })
	const pieces = 80
	text := strings.Repeat("0123456789", 100)
	for range pieces {
		r.asks(clients, text)
	}
	for _, fd := range clients {
		if got := recv(t, fd, pieces*len(text)); got != strings.Repeat(text, pieces) {
			t.Error("wrong bytes came")
		}
	}
	r.do(func() { r.after = nil })
	if !cut {
		t.Error("no send was cut short, so the test shows nothing")
	}
}
