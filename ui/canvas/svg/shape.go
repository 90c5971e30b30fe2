package svg

import (
	"fmt"

	"netnet-tui/ui/canvas"
)

// shape is a glyph that is drawn as a path, stroked or filled. The path begins at the cell's top left
// corner. A glyph without a path runs on through consecutive cells and is drawn in one stroke.
type shape struct {
	path string
	line bool
}

// shapes are the glyphs that join their neighbours, or whose size differs between fonts.
var shapes = map[rune]shape{
	'─': {line: true}, '█': {}, '░': {},
	'│': {"m4.5 0v18", true}, '┃': {"m4.5 0v18m1-18v18", true},
	'╭': {"m8 9.5q-3.5 0-3.5 3.5v5", true}, '╮': {"m0 9.5q4.5 0 4.5 4.5v4", true},
	'╰': {"m4.5 0v6q0 3.5 3.5 3.5", true}, '╯': {"m4.5 0v5q0 4.5-4.5 4.5", true},
	'▸': {"m1.5 4.5l5.5 4.5l-5.5 4.5z", false}, '▪': {"m1.5 6.5h5v5h-5z", false},
	'▏': eighth(1), '▎': eighth(2), '▍': eighth(3), '▌': eighth(4), '▋': eighth(5), '▊': eighth(6), '▉': eighth(7),
	'▁': rising(1), '▂': rising(2), '▃': rising(3), '▄': rising(4), '▅': rising(5), '▆': rising(6), '▇': rising(7),
}

// eighth is the left part of a bar, and rising the lower part of a column.
func eighth(n int) shape { return shape{fmt.Sprintf("m0 3h%dv12h-%dz", n, n), false} }
func rising(n int) shape {
	return shape{fmt.Sprintf("m0 %gh8v%gh-8z", 15-1.5*float64(n), 1.5*float64(n)), false}
}

// bar returns a filled part of a row, from top on.
func bar(at, width, top, height int) string {
	return fmt.Sprintf("M%d %dh%dv%dh-%dz", at, top, width, height, width)
}

// shapesOf returns the paths of the shapes in a text that begins at column x: those to stroke and those to
// fill.
func shapesOf(x int, text string) (stroked, filled string) {
	at := x * cellWidth
	for rest := []rune(text); len(rest) > 0; {
		r, n := rest[0], 1
		for n < len(rest) && rest[n] == r {
			n++
		}
		rest = rest[n:]
		width := n * cellWidth * canvas.Width(string(r))
		switch s, ok := shapes[r]; {
		case !ok:
		case r == '─':
			stroked += fmt.Sprintf("M%d 9.5h%d", at, width)
		case r == '█':
			filled += bar(at, width, 3, 12)
		case r == '░':
			filled += bar(at, width, 13, 2)
		default:
			for i := range n {
				path := fmt.Sprintf("M%d 0%s", at+i*cellWidth, s.path)
				if s.line {
					stroked += path
				} else {
					filled += path
				}
			}
		}
		at += width
	}
	return stroked, filled
}
