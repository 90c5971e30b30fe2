package script

import (
	"bytes"
	"context"
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
