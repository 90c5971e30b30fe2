package engine

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// rig is an engine in this process, in the tests' lab.
type rig struct {
	*Engine
	t testing.TB
}

func newRig(t testing.TB, o Options) *rig {
	t.Helper()
	labtest.Need(t)
	var before unix.Rlimit // a step may lower it for the whole process
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Setrlimit(unix.RLIMIT_NOFILE, &before) })
	e := New(o)
	t.Cleanup(func() { e.Close() })
	return &rig{e, t}
}

// do makes a step, whatever the outcome.
func (r *rig) do(verb string, with ...part) Event {
	r.t.Helper()
	event, err := r.Do(stepOf(verb, with...))
	if err != nil {
		r.t.Fatal(err)
	}
	return event
}

// well makes a step that must succeed.
func (r *rig) well(verb string, with ...part) Event {
	r.t.Helper()
	event := r.do(verb, with...)
	if event.Failed() || event.Errno() != "" {
		r.t.Fatalf("%s: problem %q, errno %q, held %v, got %q", event.Text, event.Problem, event.Errno(), event.Held != nil && *event.Held, event.Got)
	}
	return event
}

// waits waits until an expectation holds.
func (r *rig) waits(socket, field, value string) {
	r.t.Helper()
	r.well("expect", target(socket, field), compared("==", value), within(10*time.Second))
}

// read parses a line, in which any socket may be named.
func (r *rig) read(line string) Step {
	r.t.Helper()
	scope := step.NewScope()
	scope.Part = true
	s, ok, err := scope.Parse(line)
	if err != nil || !ok {
		r.t.Fatalf("%s: %v", line, err)
	}
	return s
}

// says makes the step of a line, in which any socket may be named, whatever the outcome.
func (r *rig) says(line string) Event {
	r.t.Helper()
	event, err := r.Do(r.read(line))
	if err != nil {
		r.t.Fatal(err)
	}
	return event
}

// lines makes steps, none of which may fail the script.
func (r *rig) lines(text string) (last Event) {
	r.t.Helper()
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if last = r.says(line); last.Failed() {
			r.t.Fatalf("%s: got %q, problem %q, calls %v", line, last.Got, last.Problem, last.Calls)
		}
	}
	return last
}

// frame asks for a frame.
func (r *rig) frame(q Query) Frame {
	r.t.Helper()
	f, err := r.Frame(q)
	if err != nil {
		r.t.Fatal(err)
	}
	return f
}

// id returns the ID of a socket of the bench.
func (r *rig) id(name string) status.SocketID {
	r.t.Helper()
	for _, s := range r.frame(Query{Rows: 1000}).Sockets {
		if s.Name == name {
			return s.ID
		}
	}
	r.t.Fatalf("there is no socket %s", name)
	return 0
}

// connection makes a listener s, and a connection with the ends c and a. All three are non-blocking.
func (r *rig) connection() {
	r.t.Helper()
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	r.well("bind", sock("s"), addr("127.0.0.1:0"))
	r.well("listen", sock("s"))
	r.well("client", named("c"), addr("@s"))
	r.well("accept", named("a"), sock("s"), flags(unix.SOCK_NONBLOCK))
}

// blocked waits until a call with that line is blocked, and returns its name.
func (r *rig) blocked(line string) string {
	r.t.Helper()
	task := ""
	if !labtest.Until(func() bool {
		for _, b := range r.frame(Query{}).Blocked {
			if b.Step == line && !b.Done {
				task = b.Task
			}
		}
		return task != ""
	}) {
		r.t.Fatalf("%q is not blocked: %+v", line, r.frame(Query{}).Blocked)
	}
	return task
}

// later makes a step that may take a while; the channel receives its event.
func (r *rig) later(verb string, with ...part) <-chan Event {
	done := make(chan Event, 1)
	if err := r.Begin(stepOf(verb, with...), func(e Event) { done <- e }); err != nil {
		r.t.Fatal(err)
	}
	return done
}

// arrives waits for an event of later.
func (r *rig) arrives(done <-chan Event) Event {
	r.t.Helper()
	select {
	case e := <-done:
		return e
	case <-time.After(10 * time.Second):
		r.t.Fatal("the step does not end")
		return Event{}
	}
}

// observed returns an event's evidence of a socket.
func observed(t testing.TB, e Event, name string) status.Observed {
	t.Helper()
	if e.Evidence != nil {
		for _, s := range e.Evidence.Sockets {
			if s.Name == name {
				return s
			}
		}
	}
	t.Fatalf("%s: no evidence of %s", e.Text, name)
	return status.Observed{}
}

var (
	twoNumbers = regexp.MustCompile(`\[\d+, \d+\]`)
	data       = regexp.MustCompile(`data=\d+`)
	newFD      = regexp.MustCompile(`= \d+ <`)
	highest    = regexp.MustCompile(`\bselect\(\d+`)
	ephemeral  = regexp.MustCompile(`127\.0\.0\.1:[345]\d{4}`)
)

// shown formats the calls of an event, one per line, without times and without numbers that differ in every run.
func shown(e Event) string {
	lines := make([]string, len(e.Calls))
	for i, c := range e.Calls {
		line := string(c.Name) + "(" + strings.Join(c.Args, ", ") + ") = " + c.Answer()
		line = newFD.ReplaceAllString(line, "= <")
		line = twoNumbers.ReplaceAllString(line, "[fd, fd]")
		line = data.ReplaceAllString(line, "data=fd")
		line = ephemeral.ReplaceAllString(line, "127.0.0.1:port")
		lines[i] = highest.ReplaceAllString(line, "select(n")
	}
	return strings.Join(lines, "\n")
}

// said reports whether any note of a step contains a text.
func said(e Event, text string) bool {
	return slices.ContainsFunc(e.Notes, func(note string) bool { return strings.Contains(note, text) })
}

// has is like strings.Contains, except that the empty string is never contained.
func has(text, part string) bool { return part != "" && strings.Contains(text, part) }
