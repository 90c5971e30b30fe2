package remote

import (
	"bytes"
	"sync"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestManyLargeSteps has several goroutines send steps and ask for frames at once: neither side
// waits for the other to read.
func TestManyLargeSteps(t *testing.T) {
	c, _ := startClient(t, engine.Options{})
	do(t, c, "a, b = socketpair unix nonblock")
	large := line(`send a "x"`)
	large.Text.Body = bytes.Repeat([]byte("x"), 1<<20) // which travels whole
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for range 3 {
				if _, err := c.Do(large); err != nil {
					t.Error(err)
				}
				if _, err := c.Frame(engine.Query{Rows: 10, Events: 100}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// TestStoppedEngine hands a large step to an engine that does not read, and closes
// it: neither waits forever.
func TestStoppedEngine(t *testing.T) {
	labtest.Need(t)
	c, pid := startClient(t, engine.Options{})
	if err := unix.Kill(pid, unix.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	large := line(`send a "x"`)
	large.Text.Body = bytes.Repeat([]byte("x"), 4<<20)
	if err := c.Post(large); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
