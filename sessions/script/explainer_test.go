package script

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
)

// TestOneLineIsExplained runs a script up to a line after one that fails, and explains only that line.
func TestOneLineIsExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x.netnet")
	text := "s = server 127.0.0.1:7000\nexpect s.queue == 5\nt = socket tcp\nbind t 127.0.0.1:7000\nclose t\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, warnings bytes.Buffer
	status := RunFiles(context.Background(), []string{file}, Options{
		Start: func(bool) (Doer, error) { return engine.New(engine.Options{}), nil }, Through: true, Only: 4,
		Printer: NewExplainer(&out, 4), Warnings: &warnings,
	})
	if status != Held || warnings.Len() > 0 {
		t.Errorf("status %d, %s", status, &warnings)
	}
	if said := out.String(); !strings.HasPrefix(said, "   4 bind(t, ") || !strings.Contains(said, "why   ") || strings.Contains(said, "close") {
		t.Errorf("%s", said)
	}
}

// A finding refers to another step as it is numbered: by its line in a script, by its step in a recording that is made
// again. Both are listed by that number.
func TestFindingsNumberAsTheFileDoes(t *testing.T) {
	lines := []string{"# two ends", "c, d = socketpair unix nonblock", "shutdown c wr", "recv d 5 => eof"}
	run := func(name, text string, printer func(io.Writer) Printer) string {
		var out bytes.Buffer
		file := written(t, name, text)
		status := RunFiles(context.Background(), []string{file}, Options{
			Start: func(bool) (Doer, error) { return engine.New(engine.Options{}), nil }, Printer: printer(&out), Warnings: io.Discard,
		})
		if status != Held {
			t.Fatalf("%s ended with %d: %s", name, status, &out)
		}
		return out.String()
	}
	explained := func(w io.Writer) Printer { return NewExplainer(w, 0) }
	script := strings.Join(lines, "\n")
	recording := run("x.netnet", script, func(w io.Writer) Printer { return NewRecorder(w, 0) })
	for name, tt := range map[string]struct{ text, number, place string }{"x.netnet": {script, "   4 recv", "(line 3)"}, "x.jsonl": {recording, "   3 recv", "(step 2)"}} {
		if said := run(name, tt.text, explained); !strings.Contains(said, tt.number) || !strings.Contains(said, tt.place) {
			t.Errorf("%s does not say %q and %q:\n%s", name, tt.number, tt.place, said)
		}
	}
}
