package svg

import (
	"fmt"
	"html"
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// The size of a cell, in pixels. In a font of this size, glyphs with the usual width of 0.6 em are 8 pixels
// wide.
const (
	cellWidth  = 8
	cellHeight = 18
	fontSize   = 13.3
	baseline   = 13 // of a row's text, from the top of the row
)

// row draws a row of a canvas at the origin: its grounds, shapes and text.
func row(c *canvas.Canvas, y int) string {
	var grounds, shapes, text strings.Builder
	for x, run := range c.Runs(y) {
		width := canvas.Width(run.Text)
		if g := run.Style.Ground(); g != theme.Plain {
			fmt.Fprintf(&grounds, `<path class="g%d" d="M%d 0h%dv%dh-%dz"/>`, g, x*cellWidth, width*cellWidth, cellHeight, width*cellWidth)
		}
		role := run.Style.Role()
		lines, blocks := shapesOf(x, run.Text)
		if lines != "" {
			fmt.Fprintf(&shapes, `<path class="s%d" d="%s"/>`, role, lines)
		}
		if blocks != "" {
			fmt.Fprintf(&shapes, `<path class="t%d" d="%s"/>`, role, blocks)
		}
		for from, word := range words(run.Text) {
			fmt.Fprintf(&text, `<text class="t%d" x="%d" y="%d"`, role, (x+from)*cellWidth, baseline)
			if n := canvas.Width(word); n > 1 {
				fmt.Fprintf(&text, ` textLength="%d"`, n*cellWidth)
			}
			text.WriteString(">" + html.EscapeString(word) + "</text>")
		}
	}
	if x, at, ok := c.Cursor(); ok && at == y {
		fmt.Fprintf(&text, `<path class="caret" d="M%d 1h%dv%dh-%dz"/>`, x*cellWidth, cellWidth, cellHeight-2, cellWidth)
	}
	return grounds.String() + shapes.String() + text.String()
}
