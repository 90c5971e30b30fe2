package export_test

import (
	"os"
	"testing"

	"netnet-tui/sessions/export"
	"netnet-tui/sessions/script"
)

func TestDump(t *testing.T) {
	name, to, out := os.Getenv("DUMP"), os.Getenv("TO"), os.Getenv("OUT")
	if name == "" {
		t.Skip("no DUMP")
	}
	source, err := script.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := script.Parse(name, source.Lines)
	if err != nil {
		t.Fatal(err)
	}
	target, err := export.Find(to)
	if err != nil {
		t.Fatal(err)
	}
	text, err := target.Print(&export.Session{Name: name, Lab: source.Lab, Steps: steps})
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(out, []byte(text), 0o644)
}
