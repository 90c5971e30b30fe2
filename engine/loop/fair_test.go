package loop_test

import (
	"strings"
	"sync"
	"testing"

	"netnet-tui/engine/loop"
	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// pipeline sends requests and reads the answers until the connection, which it returns, is shut down.
func (r *rig) pipeline(text string, crowd *sync.WaitGroup) int {
	fd := r.dial()
	crowd.Go(func() {
		p := []byte(strings.Repeat(text, 200))
		for writeAll(fd, p) == nil {
		}
	})
	crowd.Go(func() {
		for p := make([]byte, 256<<10); ; {
			if n, err := unix.Read(fd, p); n == 0 || err != nil && err != unix.EINTR {
				return
			}
		}
	})
	return fd
}

// leftFor returns for how many iterations input may be left waiting beside n other connections that send without end:
// it may have come just before the end of one iteration, and the next one receives it.
//
// With io_uring all buffers may be taken. Then one iteration shows that there was none, two return all buffers, and
// they go to the connections that found none, in order.
func leftFor(with string, n int) int {
	if with != readiness.IOUring {
		return 2
	}
	return 3 + 2*((n+readiness.SharedBuffers)/readiness.SharedBuffers)
}

// Beside clients that pipeline endlessly, one that asks now and then does not wait: what has arrived is received within
// a few iterations, and an iteration moves no more than a turn's bytes for each connection.
func TestNobodyWaitsLongerThanAFewIterations(t *testing.T) {
	const attackers = 8
	for _, attack := range []struct{ protocol, text, ask, answer string }{
		{"http", "GET /bytes/65536 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET /hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "HTTP/1.1 200 OK\r\n"},
		{"redis", "*2\r\n$4\r\nECHO\r\n$3000\r\n" + strings.Repeat("e", 3000) + "\r\n", "PING\r\n", "+PONG\r\n"},
		{"echo", strings.Repeat("e", 3000), "calm", "calm"},
	} {
		for _, with := range models(t) {
			t.Run(attack.protocol+"/"+with, func(t *testing.T) {
				r := serve(t, loop.Options{}, attack.protocol, with)
				calm := r.dial()
				defer func() { _ = unix.Close(calm) }()
				send(t, calm, attack.ask)
				recv(t, calm, len(attack.answer))
				theirs := -1
				var waited, late, longest, most int
				var before, heard uint64
				r.do(func() {
					theirs, _ = r.Adopt("s_1")
					r.after = func() {
						moved, in := r.Moved(1)
						if n, err := unix.IoctlGetInt(theirs, unix.TIOCINQ); err != nil || n == 0 || in != heard {
							waited = 0
						} else {
							waited++
						}
						if waited == leftFor(with, attackers)+1 {
							late++
						}
						longest, heard = max(longest, waited), in
						if before > 0 {
							most = max(most, int(moved-before))
						}
						before = moved
					}
				})
				var crowd sync.WaitGroup
				var fds []int
				for range attackers {
					fds = append(fds, r.pipeline(attack.text, &crowd))
				}
				defer func() {
					for _, fd := range fds {
						_ = unix.Shutdown(fd, unix.SHUT_RDWR)
					}
					crowd.Wait()
					for _, fd := range fds {
						_ = unix.Close(fd)
					}
				}()
				r.until("all of them being answered", func(v status.Server) bool {
					answered := 0
					for _, c := range v.Connections {
						if c.Out > 0 {
							answered++
						}
					}
					return answered == attackers+1
				})
				for range 50 {
					send(t, calm, attack.ask)
					recv(t, calm, len(attack.answer))
				}
				r.do(func() { r.after = nil })
				// The kernel counts bytes as arrived a little before it reports them: if the sender loses its processor in
				// between, iterations pass that can't know of them.
				if late > 5 {
					t.Errorf("what had arrived was left for more than %d iterations %d times, for %d at most", leftFor(with, attackers), late, longest)
				}
				// A turn may exceed its bytes by one receive and the answer to it.
				limit := 2 * (attackers + 1) * (loop.TurnBytes + 256<<10)
				if with == "io_uring" { // and by what the kernel has received into its buffers
					limit += 8 << 20
				}
				if most > limit {
					t.Errorf("one iteration moved %d bytes, want at most %d", most, limit)
				}
			})
		}
	}
}
