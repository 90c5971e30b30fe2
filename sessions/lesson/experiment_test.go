package lesson

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/sessions/script"
)

// Each experiment says what it is, and is independent of the others.
func TestExperiments(t *testing.T) {
	t.Parallel()
	all := Experiments()
	if len(all) < 12 {
		t.Fatalf("there are %d experiments", len(all))
	}
	var kinds []string
	for _, e := range all {
		if !slices.Contains(kinds, e.Kind) {
			kinds = append(kinds, e.Kind)
		}
		if e.Title == "" || e.About == "" || len(e.About) > 78 { // it has to fit into a line below the bench
			t.Errorf("it says of itself %+v", e)
		}
		if _, err := script.Parse(e.Title, script.Lines([]byte(strings.Join(e.Lines, "\n")))); err != nil || len(e.Lines) == 0 {
			t.Error(err)
		}
	}
	if !slices.Equal(kinds, []string{"First steps", "Useful", "Weird"}) {
		t.Errorf("the kinds are %q", kinds)
	}
}
