package remote

import (
	"bytes"
	"sync"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestManyLargeSteps makes several goroutines send steps and request frames at once: neither side waits for the other
// to read.
func TestManyLargeSteps(t *testing.T) {
	c, _ := startClient(t, engine.Options{})
	do(t, c, "a, b = socketpair unix nonblock")
	large := line(`send a "x"`)
	large.Text.Body = bytes.Repeat([]byte("x"), 1<<20) // sent in full
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for range 3 {
				e, err := c.Do(large)
				if err != nil {
					t.Error(err)
					return
				}
				// Only one event, which is as large: the whole journal would be sent 18 times.
				f, err := c.Frame(engine.Query{Rows: 10, Events: 1, After: e.Seq - 1})
				if err != nil || len(f.Events) != 1 || f.Events[0].Seq < e.Seq {
					t.Errorf("a frame brings %d events after %d: %v", len(f.Events), e.Seq-1, err)
				}
			}
		})
	}
	all.Wait()
}

// TestStoppedEngine gives a large step to an engine that does not read, and closes it: neither waits forever.
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
