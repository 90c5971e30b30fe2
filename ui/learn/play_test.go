package learn

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
)

// rig plays a lesson with a real kernel, as a person would, but without a screen.
type rig struct {
	*testing.T
	*Play
	engine *engine.Engine
	tag    uint64
}

func newRig(t *testing.T, text string, state *lesson.State) *rig {
	t.Helper()
	name := filepath.Join(t.TempDir(), "it.md")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := lesson.Parse(name, script.Lines([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	e := engine.New(engine.Options{})
	t.Cleanup(func() { _ = e.Close() })
	return &rig{T: t, Play: Begin(l, state), engine: e}
}

// step makes the next step of the lesson, and has the kernel judge what is to be judged.
func (r *rig) step() engine.Event {
	r.Helper()
	made, ok := r.Next()
	if !ok {
		r.Fatalf("it is not the turn of a step, but of %d", r.Moment())
	}
	r.tag++
	made.Tag = r.tag
	r.Post(r.tag)
	return r.make(made)
}

// line makes a step of the reader's own.
func (r *rig) line(text string, names ...string) engine.Event {
	r.Helper()
	e, err := script.Make(r.engine, text, names...)
	if err != nil {
		r.Fatal(err)
	}
	r.take(e)
	return e
}

func (r *rig) make(made engine.Step) engine.Event {
	r.Helper()
	e, err := r.engine.Do(made)
	if err != nil {
		r.Fatal(err)
	}
	r.take(e)
	return e
}

func (r *rig) take(e engine.Event) {
	for judge := r.Take(e); judge; {
		judge = r.Judged(r.Judge()(r.engine))
	}
}

func (r *rig) moment(want Moment) {
	r.Helper()
	if got := r.Moment(); got != want {
		r.Fatalf("the moment is %d, want %d; drawn:\n%s", got, want, r.drawn())
	}
}

func (r *rig) drawn() string {
	var lines []string
	for _, line := range r.draw(76).lines {
		lines = append(lines, line.String())
	}
	return strings.Join(lines, "\n")
}

func (r *rig) shows(texts ...string) {
	r.Helper()
	for _, text := range texts {
		if drawn := r.drawn(); !strings.Contains(drawn, text) {
			r.Errorf("%q is not in:\n%s", text, drawn)
		}
	}
}

func (r *rig) hides(texts ...string) {
	r.Helper()
	for _, text := range texts {
		if drawn := r.drawn(); strings.Contains(drawn, text) {
			r.Errorf("%q is in:\n%s", text, drawn)
		}
	}
}

// queue is a lesson with a question, a number to type, and a goal.
const queue = `---
layout: lesson
title: Who waits
chapter: tests
know: what accept does
minutes: 2
---

# Who waits

First a listener.

` + "```netnet" + `
s = socket tcp nonblock
bind s 127.0.0.1:0
listen s 5
` + "```" + `

` + "```predict" + `
What does accept do?
- It waits for a client :: took > 1s
- It fails :: => error
` + "```" + `

` + "```netnet" + `
accept s nonblock
` + "```" + `

It answered {{answer}}. {{why}}

` + "```predict" + `
How long is its queue now?
value: s.queue
` + "```" + `

` + "```netnet" + `
show s.state
` + "```" + `

` + "```goal" + `
Have two clients wait.
reach: s.queue == 2
best: 2
hint: client makes one.
hint: @s is the address.
solution:
  c = client @s
  d = client @s
` + "```" + `

That was all.
`

func TestALessonIsPlayed(t *testing.T) {
	r := newRig(t, queue, &lesson.State{})
	r.moment(Stepping)
	r.shows("First a listener.", "▸ s = socket tcp", "· bind s 127.0.0.1:0")
	r.hides("Who waits", "What does accept do?")
	r.step()
	r.step()
	r.step()
	r.moment(Asking)
	r.shows("✓ listen s 5", "? What does accept do?", "a It waits for a client")
	r.hides("accept s nonblock", "It answered")
	if _, ok := r.Next(); ok {
		t.Error("the step is made before the answer is given")
	}
	r.Answer("It waits for a client")
	r.moment(Stepping)
	r.shows("▸ a It waits for a client", "▸ accept s nonblock")
	r.step()
	r.moment(Asking)
	r.shows("EAGAIN", "✗ a It waits", "✓ b It fails", "You said     It waits for a client", "The kernel   It fails", "It answered EAGAIN. s has no connection waiting")
	r.Answer("0")
	r.step()
	r.moment(Striving)
	r.shows("You said so  0", "◎ Have two clients wait.", "0 steps so far; it can be done with 2")
	r.hides("client makes one", "That was all")
	for n, want := range []bool{true, true, false} {
		if r.Hint() != want {
			t.Errorf("hint %d: %v", n+1, !want)
		}
	}
	r.shows("1 client makes one.", "2 @s is the address.")
	r.line("c = client @s", "s")
	r.moment(Striving)
	r.line("show s.queue", "s", "c")
	r.line("d = client @s", "s", "c")
	r.moment(Reached)
	r.shows("reached with 2 steps: that is as few as it takes")
	r.GoOn()
	r.moment(Over)
	r.shows("That was all.", "1 of 2 predicted · 1 of 1 goal reached, 1 with the fewest steps")
	if s := r.State; !s.Done || s.Right[2] || !s.Right[5] || s.Goals[7] != 2 {
		t.Errorf("what is kept is %+v", s)
	}
}

// A lesson that is opened again repeats what was made before, and is where it was.
func TestALessonGoesOnWhereItWas(t *testing.T) {
	state := &lesson.State{}
	r := newRig(t, queue, state)
	for range 3 {
		r.step()
	}
	r.Answer("It fails")
	r.step()
	r.Answer("0")
	kept := *state

	r = newRig(t, queue, state)
	for r.catchingUp() {
		r.step()
	}
	r.moment(Stepping)
	r.shows("▸ show s.state", "✓ accept s nonblock", "You said so  It fails", "It answered EAGAIN", "you say 0")
	if state.Block != kept.Block || state.Step != kept.Step || len(state.Right) != 1 {
		t.Errorf("what is kept is %+v, and was %+v", *state, kept)
	}

	r.step()
	r.line("c = client @s", "s")
	r.line("d = client @s", "s", "c")
	r.GoOn()
	r.moment(Over)
	r = newRig(t, queue, state) // a finished lesson starts at its beginning
	r.moment(Stepping)
	r.shows("▸ s = socket tcp")
	for range 3 {
		r.step()
	}
	r.moment(Asking) // and asks again
	if !state.Done {
		t.Error("what was gone through is forgotten")
	}
}

// The session is returned to an earlier step: what was told about steps that are no longer made is
// forgotten.
func TestALessonGoesBack(t *testing.T) {
	r := newRig(t, queue, &lesson.State{})
	var events []engine.Event
	for range 3 {
		events = append(events, r.step())
	}
	r.Answer("It fails")
	events = append(events, r.step())
	r.Answer("5")
	events = append(events, r.step(), r.line("c = client @s", "s"))
	r.line("d = client @s", "s", "c")
	r.moment(Reached)

	back := func(n uint64) {
		r.Return(n)
		for _, e := range events[:n] {
			e.Step.Tag = 0
			if r.Take(e) {
				t.Error("the kernel is asked again about what it has told")
			}
		}
	}
	back(6)
	r.moment(Striving)
	r.shows("1 step so far", "You said     5", "The kernel   0")
	back(4)
	r.moment(Asking)
	r.shows("You said so  It fails", "How long is its queue now?")
	r.hides("The kernel   0")
	back(1)
	r.moment(Stepping)
	r.shows("✓ s = socket tcp", "▸ bind s")
	back(0)
	r.shows("▸ s = socket tcp")
}
