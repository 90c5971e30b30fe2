package svg

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

func screen(rows ...string) *canvas.Canvas {
	c := canvas.New(24, len(rows))
	for y, row := range rows {
		c.Put(c.Rect, 0, y, theme.Text.On(theme.Plain), row)
	}
	return c
}

func dark(t *testing.T) *theme.Theme {
	t.Helper()
	found, ok := theme.Find("dark")
	if !ok {
		t.Fatal("there is no dark theme")
	}
	return found
}

// whole fails if a picture is not well-formed or refers to anything outside itself.
func whole(t *testing.T, picture []byte) {
	t.Helper()
	in := xml.NewDecoder(strings.NewReader(string(picture)))
	for {
		if _, err := in.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, picture)
		}
	}
	for _, word := range []string{"<script", "href", "url(", "@import", "foreignObject"} {
		if strings.Contains(string(picture), word) {
			t.Errorf("the picture has %s", word)
		}
	}
}

var placed = regexp.MustCompile(`<text class="t0" x="(\d+)" y="13"( textLength="(\d+)")?>([^<]*)</text>`)

// Every text is placed in its columns, and fitted to their width.
func TestTextStandsInItsColumns(t *testing.T) {
	const written = " a  bc <d>&  │ é→x  f─g "
	got := []rune(strings.Repeat(" ", 24))
	for _, found := range placed.FindAllStringSubmatch(row(screen(written), 0), -1) {
		text := []rune(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(found[4]))
		x, _ := strconv.Atoi(found[1])
		if length, _ := strconv.Atoi(found[3]); len(text) > 1 && length != len(text)*cellWidth {
			t.Errorf("%q is %d wide", string(text), length)
		}
		copy(got[x/cellWidth:], text)
	}
	if want := strings.NewReplacer("│", " ", "─", " ").Replace(written); strings.TrimRight(string(got), " ") != strings.TrimRight(want, " ") {
		t.Errorf("drawn is %q", string(got))
	}
}

// The lines of a box meet at the edges of their cells.
func TestBoxesAreClosed(t *testing.T) {
	for y, want := range []string{"M0 0m8 9.5q-3.5 0-3.5 3.5v5M8 9.5h16M24 0m0 9.5q4.5 0 4.5 4.5v4", "M0 0m4.5 0v18M24 0m4.5 0v18"} {
		if got, _ := shapesOf(0, []string{"╭──╮", "│  │"}[y]); got != want {
			t.Errorf("row %d is drawn as %s", y, got)
		}
	}
}

func TestAStillDoesNotMove(t *testing.T) {
	c := screen("hello", "")
	c.Put(c.Rect, 0, 1, theme.Bad.On(theme.Chosen), "chosen")
	c.Caret(2, 0)
	picture := Still(dark(t), c)
	whole(t, picture)
	for _, want := range []string{`class="t9"`, `class="g1"`, `class="caret"`, "hello"} {
		if !strings.Contains(string(picture), want) {
			t.Errorf("the picture has no %s:\n%s", want, picture)
		}
	}
	if strings.Contains(string(picture), "animation") {
		t.Error("a still moves")
	}
}

// What stays is drawn once, what changes is shown at its time, and without motion the one frame shown is
// complete.
func TestAFilmDrawsWhatChanges(t *testing.T) {
	frames := []Frame{
		{screen("stays", "first"), []string{"n"}, "One.", time.Second},
		{screen("stays", "second"), nil, "Two.", time.Second},
		{screen("stays", "second"), nil, "Three.", 2 * time.Second},
	}
	picture := Film(dark(t), frames, 1)
	whole(t, picture)
	for text, n := range map[string]int{"stays": 1, "first": 1, "second": 1, ">One.<": 1, ">Three.<": 1} {
		if got := strings.Count(string(picture), text); got != n {
			t.Errorf("%s is drawn %d times", text, got)
		}
	}
	style, _, _ := strings.Cut(string(picture), "</style>")
	before, moving, found := strings.Cut(style, "@media (prefers-reduced-motion:no-preference)")
	if !found || strings.Contains(before, "animation") {
		t.Fatalf("it moves where no motion is wanted:\n%s", style)
	}
	for name, hidden := range map[string]bool{"#f0_0": true, "#f1_1": false, "#f1_2": false, "#f2_2": true} {
		if strings.Contains(before, name+"{visibility:hidden}") != hidden {
			t.Errorf("without motion %s is hidden: %v", name, !hidden)
		}
	}
	for _, rule := range []string{"@keyframes f1_2{0%{visibility:hidden}25.00%{visibility:visible}100%{visibility:visible}}",
		"@keyframes f0_0{0.00%{visibility:visible}25.00%,100%{visibility:hidden}}", "#f1_2{animation:f1_2 4s step-end 3 both}"} {
		if !strings.Contains(moving, rule) {
			t.Errorf("there is no rule %s in\n%s", rule, moving)
		}
	}
}
