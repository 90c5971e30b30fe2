package engine

import (
	"os"
	"slices"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
)

// frame builds what a screen asked for. It observes the visible sockets and the selected one, and
// if the rows depend on how the others are, some of those in turn.
func (e *Engine) frame(q Query) Frame {
	q = q.bounded()
	f := Frame{T: e.now(), Network: HostNetwork, PID: os.Getpid(), Blocked: e.blocked(), Open: e.bench.Descriptors()}
	if e.options.Lab {
		f.Network = PrivateLab
	}
	if bench.Depends(q.Filter, q.Sort) {
		e.bench.Refresh(e.observe)
		f.Stale = max(0, f.T-e.bench.Oldest(f.T))
	}
	rows := e.bench.Rows(q.Filter, q.Sort, q.Reverse, e.observe)
	f.Total = len(rows)
	f.First = max(0, min(q.First, len(rows)-q.Rows))
	for _, s := range rows[f.First:min(f.First+max(q.Rows, 0), len(rows))] {
		e.observe(s)
		f.Sockets = append(f.Sockets, e.row(s, f.Blocked))
	}
	if s, ok := e.bench.ByID(q.Selected); ok {
		e.observe(s)
		e.observer.ObserveTimer(&s.Subject)
		f.Place = slices.Index(rows, s) + 1
		if s.Standing() {
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

// bounded returns the query with its numbers cut to sane bounds, whoever sent it.
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

// row returns a socket as frames have it.
func (e *Engine) row(s *bench.Entry, blocked []Blocked) status.Socket {
	row := s.Socket
	for _, b := range blocked {
		if b.Socket == s.ID && !b.Done {
			row.Busy = b.Verb
		}
	}
	return row
}

// evidence is what the kernel shows now about a socket that is observed already, with the other
// sockets of the bench. No step has been made, so there is no Before.
func (e *Engine) evidence(s *bench.Entry) *status.Evidence {
	about, question := []*bench.Entry{s}, e.question(s)
	return &status.Evidence{
		Private: e.options.Lab,
		Sockets: []status.Observed{e.shown(s, e.bench.Relations(about)[s], true, nil)},
		Bench:   e.bystanders(about, question.Asked, nil),
		Found:   e.finder.Find(question),
	}
}

// detail returns everything about the selected socket.
func (e *Engine) detail(s *bench.Entry, q Query, blocked []Blocked) *Detail {
	d := &Detail{Socket: e.row(s, blocked), Can: s.Abilities()}
	if q.Evidence {
		d.Evidence = e.evidence(s)
	}
	if !s.Open || s.Plain() != "" {
		return d
	}
	if q.Info && s.TCP() {
		d.Info = e.observer.InfoReadings(s.FD)
	}
	if !q.Options {
		return d
	}
	d.Options, d.Version = e.observer.Readings(&s.Subject, e.now())
	if d.Version == q.Have {
		d.Options = nil
	}
	if other, ok := e.bench.ByID(q.Compare); ok && other.Open {
		e.observe(other)
		d.Beside = &Beside{Socket: e.row(other, blocked)}
		d.Beside.Options, _ = e.observer.Readings(&other.Subject, e.now())
	}
	return d
}
