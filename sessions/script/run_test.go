package script

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
)

// warner answers every step with the same warnings.
type warner []string

func (w warner) Do(step engine.Step) (engine.Event, error) {
	return engine.Event{Line: step.Line, Text: step.String(), Verb: step.Verb, Calls: []engine.Call{{Name: engine.Syscall(step.Verb)}}, Warnings: w}, nil
}

func (w warner) Close() error { return nil }

// Warnings are printed next to the trace with their place; in JSON they are in the event.
func TestWarningsArePrintedWithTheirPlace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "w.netnet")
	if err := os.WriteFile(file, []byte("s = socket tcp\n\nsetsockopt s SO_REUSEADDR on\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(doer warner, printer func(*bytes.Buffer) Printer) (status int, out, warnings string) {
		var o, w bytes.Buffer
		status = RunFiles(context.Background(), []string{file}, Options{
			Start:   func(bool) (Doer, error) { return doer, nil },
			Printer: printer(&o), Warnings: &w,
		})
		return status, o.String(), w.String()
	}
	tracer := func(b *bytes.Buffer) Printer { return NewTracer(b, false) }
	quietStatus, quiet, _ := run(nil, tracer)
	status, out, warnings := run(warner{"one thing", "another"}, tracer)
	want := strings.ReplaceAll("FILE:1: warning: one thing\nFILE:1: warning: another\nFILE:3: warning: one thing\nFILE:3: warning: another\n", "FILE", file)
	if warnings != want {
		t.Errorf("it warns\n%swant\n%s", warnings, want)
	}
	if out != quiet || status != quietStatus || status != Held {
		t.Errorf("with warnings the trace is %q with status %d, and %q with %d without", out, status, quiet, quietStatus)
	}
	_, out, warnings = run(warner{"one thing"}, func(b *bytes.Buffer) Printer { return NewRecorder(b, 0) })
	lines := strings.Split(out, "\n")
	var e engine.Event
	if err := json.Unmarshal([]byte(lines[1]), &e); err != nil || len(e.Warnings) != 1 || e.Warnings[0] != "one thing" {
		t.Errorf("the event is %s, %v", lines[1], err)
	}
	if strings.Count(warnings, ":1: warning: one thing\n") != 1 {
		t.Errorf("beside the JSON it warns %q", warnings)
	}
}

// What the script resolves later is not in the warnings of its JSON either.
func TestAMendedMistakeIsNotInTheEvent(t *testing.T) {
	steps, err := Parse("x", []Line{{1, "s = socket udp nonblock"}, {2, "setsockopt s SO_RCVTIMEO 1s"}, {3, "fcntl s O_NONBLOCK off"}})
	if err != nil {
		t.Fatal(err)
	}
	e := engine.Event{Step: steps[1], Warnings: []string{"mended", "other"}, Cures: map[string]sockopts.Cure{"mended": sockopts.MadeBlocking, "other": "SO_KEEPALIVE"}}
	for steps, want := range map[*[]engine.Step]string{&steps: "other", {steps[0], steps[1]}: "mended other"} {
		got := uncured(*steps, 1, e)
		if strings.Join(got.Warnings, " ") != want || len(got.Cures) != len(got.Warnings) {
			t.Errorf("of %d steps the event has the warnings %q, with cures %v", len(*steps), got.Warnings, got.Cures)
		}
	}
	if len(e.Warnings) != 2 || len(e.Cures) != 2 {
		t.Errorf("the engine's own event became %+v", e)
	}
}
