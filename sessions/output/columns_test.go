package output

import "testing"

func TestColumns(t *testing.T) {
	var p Page
	p.Columns([][]string{{"name", "n", "last"}, {"é", "100", ""}, {"a\x1b", "7", "x"}}, 1)
	if want := "name     n  last\né      100\na\\x1b    7  x\n"; p.String() != want {
		t.Errorf("%q, want %q", p.String(), want)
	}
}
