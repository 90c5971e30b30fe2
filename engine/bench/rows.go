package bench

import (
	"cmp"
	"slices"
	"strings"

	"netnet-tui/engine/status"
)

// Rows are the sockets that contain a text, in the order of a column, or in that in which
// they were made where there is no such column. A closed one stays as long as TCP knows its
// connection, which observe finds out.
func (b *Bench) Rows(filter, column string, reverse bool, observe func(*Entry)) []*Entry {
	var rows []*Entry
	for _, s := range b.entries {
		if !s.Open {
			observe(s)
		}
		if s.Standing() && s.contains(filter) {
			rows = append(rows, s)
		}
	}
	if order := orderOf(column); order != nil {
		slices.SortStableFunc(rows, order)
	}
	if reverse {
		slices.Reverse(rows)
	}
	return rows
}

// Standing reports whether there is still something of the socket to show: its descriptor, or a
// connection that TCP is known to have.
func (s *Entry) Standing() bool { return s.Open || s.State != status.StateClosed && s.State != "" }

// contains reports whether any column of the row has the text in it.
func (s *Entry) contains(text string) bool {
	if text == "" {
		return true
	}
	row := strings.Join([]string{s.Name, s.Kind, string(s.State), s.Local, s.Peer, s.Origin}, " ")
	return strings.Contains(strings.ToLower(row), strings.ToLower(text))
}

// orders are the columns that rows can be sorted by, beside the fields of a condition.
var orders = map[string]func(a, b *Entry) int{
	"name":  func(a, b *Entry) int { return cmp.Compare(a.Name, b.Name) },
	"fd":    func(a, b *Entry) int { return cmp.Compare(a.FD, b.FD) },
	"kind":  func(a, b *Entry) int { return cmp.Compare(a.Kind, b.Kind) },
	"recvq": func(a, b *Entry) int { return cmp.Compare(number(a.Pending, a.Queue), number(b.Pending, b.Queue)) },
	"sendq": func(a, b *Entry) int { return cmp.Compare(number(a.Unsent, a.Backlog), number(b.Unsent, b.Backlog)) },
}

// orderOf is the order of a column; nil where there is none of that name.
func orderOf(column string) func(a, b *Entry) int {
	if f, ok := status.FindField(column); ok {
		return func(a, b *Entry) int { return f.Compare(&a.Condition, &b.Condition) }
	}
	return orders[column]
}

// number is the first of the numbers that is there.
func number(ns ...*int) int {
	for _, n := range ns {
		if n != nil {
			return *n
		}
	}
	return -1
}
