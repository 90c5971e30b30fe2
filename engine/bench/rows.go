package bench

import (
	"cmp"
	"slices"
	"strings"

	"netnet-tui/engine/status"
)

// Rows returns the sockets that contain the filter text, sorted by a column, or in the order they were made if there is
// no such column. A closed socket stays as long as TCP has its connection, which observe finds out.
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

// Standing reports whether there is still something of the socket to show: its descriptor, or a connection that TCP is
// known to have.
func (s *Entry) Standing() bool { return s.Open || s.State != status.StateClosed && s.State != "" }

// contains reports whether any column of the row contains the text.
func (s *Entry) contains(text string) bool {
	if text == "" {
		return true
	}
	row := strings.Join([]string{s.Name, s.Kind, string(s.State), s.Local, s.Peer, s.Origin}, " ")
	return strings.Contains(strings.ToLower(row), strings.ToLower(text))
}

// orders are the columns that rows can be sorted by, besides the fields of a condition.
var orders = map[string]func(a, b *Entry) int{
	"name":  func(a, b *Entry) int { return cmp.Compare(a.Name, b.Name) },
	"fd":    func(a, b *Entry) int { return cmp.Compare(a.FD, b.FD) },
	"kind":  func(a, b *Entry) int { return cmp.Compare(a.Kind, b.Kind) },
	"recvq": func(a, b *Entry) int { return cmp.Compare(number(a.Pending, a.Queue), number(b.Pending, b.Queue)) },
	"sendq": func(a, b *Entry) int { return cmp.Compare(number(a.Unsent, a.Backlog), number(b.Unsent, b.Backlog)) },
}

// orderOf returns the comparison function of a column; nil if there is no such column.
func orderOf(column string) func(a, b *Entry) int {
	if f, ok := status.FindField(column); ok {
		return func(a, b *Entry) int { return f.Compare(&a.Condition, &b.Condition) }
	}
	return orders[column]
}

// number returns the first of ns that is not nil, or -1.
func number(ns ...*int) int {
	for _, n := range ns {
		if n != nil {
			return *n
		}
	}
	return -1
}
