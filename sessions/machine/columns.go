package machine

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"netnet-tui/engine/step"
	"netnet-tui/engine/system"
	"netnet-tui/sessions/output"
)

// shown are the columns of the table.
var shown = []string{"stall", "protocol", "state", "recvq", "sendq", "local", "peer", "name", "pid", "user", "container", "timer", "why"}

// table prints rows in columns that are as wide as what stands in them, those first whose bytes are held up.
// A column without anything in it is left out.
type table struct {
	columns [][]string
	held    int // how many of them, which come last
}

func (t *table) row(r *system.Row) {
	if t.columns == nil {
		t.columns = make([][]string, len(shown))
	}
	if r.Stall != "" {
		t.held++
	}
	for i, name := range shown {
		f, _ := system.FieldOf(name)
		t.columns[i] = append(t.columns[i], step.Printable(f.Text(r)))
	}
}

func (t *table) end(out io.Writer) error {
	var columns [][]string
	for i, texts := range t.columns {
		if f, _ := system.FieldOf(shown[i]); strings.Join(texts, "") != "" {
			others := len(texts) - t.held
			columns = append(columns, column(f, slices.Concat(texts[others:], texts[:others])))
		}
	}
	if columns == nil {
		return output.Line(out, "no socket matches")
	}
	var page strings.Builder
	for i := range columns[0] {
		var line strings.Builder
		for _, column := range columns {
			line.WriteString(column[i])
			line.WriteString("  ")
		}
		page.WriteString(strings.TrimRight(line.String(), " "))
		page.WriteByte('\n')
	}
	_, err := io.WriteString(out, page.String())
	return err
}

// column is the texts of a field with its label before them, all as wide as the widest; numbers stand to
// the right.
func column(f system.Field, texts []string) []string {
	texts = append([]string{f.Label}, texts...)
	width := 0
	for _, text := range texts {
		width = max(width, utf8.RuneCountInString(text))
	}
	for i, text := range texts {
		space := strings.Repeat(" ", width-utf8.RuneCountInString(text))
		if texts[i] = text + space; f.Numeric {
			texts[i] = space + text
		}
	}
	return texts
}
