package readiness

import (
	"fmt"
	"testing"

	"golang.org/x/sys/unix"
)

// BenchmarkEcho makes all connections send at once, round by round, and measures the processor time of the server's
// thread: the clients, on another processor, take longer.
func BenchmarkEcho(b *testing.B) {
	for _, load := range []struct{ connections, size int }{{1, 64}, {100, 64}, {10, 64 << 10}} {
		for _, entry := range Catalogue() {
			b.Run(fmt.Sprintf("%d×%dB/%s", load.connections, load.size, entry.Name), func(b *testing.B) {
				r := open(b, entry.New)
				l, addr := listen(b)
				conns := make([]int, load.connections)
				done := make(chan error, 1)
				rounds := max(1, b.N/load.connections)
				go func() {
					for i := range conns {
						conns[i] = dial(b, addr, 0)
						check(b, unix.SetsockoptInt(conns[i], unix.IPPROTO_TCP, unix.TCP_NODELAY, 1))
					}
					b.ResetTimer()
					err := rally(conns, rounds, load.size)
					b.StopTimer()
					for _, fd := range conns {
						unix.Shutdown(fd, unix.SHUT_WR)
					}
					done <- err
				}()
				b.SetBytes(int64(load.size))
				server := &echo{r: r, listener: l, pending: map[int][]byte{}, buffer: make([]byte, 64<<10)}
				before := spent(b)
				check(b, server.serve(load.connections, soon))
				b.ReportMetric(float64(spent(b)-before)/float64(rounds*load.connections), "server-ns/op")
				check(b, <-done)
			})
		}
	}
}

// spent returns the processor time of this thread in nanoseconds.
func spent(b *testing.B) int64 {
	var usage unix.Rusage
	check(b, unix.Getrusage(unix.RUSAGE_THREAD, &usage))
	return usage.Utime.Nano() + usage.Stime.Nano()
}

// rally sends and receives without checking the bytes.
func rally(conns []int, rounds, size int) error {
	p := make([]byte, size)
	for range rounds {
		for _, call := range []func(int, []byte) (int, error){unix.Write, unix.Read} {
			for _, fd := range conns {
				if err := whole(call, fd, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
