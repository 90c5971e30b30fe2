package bench

import (
	"fmt"
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// optionColumn is a column of the list of options.
type optionColumn struct {
	title string
	width int
	cell  func(in *Inspector, row optionRow) canvas.Span
}

// optionColumns returns the columns that fit. A narrow list has a single column for the most important
// remark.
func (in *Inspector) optionColumns(w int) []optionColumn {
	if d := in.detail; in.compares() {
		side := max(min((w-45)/2, 28), 9)
		return fill(w, []optionColumn{
			{"OPTION", 26, nameCell},
			{canvas.Shorten(d.Name, side-1), side, valueCell},
			{canvas.Shorten(d.Beside.Name, side-1), side, otherCell},
			{"ACCEPT", 15, inheritedCell},
		})
	}
	switch {
	case w < 50:
		return fill(w, []optionColumn{{"OPTION", 20, nameCell}, {"VALUE", 10, valueCell}, {"", 0, remarkCell}})
	case w < 84:
		return fill(w, []optionColumn{{"OPTION", 25, nameCell}, {"VALUE", 15, valueCell}, {"", 0, remarkCell}})
	case w < 96:
		return fill(w, []optionColumn{{"OPTION", 25, nameCell}, {"VALUE", 15, valueCell}, {"DEFAULT", 12, freshCell}, {"", 0, restCell}})
	}
	columns := []optionColumn{{"OPTION", 27, nameCell}, {"VALUE", 16, valueCell}, {"DEFAULT", 12, freshCell},
		{"ASKED → GRANTED", 18, grantedCell}, {"WHEN", 27, whenCell}}
	if w >= 114 {
		columns = append(columns, optionColumn{"ACCEPT", 14, inheritedCell})
	}
	if w >= 150 {
		columns = append(columns, optionColumn{"", 0, summaryCell})
	}
	return fill(w, columns)
}

// fill gives the last column the rest of w.
func fill(w int, columns []optionColumn) []optionColumn {
	left := w - markWidth
	for i := range columns {
		if i == len(columns)-1 {
			columns[i].width = max(left, 0)
		}
		left -= columns[i].width
	}
	return columns
}

// markWidth is the width of the column of marks before an option's name.
const markWidth = 2

// titles returns the row above the list.
func titles(columns []optionColumn) canvas.Line {
	line := canvas.Line{canvas.Say(theme.Text, canvas.Pad("", markWidth))}
	for _, column := range columns {
		line = append(line, canvas.Say(theme.Dim, canvas.Pad(column.title, column.width)))
	}
	return line
}

// rowLine returns one row: its mark, and a cell for each column.
func (in *Inspector) rowLine(row optionRow, columns []optionColumn, w int) canvas.Line {
	if row.key() == "" {
		return canvas.Line{canvas.Say(theme.Strong, row.title), canvas.Say(theme.Faint, fmt.Sprintf("  %d", row.count))}
	}
	if row.interest != nil {
		return in.interestLine(row, w)
	}
	line := canvas.Line{in.mark(row)}
	for _, column := range columns {
		cell := column.cell(in, row)
		gap := 1
		if column.width < 2 {
			gap = 0
		}
		cell.Text = canvas.Pad(canvas.Shorten(cell.Text, max(column.width-gap, 0)), column.width)
		line = append(line, cell)
	}
	return line
}

// mark returns the mark of a row:
//
//	! cannot be read   * set by a step   • differs from a fresh socket's   ~ has just changed
func (in *Inspector) mark(row optionRow) canvas.Span {
	sign, role := " ", theme.Text
	switch o := row.reading; {
	case o != nil && o.Errno != "":
		sign, role = "!", theme.Bad
	case o != nil && o.Asked != "":
		sign, role = "*", theme.Yours
	case row.changed():
		sign, role = "•", theme.Wait
	}
	if in.fresh(row) {
		return canvas.Say(theme.Fresh, sign+"~")
	}
	return canvas.Say(role, sign+" ")
}

func nameCell(_ *Inspector, row optionRow) canvas.Span {
	if row.grey() {
		return canvas.Say(theme.Dim, row.name())
	}
	return canvas.Say(theme.Text, row.name())
}

func valueCell(in *Inspector, row optionRow) canvas.Span {
	role := theme.Text
	switch o := row.reading; {
	case in.fresh(row):
		role = theme.Fresh
	case o == nil:
		role = flagRole(row.on)
	case o.Errno != "":
		role = theme.Bad
	case o.Unread:
		role = theme.Dim
	case o.Asked != "":
		role = theme.Yours
	case row.grey():
		role = theme.Dim
	}
	return canvas.Say(role, row.value())
}

func otherCell(_ *Inspector, row optionRow) canvas.Span {
	return canvas.Say(theme.Text, row.otherValue())
}

func freshCell(_ *Inspector, row optionRow) canvas.Span {
	switch o := row.reading; {
	case o == nil:
		return canvas.Say(theme.Faint, "off")
	case o.Changed:
		return canvas.Say(theme.Text, o.Fresh)
	default:
		return canvas.Say(theme.Faint, o.Fresh)
	}
}

func grantedCell(_ *Inspector, row optionRow) canvas.Span {
	return canvas.Say(theme.Yours, row.granted())
}

func whenCell(in *Inspector, row optionRow) canvas.Span {
	if unread := in.unread(row); unread != "" {
		return canvas.Say(theme.Wait, unread)
	}
	return canvas.Say(theme.Dim, row.when())
}

func inheritedCell(in *Inspector, row optionRow) canvas.Span {
	if !accepting(in.detail.Kind) {
		return canvas.Say(theme.Faint, "")
	}
	role, text := theme.Faint, row.inherited(in.detail.Kind)
	if text == "inherited" {
		role = theme.Text
	}
	return canvas.Say(role, text)
}

// accepting reports whether accept can return sockets of a kind.
func accepting(kind string) bool {
	return strings.HasPrefix(kind, "tcp") || strings.HasPrefix(kind, "mptcp") || kind == "unix" || kind == "unix-seqpacket"
}

func summaryCell(_ *Inspector, row optionRow) canvas.Span {
	if row.option == nil {
		return canvas.Say(theme.Faint, "")
	}
	return canvas.Say(theme.Faint, row.option.Summary)
}

// remarkCell returns the most important remark about an option, if there is one column for it.
func remarkCell(in *Inspector, row optionRow) canvas.Span { return in.remark(row, true) }

// restCell is like remarkCell, if the value of a fresh socket has a column of its own.
func restCell(in *Inspector, row optionRow) canvas.Span {
	if cell := in.remark(row, false); cell.Text != "" {
		return cell
	}
	return summaryCell(in, row)
}

// remark returns the most important remark about an option besides its value; fresh reports whether the
// value of a fresh socket may be part of it.
func (in *Inspector) remark(row optionRow, fresh bool) canvas.Span {
	o := row.reading
	switch {
	case o == nil:
		return canvas.Say(theme.Dim, "by fcntl")
	case o.Errno != "":
		return canvas.Say(theme.Dim, "")
	case in.unread(row) != "":
		return canvas.Say(theme.Wait, in.unread(row))
	case o.Asked != "" && o.Asked != o.Value && o.Value != "":
		return canvas.Say(theme.Dim, "asked "+o.Asked)
	case o.Changed && fresh:
		return canvas.Say(theme.Dim, "fresh "+o.Fresh)
	}
	return canvas.Say(theme.Faint, o.Obstacle)
}

// unread says how to read an option whose reading has side effects.
func (in *Inspector) unread(row optionRow) string {
	o := row.reading
	switch {
	case o == nil || !o.Unread || row.option == nil || !row.option.Readable():
		return ""
	case o.Seen != "":
		return "read " + ago(in.t-o.SeenAt)
	}
	return "press r: " + row.option.ReadEffect
}
