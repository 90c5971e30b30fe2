package script

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// several writes three scripts of two lines and returns their names.
func several(t *testing.T) []string {
	t.Helper()
	names := make([]string, 3)
	for i := range names {
		names[i] = filepath.Join(t.TempDir(), string(rune('a'+i))+".netnet")
		if err := os.WriteFile(names[i], []byte("s = socket tcp\nclose s\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return names
}

// stopper ends a context in its first step, and never answers.
type stopper struct{ end context.CancelFunc }

func (s stopper) Do(engine.Step) (engine.Event, error) {
	s.end()
	select {} // like a call that blocks
}

func (stopper) Close() error { return nil }

// An interrupt ends the running script, is reported once, and starts no other engine.
func TestAnInterruptEndsAllFiles(t *testing.T) {
	names := several(t)
	ctx, end := context.WithCancel(t.Context())
	var warnings bytes.Buffer
	engines := 0
	status := RunFiles(ctx, names, Options{
		Start:   func(bool) (Doer, error) { engines++; return stopper{end}, nil },
		Printer: NewTracer(io.Discard, false), Warnings: &warnings,
	})
	want := names[0] + ":1: interrupted in: s = socket tcp\nnot run: " + names[1] + ", " + names[2] + "\n"
	if status != Interrupted || engines != 1 || warnings.String() != want {
		t.Errorf("status %d, %d engines, and it says\n%swant\n%s", status, engines, &warnings, want)
	}
}

// An interrupt between two files starts no engine either; the status is that of the interrupt, although a file failed
// before.
func TestAnInterruptBetweenFiles(t *testing.T) {
	names := several(t)
	ctx, end := context.WithCancel(t.Context())
	var warnings bytes.Buffer
	engines := 0
	status := RunFiles(ctx, names, Options{
		Start:   func(bool) (Doer, error) { engines++; return failing{end}, nil },
		Printer: NewTracer(io.Discard, false), Warnings: &warnings,
	})
	want := names[0] + ":1: it is broken\n" + names[1] + ": interrupted before its first step\nnot run: " + names[2] + "\n"
	if status != Interrupted || engines != 1 || warnings.String() != want {
		t.Errorf("status %d, %d engines, and it says\n%swant\n%s", status, engines, &warnings, want)
	}
}

// failing fails every step; its context has ended when it is closed.
type failing struct{ end context.CancelFunc }

func (failing) Do(engine.Step) (engine.Event, error) {
	return engine.Event{}, errors.New("it is broken")
}

func (f failing) Close() error { f.end(); return nil }

// Output that can't be written is also reported only once.
func TestOutputThatEndsEndsAllFiles(t *testing.T) {
	names := several(t)
	var warnings bytes.Buffer
	engines := 0
	status := RunFiles(t.Context(), names, Options{
		Start:   func(bool) (Doer, error) { engines++; return warner(nil), nil },
		Printer: NewTracer(full{}, false), Warnings: &warnings,
	})
	if status != Failed || engines != 1 || strings.Count(warnings.String(), "the output can't be written") != 1 ||
		!strings.HasSuffix(warnings.String(), "not run: "+names[1]+", "+names[2]+"\n") {
		t.Errorf("status %d, %d engines, and it says\n%s", status, engines, &warnings)
	}
}

// full is a full disk.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// An interrupt while a file is being read names that file, and nothing runs.
func TestAnInterruptWhileReading(t *testing.T) {
	names := several(t)
	ctx, end := context.WithCancel(t.Context())
	end()
	var warnings bytes.Buffer
	status := RunFiles(ctx, names, Options{Printer: NewTracer(io.Discard, false), Warnings: &warnings})
	if want := "interrupted while reading " + names[0] + ": nothing was run\n"; status != Interrupted || warnings.String() != want {
		t.Errorf("status %d, and it says %q, want %q", status, &warnings, want)
	}
}
