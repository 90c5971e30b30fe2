package remote

import (
	"os"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// A look beside the session is answered, but not recorded: it is not one of the session's steps.
func TestLooksBesideTheSessionAreNotRecorded(t *testing.T) {
	to := tape(t)
	c, _ := startRecorded(t, engine.Options{}, to)
	do(t, c, "s = socket tcp")
	look := line("expect s.state == LISTEN")
	look.Aside = true
	if e, err := c.Do(look); err != nil || e.Seq != 0 || e.Held == nil || *e.Held {
		t.Errorf("the answer is %+v, %v", e, err)
	}
	do(t, c, "close s")
	if _, err := c.Do(look); err != nil {
		t.Error(err)
	}
	raw, err := os.ReadFile(to.File.Name())
	if f := taped(t, to); err != nil || f.Len() != 2 || f.Cut() != "" || strings.Contains(string(raw), "expect") {
		t.Errorf("%d events are recorded, it says %q:\n%s%v", f.Len(), f.Cut(), raw, err)
	}
}

// A recording is turned off, but steps that were begun before are still written.
func TestARecordingIsTurnedOffBehindItsSteps(t *testing.T) {
	const steps = 500
	to := tape(t)
	c, _ := startRecorded(t, engine.Options{}, to)
	for range steps {
		if err := c.Post(line("socket tcp")); err != nil {
			t.Fatal(err)
		}
	}
	c.Record(false)
	if _, err := c.Frame(engine.Query{}); err != nil {
		t.Fatal(err)
	}
	if f := taped(t, to); f.Len() != steps || !f.Off() {
		t.Errorf("%d steps are recorded, it says %q", f.Len(), f.Cut())
	}
}
