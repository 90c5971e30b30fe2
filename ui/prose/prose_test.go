package prose

import (
	"strings"
	"testing"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

func TestLines(t *testing.T) {
	for _, test := range []struct {
		markdown string
		w        int
		want     string
	}{
		{"A line\nand its *end*.", 40, "A line and its end."},
		{"one two three", 7, "one two|three"},
		{"a  \nb", 40, "a|b"},
		{"# Title\n\nText.\n\n<!-- holds: x -->\n\nMore.", 40, "Title||Text.||More."},
		{"- one two\n- three", 7, "• one|  two|• three"},
		{"3. a\n4. b", 40, "3. a|4. b"},
		{"- a\n\n- b", 40, "• a||• b"},
		{"> said\n> so", 4, "│ sa|│ id|│ so"},
		{"```c\nint  x;\n\treturn\n```", 40, "  int  x;|      return"},
		{"[the page](http://x.example) and <http://y.example>", 60, "the page and http://y.example"},
		{"abcdefgh ij", 3, "abc|def|gh|ij"},
		{"`a b`c", 40, "a bc"},
		{"so `a  b\nc`, d", 8, "so|a b c, d"},
		{"so `a b`", 2, "so|a |b"},
		{"a `" + strings.Repeat("long ", 8) + "` b", 30, "a long long long long long|long long long b"},
		{"x<br>y <!-- z -->", 40, "xy"},
		{"字字字", 1, "字字字"},
		{"", 40, ""},
	} {
		var got []string
		for _, line := range Lines(test.markdown, test.w, nil) {
			got = append(got, line.String())
		}
		if joined := strings.Join(got, "|"); joined != test.want {
			t.Errorf("%q in %d columns is %q, want %q", test.markdown, test.w, joined, test.want)
		}
	}
}

func TestWhatIsFilledInIsDrawnAsItStands(t *testing.T) {
	fill := func(text string) string { return strings.ReplaceAll(text, "{{why}}", "<c> is *not* there") }
	got := Lines("So {{why}}: `{{why}}`.", 80, fill)
	if len(got) != 1 || got[0].String() != "So <c> is *not* there: <c> is *not* there." {
		t.Errorf("%q", got)
	}
}

func TestStyles(t *testing.T) {
	line := Lines("a `b` *c* **d e**", 40, nil)[0]
	want := canvas.Line{
		canvas.Say(theme.Text, "a"), canvas.Say(theme.Text, " "), canvas.Say(theme.Name, "b"), canvas.Say(theme.Text, " "),
		canvas.Say(theme.Strong, "c"), canvas.Say(theme.Strong, " "), canvas.Say(theme.Strong, "d"), canvas.Say(theme.Strong, " "), canvas.Say(theme.Strong, "e"),
	}
	if len(line) != len(want) {
		t.Fatalf("%v", line)
	}
	for i := range want {
		if line[i] != want[i] {
			t.Errorf("part %d is %v, want %v", i, line[i], want[i])
		}
	}
}

// FuzzLines checks that nothing makes Lines panic.
func FuzzLines(f *testing.F) {
	f.Add("# a\n\n- b\n  1. c `d`\n\n> e\n\n```\nf\n```", 12)
	f.Fuzz(func(t *testing.T, markdown string, w int) {
		w = 2 + w&63
		for _, line := range Lines(markdown, w, nil) {
			_ = line.Width()
		}
	})
}
