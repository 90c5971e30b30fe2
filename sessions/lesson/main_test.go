package lesson

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/enginetest"
	"netnet-tui/sessions/script"
)

func TestMain(m *testing.M) { enginetest.Main(m) }

// run runs a lesson without a reader.
func run(t *testing.T, text string) (status int, out, warnings string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "l.md")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var o, w bytes.Buffer
	status = script.RunFiles(context.Background(), []string{file}, script.Options{
		Start:    func(lab bool) (script.Doer, error) { return remote.Start(engine.Options{Lab: lab}) },
		Printer:  script.NewTracer(&o, false),
		Markdown: Open,
		Warnings: &w,
	})
	return status, o.String(), strings.ReplaceAll(w.String(), file, "l.md")
}

// changed returns the template with some of its text replaced.
func changed(t *testing.T, pairs ...string) string {
	t.Helper()
	text := template
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			t.Fatalf("the template has no %q", pairs[i])
		}
		text = strings.ReplaceAll(text, pairs[i], pairs[i+1])
	}
	return text
}
