package svg

import (
	"iter"
	"strings"

	"netnet-tui/ui/canvas"
)

// words returns the parts of a text that are drawn as text, each with its column. A part ends at two
// spaces, at a shape, and around a glyph that many fonts lack: substituted from another font, it may have
// any width, and must displace nothing but itself.
func words(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		var word strings.Builder
		from, column, blanks := 0, 0, 0
		flush := func() bool {
			at, part := from, strings.TrimRight(word.String(), " ")
			word.Reset()
			blanks = 0
			return part == "" || yield(at, part)
		}
		for _, r := range text {
			width := canvas.Width(string(r))
			_, shape := shapes[r]
			switch {
			case r == ' ':
				blanks++
				if word.Len() > 0 {
					word.WriteRune(r)
				}
				if blanks >= 2 && !flush() {
					return
				}
			case shape:
				if !flush() {
					return
				}
			case rare(r):
				if !flush() || !yield(column, string(r)) {
					return
				}
			default:
				if word.Len() == 0 {
					from = column
				}
				word.WriteRune(r)
				blanks = 0
			}
			column += width
		}
		flush()
	}
}

// rare reports whether a glyph is beyond Latin and general punctuation, which every monospace font has.
func rare(r rune) bool { return r >= 0x2100 || r >= 0x250 && r < 0x2000 }
