package engine

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"
)

// halfASwarm is what this binary runs when a test's engine starts it as a swarm: two of the requested clients are
// connected, and the others never are.
func halfASwarm() {
	fmt.Printf("{\"clients\":%s,\"connected\":2}\n", os.Args[2])
	time.Sleep(time.Minute) // its engine kills it
}

// TestAnInterruptedWaitSaysHowFarItCame interrupts each verb that waits in this program, and checks that the note says
// what had been done by then.
func TestAnInterruptedWaitSaysHowFarItCame(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.serving(server("s"), serveWith("s", "epoll"))
	for _, c := range []struct {
		step Step
		says string
	}{
		{stepOf("swarm", addr("@s"), func(s *Step) { s.Swarm = &step.Swarm{Clients: 50} }), "interrupted with 2 of 50 clients known to be connected; the swarm continues"},
		{stepOf("sleep", timeout(time.Minute)), "interrupted after "},
		{gear("step", 100_000), "; the event loop continues with the rest"},
	} {
		done := make(chan Event, 1)
		if err := r.Begin(c.step, func(e Event) { done <- e }); err != nil {
			t.Fatal(err)
		}
		task := r.blocked(c.step.String())
		r.eventually(func(f Frame) bool {
			return c.step.Swarm == nil || len(f.Swarms) > 0 && f.Swarms[0].Report.Connected == 2
		})
		r.well("interrupt", ofTask(task))
		if e := r.arrives(done); !said(e, c.says) || strings.Contains(strings.Join(e.Notes, " "), "0 of 0") || e.Failed() {
			t.Errorf("%s notes %q, problem %q", c.step, e.Notes, e.Problem)
		}
	}
}

// eventually waits until a frame, with the server asked for, satisfies a condition.
func (r *rig) eventually(as func(Frame) bool) {
	r.t.Helper()
	if !labtest.Until(func() bool { return as(r.frame(Query{Server: &status.Query{}})) }) {
		r.t.Fatal("no frame satisfies the condition")
	}
}
