package canvas

import (
	"iter"
	"strings"
)

// Runs returns the runs of row y in one style, each with the column where it begins.
func (c *Canvas) Runs(y int) iter.Seq2[int, Span] {
	return func(yield func(int, Span) bool) {
		row := c.cells[y*c.W : (y+1)*c.W]
		for x := 0; x < len(row); {
			from, style := x, row[x].style
			var text strings.Builder
			for ; x < len(row) && row[x].style == style; x++ {
				text.WriteString(row[x].text)
			}
			if !yield(from, Span{style, text.String()}) {
				return
			}
		}
	}
}
