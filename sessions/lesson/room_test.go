package lesson

import (
	"strings"
	"testing"
)

// Prose that does not fit on a screen is reported, with its place.
func TestWhatIsTooLong(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ prose, want string }{
		"as much as there is room for": {strings.Repeat("a short line\n", 14) + strings.Repeat("x", 76), ""},
		"a remark is as wide as it is": {strings.Repeat("x", 70) + " {{step 3 duration}}", ""},
		"too many lines":               {strings.Repeat("a short line\n", 16), "l.md:20:1: 16 lines of prose"},
		"too wide":                     {"short\n\n" + strings.Repeat("é", 77), "l.md:22:77: this line has 77 columns"},
	} {
		l, err := parsed(changed(t, "It is in LISTEN now, and nobody has connected.", c.prose))
		if err != nil {
			t.Fatal(err)
		}
		err = l.Cramped()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
