package diff

import (
	"bytes"
	"strings"
	"testing"

	"netnet-tui/sessions/script"
)

// Each step has the number that its command line asks for: what it counts stands above, and both numbers where a
// step has two. A line that was added has none.
func TestNumbers(t *testing.T) {
	r := Report{Left: Side{"a.jsonl", "lab", 9, script.OfSteps}, Right: Side{"b.netnet", "lab", 9, script.OfLines}, Steps: []Step{
		{Left: &Place{3, 3, "listen s 1"}, Right: &Place{3, 3, "listen s 1"}, Differences: []Difference{{PartAnswer, "", "ok", "EADDRINUSE", false}}},
		{Left: &Place{4, 4, "close s"}, Right: &Place{4, 12, "close s"}, Differences: []Difference{{PartAnswer, "", "ok", "EBADF", false}}},
		{Left: &Place{5, 5, "bind s :1"}, Right: &Place{5, 14, "bind s :2"}},
		{Right: &Place{6, 0, "show s.state"}},
	}}
	var out bytes.Buffer
	if err := r.Print(&out, 80); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  step/line         a.jsonl", "\n          3 listen s 1\n", "\n       4/12 close s\n", "\n-         5 bind s :1\n+        14 bind s :2\n", "\n+           show s.state\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, &out)
		}
	}
}
