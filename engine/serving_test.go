package engine

import (
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/step"
)

// serving makes steps one after the other, and fails at the first that can't be made.
func (r *rig) serving(steps ...Step) {
	r.t.Helper()
	for _, s := range steps {
		done := make(chan Event, 1)
		go func() {
			e, _ := r.Do(s)
			done <- e
		}()
		select {
		case e := <-done:
			if e.Problem != "" {
				r.t.Fatalf("%s: %s", s, e.Problem)
			}
		case <-time.After(10 * time.Second):
			r.t.Fatalf("%s does not end", s)
		}
	}
}

func server(name string) Step { return stepOf("server", named(name), addr("127.0.0.1:0")) }

func serveWith(name, with string) Step {
	return stepOf("serve", sock(name), func(s *Step) { s.Service = &step.Service{Protocol: "echo", Readiness: with} })
}

func gear(word string, n float64) Step {
	return stepOf("gear", func(s *Step) { s.Gear = &step.Gear{Word: word, N: n} })
}

// While the loop is paused, other listeners can be served, the readiness can be changed, and everything can be given
// back and served again: nothing waits for the paused gate.
func TestAServerThatStandsCanBeChanged(t *testing.T) {
	for _, with := range []string{"epoll", "poll", "select", "epoll-et", "busy"} {
		r := newRig(t, Options{Lab: true})
		r.serving(server("s"), serveWith("s", "epoll"), stepOf("client", named("c"), addr("@s")), gear("pause", 0),
			server("t"), serveWith("t", with), gear("step", 2), serveWith("s", "poll"), gear("iteration", 1),
			stepOf("unserve", sock("s")), serveWith("s", with), gear("step", 1), gear("run", 0),
			stepOf("unserve", sock("t")), stepOf("unserve", sock("s")), serveWith("s", with), stepOf("unserve", sock("s")))
	}
}

// Steps that would take a served listener away from the loop, or block its thread, are refused with a reason.
func TestAServedListenerIsLeftAlone(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	off := false
	r.serving(server("s"), serveWith("s", "epoll"), stepOf("dup", named("d"), sock("s")))
	for _, s := range []Step{
		stepOf("close", sock("s")), stepOf("closedown", sock("s")), stepOf("closedown", sock("d")),
		{Verb: "shutdown", Socket: "s", Op: 2}, {Verb: "fcntl", Socket: "s", Request: "O_NONBLOCK", On: &off},
		{Verb: "fcntl", Socket: "d", Request: "O_NONBLOCK", On: &off}, {Verb: "ioctl", Socket: "s", Request: "FIONBIO", On: &off},
	} {
		if e, err := r.Do(s); err != nil || !strings.Contains(e.Problem, "s is served: unserve it first") {
			t.Errorf("%s: %v, %q", s, err, e.Problem)
		}
	}
	r.serving(stepOf("close", sock("d")), stepOf("unserve", sock("s")), stepOf("close", sock("s")))
}

// Closing an engine ends a drain, whether that has begun or not.
func TestADrainEndsWhenItsEngineIsClosed(t *testing.T) {
	for n := range 20 {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			r := newRig(t, Options{Lab: true})
			r.serving(server("s"), serveWith("s", "epoll"))
			busy, drained := make(chan struct{}), make(chan int)
			r.inbox.Post(func() { <-busy })
			go func() { drained <- r.Drain(time.Hour) }()
			runtime.Gosched()
			go r.Close()
			for !r.inbox.Closing() {
				runtime.Gosched()
			}
			close(busy)
			select {
			case <-drained:
			case <-time.After(10 * time.Second):
				t.Fatal("it hangs")
			}
		})
	}
}
