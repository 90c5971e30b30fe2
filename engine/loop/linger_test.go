package loop_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// refused are requests that a protocol answers with a final error, and how that answer begins.
var refused = map[string]struct{ said, answer string }{
	"http":      {"nonsense\r\n\r\n", "HTTP/1.1 400 "},
	"redis":     {"*x\r\n", "-ERR Protocol error"},
	"websocket": {"nonsense\r\n\r\n", "HTTP/1.1 400 "},
	"zmq":       {strings.Replace(zmqHello, "NULL", "PLAN", 1), "\xff"},
}

// refusedBy connects to each protocol, sends what it refuses, followed by far more than the server reads, and reads the
// answer to its end: a FIN, and no RST before it.
func refusedBy(t *testing.T, r *rig) (fds []int) {
	t.Helper()
	for protocol, c := range refused {
		fd := r.beside(protocol)
		t.Cleanup(func() { _ = unix.Close(fd) })
		send(t, fd, c.said)
		if err := writeAll(fd, make([]byte, 100_000)); err != nil {
			t.Errorf("%s: %v while it is refused", protocol, err)
		}
		p, err := io.ReadAll(reader(fd))
		if err != nil || !strings.HasPrefix(string(p), c.answer) {
			t.Errorf("%s: the answer is %.80q, %v", protocol, p, err)
		}
		fds = append(fds, fd)
	}
	return fds
}

// reader reads a descriptor.
type reader int

func (r reader) Read(p []byte) (int, error) {
	n, err := unix.Read(int(r), p)
	switch {
	case errors.Is(err, unix.EINTR):
		return 0, nil
	case err != nil:
		return 0, err
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// The connection of a refused peer is closed as soon as the peer has ended too.
func TestARefusedPeerReadsTheWholeAnswerAndAFIN(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			for _, fd := range refusedBy(t, r) {
				send(t, fd, "and more, which nobody reads")
				_ = unix.Shutdown(fd, unix.SHUT_WR)
			}
			v := r.until("all closed", func(v status.Server) bool { return v.Totals.Closed == uint64(len(refused)) })
			if v.Totals.Reset != 0 {
				t.Errorf("%d were reset", v.Totals.Reset)
			}
		})
	}
}

// A refused peer that never ends is closed after two seconds, whatever it still sends: nothing holds it a second time.
func TestARefusedPeerIsHeldOnce(t *testing.T) {
	for _, with := range models(t) {
		t.Run(with, func(t *testing.T) {
			r := serve(t, loop.Options{}, "echo", with)
			var held time.Duration // the longest time that one of them may still be held
			timers := 0
			r.do(func() {
				r.after = func() {
					_, left, set := r.Lingers()
					held, timers = max(held, left), max(timers, set)
				}
			})
			for _, fd := range refusedBy(t, r) {
				send(t, fd, "and more, which nobody reads")
			}
			lingers := 0
			v := r.until("all linger", func(status.Server) bool {
				r.do(func() { lingers, _, _ = r.Lingers() })
				return lingers == len(refused)
			})
			if v.Totals.Closed > 0 {
				t.Errorf("%d were closed while their peers still had something to send", v.Totals.Closed)
			}
			r.do(func() { r.Elapse(loop.Lingering) })
			r.until("all closed", func(v status.Server) bool { return v.Totals.Closed == uint64(len(refused)) })
			r.do(func() {
				if held > loop.Lingering || timers != 1 {
					t.Errorf("they were to be held for up to %s, with up to %d timers; want %s and 1", held, timers, loop.Lingering)
				}
			})
		})
	}
}
