package loop_test

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/loop"

	"golang.org/x/sys/unix"
)

// What the kernel has received when the loop is told to end is answered: on connections
// that were read before, on those that were not, and on those that nobody has accepted.
func TestADrainAnswersAllThatHasCome(t *testing.T) {
	text := strings.Repeat("q", 20_000)
	for _, gear := range []loop.Gear{loop.GearRun, loop.GearPause, loop.GearSlow} {
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
				case loop.GearRun:
				case loop.GearPause:
					r.paused()
				case loop.GearSlow:
					r.do(func() { r.Slow(20) })
				}
				for range 20 { // of which most stand in the accept queue
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
						t.Errorf("connection %d: behind the last byte: %d, %v", i, n, err)
					}
					_ = unix.Close(fd)
				}
				left := -1
				for until := time.Now().Add(10 * time.Second); left != 0 && time.Now().Before(until); {
					r.do(func() { left = r.Left() })
				}
				if left != 0 {
					t.Errorf("%d connections are left", left)
				}
			})
		}
	}
}

// With a maximum, those that wait to be accepted get their turn as others end.
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

// An answer that is made as there is room is made to its end, and a half of a request
// that nobody goes on with does not hold the end up.
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
