package canvas

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"netnet-tui/ui/theme"
)

type cell struct {
	text  string // one grapheme; "" for the second cell of a wide one
	style theme.Style
}

// Canvas is a grid of cells.
type Canvas struct {
	Rect
	cells []cell
	hits  []hit
	caret *[2]int
}

// New returns an empty canvas.
func New(w, h int) *Canvas {
	c := &Canvas{Rect: Rect{W: max(w, 0), H: max(h, 0)}}
	c.cells = make([]cell, c.W*c.H)
	c.Clear()
	return c
}

// Clear empties every cell and removes the click targets.
func (c *Canvas) Clear() {
	for i := range c.cells {
		c.cells[i] = cell{text: " "}
	}
	c.hits, c.caret = c.hits[:0], nil
}

// Put writes text at a cell of a rectangle, as much as fits in the rectangle's row, and returns the column
// after it. Characters that do not print become dots, so that no text can control the terminal.
func (c *Canvas) Put(r Rect, x, y int, style theme.Style, text string) int {
	x, y = x+r.X, y+r.Y
	end := min(r.X+r.W, c.W)
	if y < max(r.Y, 0) || y >= min(r.Y+r.H, c.H) {
		return x - r.X
	}
	row := c.cells[y*c.W : (y+1)*c.W]
	for i := 0; i < len(text); {
		if b := text[i]; b < 0x80 {
			if x >= end {
				break
			}
			glyph := text[i : i+1]
			if b < ' ' || b == 0x7f {
				glyph = "·"
			}
			if x >= r.X && x >= 0 {
				row[x] = cell{glyph, style}
			}
			i, x = i+1, x+1
			continue
		}
		glyph, width := ansi.FirstGraphemeCluster(text[i:], ansi.GraphemeWidth)
		size := max(len(glyph), 1)
		if width <= 0 || !printable(glyph) {
			glyph, width = "·", 1
		}
		if x+width > end {
			break
		}
		if x >= r.X && x >= 0 {
			row[x] = cell{glyph, style}
			for k := 1; k < width; k++ {
				row[x+k] = cell{"", style}
			}
		}
		i, x = i+size, x+width
	}
	return x - r.X
}

// printable reports whether a glyph only prints. Control characters of format and direction, such as
// U+202E, and bytes that are not UTF-8 do not. A zero-width joiner within a glyph is allowed.
func printable(glyph string) bool {
	const joiner = '\u200d'
	for _, r := range glyph {
		if !strconv.IsPrint(r) && r != joiner || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// PutRight writes text that ends at the right edge of a row, and returns the column where it begins.
func (c *Canvas) PutRight(r Rect, y int, style theme.Style, text string) int {
	x := max(r.W-Width(text), 0)
	c.Put(r, x, y, style, text)
	return x
}

// PutLine writes spans one after another, cut off with an ellipsis if they are too long, and returns the
// column after them.
func (c *Canvas) PutLine(r Rect, x, y int, line Line) int {
	for i, span := range line {
		room := r.W - x
		if room <= 0 {
			break
		}
		text := span.Text
		if w := Width(text); w > room || w == room && len(line[i+1:].String()) > 0 {
			text = Cut(text, room-1) + "…"
		}
		x = c.Put(r, x, y, span.Style, text)
	}
	return x
}

// Fill fills a rectangle with spaces in a style.
func (c *Canvas) Fill(r Rect, style theme.Style) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.H); y++ {
		for x := max(r.X, 0); x < min(r.X+r.W, c.W); x++ {
			c.cells[y*c.W+x] = cell{" ", style}
		}
	}
}

// Ground changes the ground of everything drawn in a rectangle.
func (c *Canvas) Ground(r Rect, g theme.Ground) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.H); y++ {
		for x := max(r.X, 0); x < min(r.X+r.W, c.W); x++ {
			at := &c.cells[y*c.W+x]
			at.style = at.style.On(g)
		}
	}
}

// Render returns the canvas for a terminal: its rows, with an escape sequence wherever the style changes.
func (c *Canvas) Render(looks *theme.Prefixes) string {
	var b strings.Builder
	b.Grow(len(c.cells) * 3)
	for y := range c.H {
		if y > 0 {
			b.WriteString("\x1b[m\n")
		}
		style := theme.Style(0xffff)
		for _, at := range c.cells[y*c.W : (y+1)*c.W] {
			if at.text == "" {
				continue
			}
			if at.style != style {
				style = at.style
				b.WriteString(looks.Prefix(style))
			}
			b.WriteString(at.text)
		}
	}
	b.WriteString("\x1b[m")
	return b.String()
}

// String returns the text alone, one line per row, without trailing spaces.
func (c *Canvas) String() string {
	var b strings.Builder
	for y := range c.H {
		var row strings.Builder
		for _, at := range c.cells[y*c.W : (y+1)*c.W] {
			row.WriteString(at.text)
		}
		b.WriteString(strings.TrimRight(row.String(), " ") + "\n")
	}
	return b.String()
}

// Caret sets the position of the terminal's cursor.
func (c *Canvas) Caret(x, y int) {
	if c.Contains(x, y) {
		c.caret = &[2]int{x, y}
	}
}

// Cursor returns the position of the terminal's cursor; ok is false if it is hidden.
func (c *Canvas) Cursor() (x, y int, ok bool) {
	if c.caret == nil {
		return 0, 0, false
	}
	return c.caret[0], c.caret[1], true
}
