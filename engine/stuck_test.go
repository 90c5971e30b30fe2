package engine

import (
	"strings"
	"sync"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestManyLargeSteps has several goroutines send and look at once: neither side
// waits for the other to read.
func TestManyLargeSteps(t *testing.T) {
	c, _ := startClient(t, Options{})
	remote(t, c, "socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	large := texted(strings.Repeat("x", 1<<20))
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for range 3 {
				if _, err := c.Do(stepOf("send", sock("a"), large)); err != nil {
					t.Error(err)
				}
				if _, err := c.Frame(Query{Rows: 10, Events: 100}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

// TestStoppedEngine hands a large step to an engine that does not read, and closes
// it: neither waits for ever.
func TestStoppedEngine(t *testing.T) {
	labtest.Need(t)
	c, pid := startClient(t, Options{})
	if err := unix.Kill(pid, unix.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := c.Post(stepOf("send", sock("a"), texted(strings.Repeat("x", 4<<20)))); err != nil {
		t.Error(err)
	}
	if err := c.Close(); err != nil {
		t.Error(err)
	}
}
