package engine

import (
	"cmp"
	"os"
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// frame builds what a screen asked for. It looks at the visible sockets and the
// selected one, and at no others.
func (e *Engine) frame(q Query) Frame {
	q = q.bounded()
	f := Frame{T: e.now(), Network: HostNetwork, PID: os.Getpid(), Blocked: e.blocked(), Open: len(e.bench.open())}
	if e.options.Lab {
		f.Network = PrivateLab
	}
	rows := e.rows(q)
	f.Total = len(rows)
	f.First = max(0, min(q.First, len(rows)-q.Rows))
	for _, s := range rows[f.First:min(f.First+max(q.Rows, 0), len(rows))] {
		e.observe(s)
		f.Sockets = append(f.Sockets, e.row(s, f.Blocked))
	}
	if s, ok := e.bench.byID(q.Selected); ok {
		e.observe(s)
		if s.standing() {
			f.Detail = e.detail(s, q, f.Blocked)
		}
	}
	if q.Server != nil {
		f.Server = e.server(*q.Server)
		f.Swarms = e.swarms.States()
	}
	f.Events, f.Skipped = e.journal.After(q.After, q.Events)
	return f
}

// mostRows bounds how many rows are asked for.
const mostRows = 1 << 20

// bounded is the query with numbers that rows can be counted with, whoever sent it.
func (q Query) bounded() Query {
	q.First, q.Rows, q.Events = clamp(q.First), clamp(q.Rows), clamp(q.Events)
	if q.Server != nil {
		server := *q.Server
		server.First, server.Rows = clamp(server.First), clamp(server.Rows)
		q.Server = &server
	}
	return q
}

func clamp(n int) int { return max(0, min(n, mostRows)) }

// row is a socket as it is handed out.
func (e *Engine) row(s *entry, blocked []Blocked) status.Socket {
	row := s.Socket
	for _, b := range blocked {
		if b.Socket == s.ID && !b.Done {
			row.Busy = b.Verb
		}
	}
	return row
}

// rows are the sockets under the query's filter, in its order. A closed one stays
// as long as TCP knows its connection.
func (e *Engine) rows(q Query) []*entry {
	var rows []*entry
	for _, s := range e.bench.entries {
		if !s.Open {
			e.observe(s)
		}
		if s.standing() && s.contains(q.Filter) {
			rows = append(rows, s)
		}
	}
	if order := orderOf(q.Sort); order != nil {
		slices.SortStableFunc(rows, order)
	}
	if q.Reverse {
		slices.Reverse(rows)
	}
	return rows
}

// standing tells whether there is still something of the socket to show.
func (s *entry) standing() bool { return s.Open || s.State != step.StateClosed }

// contains tells whether any column of the row has the text in it.
func (s *entry) contains(text string) bool {
	if text == "" {
		return true
	}
	row := strings.Join([]string{s.Name, s.Kind, s.State, s.Local, s.Peer, s.Origin}, " ")
	return strings.Contains(strings.ToLower(row), strings.ToLower(text))
}

// orders are the columns that rows can be sorted by, beside the fields of a condition.
var orders = map[string]func(a, b *entry) int{
	"name":  func(a, b *entry) int { return cmp.Compare(a.Name, b.Name) },
	"fd":    func(a, b *entry) int { return cmp.Compare(a.FD, b.FD) },
	"kind":  func(a, b *entry) int { return cmp.Compare(a.Kind, b.Kind) },
	"recvq": func(a, b *entry) int { return cmp.Compare(number(a.Pending, a.Queue), number(b.Pending, b.Queue)) },
	"sendq": func(a, b *entry) int { return cmp.Compare(number(a.Unsent, a.Backlog), number(b.Unsent, b.Backlog)) },
}

// orderOf is the order of a column; nil where there is none of that name.
func orderOf(column string) func(a, b *entry) int {
	if f, ok := status.FindField(column); ok {
		return func(a, b *entry) int { return f.Compare(&a.Condition, &b.Condition) }
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
