package machine

import (
	"io"
	"slices"

	"netnet-tui/engine/system"
	"netnet-tui/sessions/output"
)

// shown are the columns of the table.
var shown = []string{"stall", "protocol", "state", "recvq", "sendq", "local", "peer", "name", "pid", "user", "container", "timer", "why"}

// table prints rows in columns, first those whose bytes are held up. Empty columns are left out.
type table struct {
	fields []system.Field
	rows   [][]string
	held   int // how many of them are held up; they are at the end
}

func newTable() *table {
	t := &table{}
	for _, name := range shown {
		f, _ := system.FieldOf(name)
		t.fields = append(t.fields, f)
	}
	return t
}

func (t *table) row(r *system.Row) {
	cells := make([]string, len(t.fields))
	for i, f := range t.fields {
		cells[i] = f.Text(r)
	}
	t.rows = append(t.rows, cells)
	if r.Stall != "" {
		t.held++
	}
}

func (t *table) end(out io.Writer) error {
	if len(t.rows) == 0 {
		return output.Line(out, "no socket matches")
	}
	others := len(t.rows) - t.held
	ordered := slices.Concat(t.rows[others:], t.rows[:others])
	lines := make([][]string, 1+len(ordered))
	var right []int
	for i, f := range t.fields {
		if !slices.ContainsFunc(ordered, func(row []string) bool { return row[i] != "" }) {
			continue
		}
		if f.Numeric {
			right = append(right, len(lines[0]))
		}
		lines[0] = append(lines[0], f.Label)
		for n, row := range ordered {
			lines[1+n] = append(lines[1+n], row[i])
		}
	}
	var page output.Page
	page.Columns(lines, right...)
	_, err := io.WriteString(out, page.String())
	return err
}
