package remote

import (
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets/labtest"
)

// BenchmarkStep is a recv that answers EAGAIN, by an engine in a process of its own.
// Package engine has the same for one in this process.
func BenchmarkStep(b *testing.B) {
	labtest.Need(b)
	c, err := Start(engine.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Do(line("a, b = socketpair unix nonblock")); err != nil {
		b.Fatal(err)
	}
	s := line("recv a 100")
	for b.Loop() {
		if e, err := c.Do(s); err != nil || e.Errno() != "EAGAIN" {
			b.Fatal(e, err)
		}
	}
}
