package canvas

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"netnet-tui/ui/theme"
)

func TestPutStaysInsideItsRectangle(t *testing.T) {
	c := New(8, 3)
	c.Put(Rect{2, 1, 4, 1}, 0, 0, 0, "abcdefgh")
	c.Put(Rect{2, 1, 4, 1}, 0, 1, 0, "below")
	c.Put(Rect{2, 1, 4, 1}, -1, 0, 0, "Zab")
	if got := c.String(); got != "\n  abcd\n\n" {
		t.Errorf("drawn %q", got)
	}
	c.Put(Rect{-2, -2, 100, 100}, 0, 0, 0, "outside")
	c.Fill(Rect{-5, -5, 100, 100}, 0)
	if got := c.String(); got != "\n\n\n" {
		t.Errorf("filled %q", got)
	}
}

func TestWideGlyphsAreWholeOrAbsent(t *testing.T) {
	c := New(5, 1)
	if x := c.Put(c.Rect, 0, 0, 0, "日本語"); x != 4 {
		t.Errorf("the next column is %d", x)
	}
	if got := c.String(); got != "日本\n" {
		t.Errorf("drawn %q", got)
	}
}

func TestNothingShownCanSpeakToTheTerminal(t *testing.T) {
	c := New(40, 1)
	c.Put(c.Rect, 0, 0, 0, "a\x1b[31mb\x07\r\n\u009b1m\u202e\x80\u2066\u200b\ufeff\U000e0001\u200e\xff")
	var none theme.Prefixes
	for _, r := range strings.ReplaceAll(c.Render(&none), "\x1b[m", "") {
		if !strconv.IsPrint(r) || r == utf8.RuneError {
			t.Errorf("%U came through in %q", r, c.String())
		}
	}
}

func TestRenderBeginsAStyleWhereItChanges(t *testing.T) {
	c := New(4, 2)
	c.Put(c.Rect, 0, 0, theme.Bad.On(theme.Plain), "xx")
	var looks theme.Prefixes
	looks[theme.Plain][theme.Bad], looks[theme.Plain][theme.Text] = "<bad>", "<text>"
	if got, want := c.Render(&looks), "<bad>xx<text>  \x1b[m\n<text>    \x1b[m"; got != want {
		t.Errorf("rendered %q, not %q", got, want)
	}
}

func TestALineThatIsTooLongEndsInAnEllipsis(t *testing.T) {
	for w, want := range map[int]string{6: "abcdef", 5: "abcd…", 4: "abc…", 1: "…", 9: "abcdef"} {
		c := New(w, 1)
		c.PutLine(c.Rect, 0, 0, Line{{Text: "abc"}, {Text: "def"}})
		if got := strings.TrimRight(c.String(), "\n"); got != want {
			t.Errorf("in %d columns it is %q, not %q", w, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"one two three", 13, "one two three"},
		{"abcdefgh ij", 3, "abc|def|gh|ij"},
		{"a\nb", 9, "a|b"},
		{"日本語", 4, "日本|語"},
		{"日", 1, "日"},
	} {
		if got := strings.Join(Wrap(c.text, c.w), "|"); got != c.want {
			t.Errorf("%q in %d columns is %q, not %q", c.text, c.w, got, c.want)
		}
	}
}

func TestWhatIsDrawnLastLiesAbove(t *testing.T) {
	c := New(10, 5)
	c.Hit(Rect{0, 0, 10, 5}, "pane")
	c.Hit(Rect{2, 2, 3, 1}, "row")
	if c.At(2, 2) != "row" || c.At(5, 2) != "pane" || c.At(10, 2) != nil {
		t.Errorf("hit %v %v %v", c.At(2, 2), c.At(5, 2), c.At(10, 2))
	}
	c.Clear()
	if c.At(2, 2) != nil {
		t.Error("a cleared canvas is still hit")
	}
}

func TestBox(t *testing.T) {
	c := New(16, 3)
	inner := Box{Title: Line{{Text: "Trace"}}, Right: Line{{Text: "9"}}}.Draw(c, c.Rect)
	if got := c.String(); got != "╭─ Trace ── 9 ─╮\n│              │\n╰──────────────╯\n" || inner != (Rect{1, 1, 14, 1}) {
		t.Errorf("drawn %q, inside %v", got, inner)
	}
	for w := range 6 { // no size may panic, however small
		Box{Title: Line{{Text: "Trace"}}}.Draw(New(w, w), Rect{0, 0, w, w})
	}
}

// Of a huge text only the head is measured and drawn, whole characters of it, and a paragraph says what is left out.
func TestAHugeTextIsDrawnByItsHead(t *testing.T) {
	huge := strings.Repeat("ä ", 20<<20)
	lines := Wrap(huge, 80)
	if last := lines[len(lines)-1]; last != fmt.Sprintf("… and %d bytes more", len(huge)-len(Head(huge))) || len(lines) > 1000 {
		t.Errorf("%d lines, the last is %q", len(lines), last)
	}
	if got := Shorten(huge, 6); got != "ä ä ä…" {
		t.Errorf("it is shortened to %q", got)
	}
	if odd := "x" + strings.Repeat("ä", most); !utf8.ValidString(Head(odd)) || len(Head(odd)) < most-utf8.UTFMax {
		t.Error("it is cut within a character")
	}
}
