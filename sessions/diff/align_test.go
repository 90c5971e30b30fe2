package diff

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/recording"
)

// events returns the events of steps, given their lines.
func events(t *testing.T, lines ...string) recording.List {
	t.Helper()
	scope := step.NewScope()
	scope.Part = true
	var list recording.List
	for i, line := range lines {
		s, ok, err := scope.Parse(line)
		if !ok || err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		list = append(list, engine.Event{Seq: uint64(i) + 1, Line: i + 1, T: float64(i), Text: s.String(), Step: s, Verb: s.Verb})
	}
	return list
}

// TestAlign checks which steps match: equal lines, and between them steps that do the same with other
// arguments.
func TestAlign(t *testing.T) {
	s, b, l, c := "s = socket tcp", "bind s 127.0.0.1:0", "listen s 1", "close s"
	for name, tt := range map[string]struct {
		left, right []string
		want        []pair
	}{
		"the same":      {[]string{s, b, c}, []string{s, b, c}, []pair{{0, 0}, {1, 1}, {2, 2}}},
		"one more":      {[]string{s, c}, []string{s, b, l, c}, []pair{{0, 0}, {-1, 1}, {-1, 2}, {1, 3}}},
		"one less":      {[]string{s, b, l, c}, []string{s, l, c}, []pair{{0, 0}, {1, -1}, {2, 1}, {3, 2}}},
		"changed":       {[]string{s, l, c}, []string{s, "listen s 2", c}, []pair{{0, 0}, {1, 1}, {2, 2}}},
		"changed, more": {[]string{s, l, c}, []string{s, b, "listen s 2", c}, []pair{{0, 0}, {-1, 1}, {1, 2}, {2, 3}}},
		"another":       {[]string{s, l, c}, []string{s, "listen t 1", c}, []pair{{0, 0}, {1, -1}, {-1, 1}, {2, 2}}},
		"none":          {nil, []string{s}, []pair{{-1, 0}}},
		"nothing":       {nil, nil, nil},
	} {
		if got, err := align(events(t, tt.left...), events(t, tt.right...)); err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// TestCommonIsLongest compares the common subsequence with the textbook's table.
func TestCommonIsLongest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func() []string {
		list := make([]string, r.IntN(12))
		for i := range list {
			list[i] = string(rune('a' + r.IntN(4)))
		}
		return list
	}
	for range 2000 {
		a, b := text(), text()
		longest := make([][]int, len(a)+1)
		for i := range longest {
			longest[i] = make([]int, len(b)+1)
		}
		for i := range a {
			for j := range b {
				longest[i+1][j+1] = max(longest[i][j+1], longest[i+1][j])
				if a[i] == b[j] {
					longest[i+1][j+1] = longest[i][j] + 1
				}
			}
		}
		pairs := common(a, b)
		if len(pairs) != longest[len(a)][len(b)] {
			t.Fatalf("%s and %s have %d in common, got %v", strings.Join(a, ""), strings.Join(b, ""), longest[len(a)][len(b)], pairs)
		}
		last := pair{-1, -1}
		for _, p := range pairs {
			if p.left <= last.left || p.right <= last.right || a[p.left] != b[p.right] {
				t.Fatalf("%s and %s: %v", strings.Join(a, ""), strings.Join(b, ""), pairs)
			}
			last = p
		}
	}
}

// Sessions with hardly a step in common are aligned too, in bounded memory.
func TestSessionsThatHaveNothingInCommon(t *testing.T) {
	var a, b []string
	for i := range 3 * mostEdits {
		a, b = append(a, "a"+strings.Repeat("x", i%7)), append(b, "b"+strings.Repeat("x", i%5))
	}
	if pairs := common(append([]string{"s"}, a...), append([]string{"s"}, b...)); len(pairs) != 1 {
		t.Errorf("%d pairs", len(pairs))
	}
}
