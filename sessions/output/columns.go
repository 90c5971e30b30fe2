package output

import (
	"strings"
	"unicode/utf8"

	"netnet-tui/engine/step"
)

// Columns adds rows as columns, each as wide as its widest cell. Those whose indexes are in right are right-aligned.
func (p *Page) Columns(rows [][]string, right ...int) {
	if len(rows) == 0 {
		return
	}
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			row[i] = step.Printable(cell)
			widths[i] = max(widths[i], utf8.RuneCountInString(row[i]))
		}
	}
	toRight := make([]bool, len(widths))
	for _, i := range right {
		toRight[i] = true
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			space := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if toRight[i] {
				line.WriteString(space + cell + "  ")
			} else {
				line.WriteString(cell + space + "  ")
			}
		}
		p.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}
