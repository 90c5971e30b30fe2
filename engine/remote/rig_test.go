package remote

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// startClient starts an engine in a separate process. The lab checks for leftover descriptors and goroutines, and
// startClient for the process itself.
func startClient(t *testing.T, o engine.Options) (c *Client, pid int) {
	t.Helper()
	return startRecorded(t, o, nil)
}

// startRecorded is startClient with an engine that records.
func startRecorded(t *testing.T, o engine.Options, to *Recording) (c *Client, pid int) {
	t.Helper()
	labtest.Need(t)
	c, err := StartRecorded(o, to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		c.Close()
		if _, err := unix.Wait4(pid, nil, unix.WNOHANG, nil); err != unix.ECHILD {
			t.Errorf("process %d is left: wait4 says %v, want ECHILD", pid, err)
		}
		if err := unix.Kill(pid, 0); err != unix.ESRCH {
			t.Errorf("process %d can be signalled: %v", pid, err)
		}
	})
	f, err := c.Frame(engine.Query{})
	if err != nil {
		t.Fatal(err)
	}
	return c, f.PID
}

// line parses a step, in which any name may be used.
func line(text string) engine.Step {
	steps, err := script.ParsePart([]script.Line{{Text: text}})
	if err != nil {
		panic(err)
	}
	return steps[0]
}

// do makes a step in the child.
func do(t *testing.T, c *Client, text string) engine.Event {
	t.Helper()
	e, err := c.Do(line(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// has is like strings.Contains, except that the empty string is never contained.
func has(text, part string) bool { return part != "" && strings.Contains(text, part) }
