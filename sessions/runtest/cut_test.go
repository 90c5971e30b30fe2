package runtest

import (
	"strings"
	"testing"
)

// A recording that was cut off runs its complete lines, with a warning, and exits as they do.
func TestARecordingThatWasCut(t *testing.T) {
	t.Parallel()
	first := netnet(t, "run", "--json", demo(t, `=> "hel"`, `=> "HEL"`)) // whose last step fails
	first.want(t, 1, "", "")
	text := first.out
	lines := strings.SplitAfter(text, "\n")
	lines = lines[:len(lines)-1]
	last := len(text) - len(lines[len(lines)-1])
	for _, c := range []struct {
		what      string
		at        int
		status    int
		warns, in string
	}{
		{"nothing", len(text), 1, "", ""},
		{"the header", 5, 0, "left out", ":1: "},
		{"behind the header", len(lines[0]), 0, "", ""},
		{"the first step", len(lines[0]) + 20, 0, "left out", ":2: "},
		{"the step that fails", last + 30, 0, "left out", ""},
		{"the last line end", len(text) - 1, 1, "without a line end", ""},
	} {
		o := netnet(t, "run", written(t, "cut.jsonl", text[:c.at]))
		if o.status != c.status || (o.errors != "") != (c.warns != "") || !strings.Contains(o.errors, c.warns) || !strings.Contains(o.errors, c.in) {
			t.Errorf("cut in %s: status %d, want %d\n%s", c.what, o.status, c.status, o.errors)
		}
		if steps := strings.Count(text[:c.at], "\n") - 1; steps > 1 && !strings.Contains(o.out, "listen(s, 1)") {
			t.Errorf("cut in %s, of %d steps it runs\n%s", c.what, steps, o.out)
		}
	}
	netnet(t, "options", "check", written(t, "cut.jsonl", text[:last+30])).want(t, 0, "nothing to warn about", "left out")
}
