package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/remote"
	"netnet-tui/sessions/script"
)

// recorded runs a script in a lab and returns its recording.
func recorded(t *testing.T, name string) string {
	t.Helper()
	var out, warnings bytes.Buffer
	var unavailable error
	status := script.RunFiles(t.Context(), []string{name}, script.Options{
		Lab: true, Through: true, Printer: script.NewRecorder(&out, 0), Warnings: &warnings,
		Start: func(lab bool) (d script.Doer, err error) {
			if d, err = remote.Start(engine.Options{Lab: lab}); errors.As(err, new(*engine.Unavailable)) {
				unavailable = err
			}
			return d, err
		},
	})
	if unavailable != nil {
		t.Skip(unavailable)
	}
	if status != script.Held {
		t.Fatalf("status %d\n%s%s", status, &warnings, &out)
	}
	return out.String()
}

// session loads a recording.
func session(t *testing.T, recording string) *Session {
	t.Helper()
	return loaded(t, written(t, "x.jsonl", recording))
}

// TestEveryTarget writes recordings of scripts in every target, whole and cut in the middle.
func TestEveryTarget(t *testing.T) {
	for _, name := range []string{"demo", "fork", "message_rights", "zero_window"} {
		whole := recorded(t, "../script/testdata/"+name+".netnet")
		for _, part := range []string{whole, whole[:len(whole)/2]} {
			s := session(t, part)
			if cut := len(part) < len(whole); cut != (s.Cut != "") || cut != (len(s.Events) < strings.Count(whole, "\n")-1) {
				t.Errorf("%s: %q, %d events", name, s.Cut, len(s.Events))
			}
			for _, target := range Targets() {
				text := printed(t, s, target.Name)
				if s.Cut != "" && !strings.Contains(text, "cut") && !strings.Contains(text, "ends within this line") {
					t.Errorf("%s to %s does not say that it is cut", name, target.Name)
				}
				if strings.ContainsAny(strings.ReplaceAll(text, "\t", ""), "\x00\x1b\x7f") {
					t.Errorf("%s to %s has what a terminal would act on", name, target.Name)
				}
				if target.Name == "svg" {
					wellFormed(t, text)
				}
			}
		}
	}
}

// wellFormed fails the test if text is not well-formed XML.
func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}

// TestAReportRuns runs the script in a report.
func TestAReportRuns(t *testing.T) {
	text := printed(t, session(t, recorded(t, "../script/testdata/demo.netnet")), "markdown")
	name := written(t, "report.md", text)
	if got := strings.Count(recorded(t, name), "\n"); got != 21 {
		t.Errorf("%d lines\n%s", got, text)
	}
}

// TestRedacted looks for data in redacted exports.
func TestRedacted(t *testing.T) {
	lines := "a, b = socketpair unix\nsend a \"SECRET one\" => 10\nrecv b 3 => \"SEC\"\nsendmsg a \"SECRET\" \"two\"\nrecv b 100 => ~\"SECRET\"\n" +
		"spawn w recv b 100\nsend a \"SECRET three\"\njoin w => \"SECRET three\"\nf = memfd \"SECRET four\"\nread f 100\nuntil EAGAIN send a 4KiB*\"SECRET\" dontwait\n" +
		"s = socket tcp\nsetsockopt s TCP_FASTOPEN_KEY hex:5ec5ec5ec5ec5ec5ec5ec5ec5ec5ec50\ngetsockopt s TCP_FASTOPEN_KEY => hex:5ec5ec5ec5ec5ec5ec5ec5ec5ec5ec50\n"
	s := session(t, recorded(t, written(t, "x.netnet", lines)))
	s.Redact = true
	for _, target := range Targets() {
		if text := printed(t, s, target.Name); strings.Contains(text, "SEC") || strings.Contains(text, "5ec5") || strings.Contains(text, `^\305`) || strings.Contains(text, `\x5e`) {
			t.Errorf("%s has the data:\n%s", target.Name, text)
		}
	}
}

// TestUntil checks that what follows a step is left out.
func TestUntil(t *testing.T) {
	s := session(t, recorded(t, "../script/testdata/demo.netnet"))
	if err := s.Until(21); err == nil {
		t.Error("there are 20 steps")
	}
	if err := s.Until(3); err != nil || len(s.Steps) != 3 || len(s.Events) != 3 {
		t.Fatal(err, len(s.Steps), len(s.Events))
	}
	if got := printed(t, s, "netnet"); got != "# needs: lab\ns = socket tcp nonblock\nsetsockopt s SO_REUSEADDR on\nbind s 127.0.0.1:0\n" {
		t.Error(got)
	}
}
