package ui

import (
	"errors"
	"strings"
	"testing"

	"netnet-tui/ui/store"
)

// closer is a source that records whether it was closed.
type closer struct {
	desk
	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestAKeyPressedTwiceBeginsOneEngine(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	var begun []*closer
	s.options.Start = func() (store.Source, error) {
		begun = append(begun, &closer{})
		return begun[len(begun)-1], nil
	}
	s.died(errors.New("killed"))
	first := s.Run("restart")
	if second := s.Run("restart"); second != nil || !strings.Contains(s.message.Text, "is starting") {
		t.Fatalf("the second press does something, and says %q", s.message.Text)
	}
	s.Update(first())
	if len(begun) != 1 || s.store.Source != store.Source(begun[0]) || begun[0].closed {
		t.Fatalf("%d engines were begun", len(begun))
	}
}

func TestAnEngineThatDoesNotBeginCanBeTriedAgain(t *testing.T) {
	s, _ := begin(t, 80, 24, sample())
	s.options.Start = func() (store.Source, error) { return nil, errors.New("no memory") }
	s.died(errors.New("killed"))
	s.Update(s.Run("restart")())
	if cmd := s.Run("restart"); cmd == nil || !strings.Contains(s.text(), "no memory") {
		t.Errorf("after a beginning that failed there is no other:\n%s", s.text())
	}
}

// What an engine did is not attributed to its successor, and the script beside the bench starts over.
func TestAnotherEngineHasDoneNothing(t *testing.T) {
	const last = "Its last step was"
	s := scripted(t, 80, 24)
	s.options.Start = func() (store.Source, error) { return &closer{}, nil }
	s.died(errors.New("killed"))
	if next := s.bench.Script.Course().Next(); next < 5 || !strings.Contains(s.text(), last) {
		t.Fatalf("it is at line %d of the script, and says\n%s", next, s.text())
	}
	s.Update(s.Run("restart")())
	if next := s.bench.Script.Course().Next(); next != 1 {
		t.Errorf("in another engine the next line is %d", next)
	}
	s.died(errors.New("killed"))
	if strings.Contains(s.text(), last) {
		t.Errorf("a step is told of an engine that has made none:\n%s", s.text())
	}
}

// A script beside an engine that has died does not wait for an answer, and the palette has the way back.
func TestAScriptDoesNotWaitForADeadEngine(t *testing.T) {
	s := scripted(t, 80, 24)
	s.bench.Script.Course().Return(1)
	s.Run("walk-all")
	if !s.bench.Script.Course().Walking() {
		t.Fatal("no line is under way")
	}
	s.died(errors.New("killed"))
	s.Pop()
	for range 2 {
		if s.bench.Script.Course().Walking() || strings.Contains(s.text(), "running lines") {
			t.Errorf("lines are being run without an engine:\n%s", s.text())
		}
		s.Run("walk-all")
		if !strings.Contains(s.message.Text, "there is no engine") {
			t.Errorf("it says %q", s.message.Text)
		}
	}
	again := s.keys.Find("session-again")
	if again == nil || again.Inner || again.Obstacle(s) != "" {
		t.Errorf("the palette does not offer to run the session again: %+v", again)
	}
}
