package player

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// bench is the sockets of a session after some of its steps, as far as the evidence shows them.
type bench struct {
	rows     map[status.SocketID]*row
	standing []status.SocketID // those that an engine would show, in the order in which they were seen
	t        float64
	private  bool
}

// row is a socket, and what is known about its options.
type row struct {
	status.Socket
	of      *bench // the bench that may modify it: a clone makes its own copy first
	options map[string]status.OptionReading
	info    map[string]int64
}

func newBench() *bench { return &bench{rows: map[status.SocketID]*row{}} }

// clone returns a bench that may be modified, while b must not be modified any more.
func (b *bench) clone() *bench {
	return &bench{rows: maps.Clone(b.rows), standing: slices.Clone(b.standing), t: b.t, private: b.private}
}

// row returns the row of a socket for modification, or nil if there is none.
func (b *bench) row(id status.SocketID) *row {
	r := b.rows[id]
	if r == nil || r.of == b {
		return r
	}
	own := *r
	own.of, own.options = b, maps.Clone(r.options)
	b.rows[id] = &own
	return &own
}

// take processes an event.
func (b *bench) take(e *engine.Event) {
	b.t = e.T + e.Took
	if e.Evidence == nil {
		return
	}
	b.private = b.private || e.Evidence.Private
	for i := range e.Evidence.Bench {
		b.observe(e, &e.Evidence.Bench[i])
	}
	for i := range e.Evidence.Sockets {
		b.observe(e, &e.Evidence.Sockets[i])
	}
	for _, set := range e.Evidence.Options {
		if r := b.row(set.Socket); r != nil {
			r.options[set.Level+" "+set.Name] = status.OptionReading{Name: set.Name, Level: set.Level, Value: cmp.Or(set.After, set.Asked), Fresh: set.Fresh, Asked: set.Asked, Changed: true}
		}
	}
}

// observe processes what is shown of a socket.
func (b *bench) observe(e *engine.Event, o *status.Observed) {
	r := b.row(o.ID)
	if r == nil {
		r = newRow(b, e, o)
		b.rows[o.ID] = r
	}
	stood := r.stands()
	r.Name, r.Open = o.Name, !o.Closed
	if o.After != nil {
		r.Condition = *o.After
	}
	if d := o.Detail; d != nil {
		r.FD, r.Origin, r.Parent, r.Process, r.Ended = d.FD, d.Origin, d.Parent, d.Process, d.Ended
		if d.Info != nil {
			r.info = d.Info
		}
	}
	switch stands := r.stands(); {
	case stands && !stood:
		b.standing = append(b.standing, o.ID)
	case stood && !stands:
		b.standing = slices.DeleteFunc(b.standing, func(id status.SocketID) bool { return id == o.ID })
	}
}

// newRow returns the row of a socket that is seen for the first time.
func newRow(b *bench, e *engine.Event, o *status.Observed) *row {
	r := &row{of: b, Socket: status.Socket{ID: o.ID, Born: e.T, FD: made(e, o.Name), Origin: e.Made().Verb}, options: map[string]status.OptionReading{}}
	r.Domain, r.Type, r.Protocol = o.Kind.Domain, o.Kind.Type, o.Kind.Protocol
	if r.Kind = o.Plain; r.Kind == "" {
		r.Kind = step.KindLabel(r.Domain, r.Type, r.Protocol)
	}
	return r
}

// stands reports whether an engine would show the socket: it is open, or TCP still has its connection.
func (r *row) stands() bool { return r.Open || r.State != status.StateClosed && r.State != "" }

// made returns the descriptor that an event has given a name to; 0 if it does not say.
func made(e *engine.Event, name string) int {
	for _, call := range e.Calls {
		if call.Note == "<"+name+">" {
			return int(call.Ret)
		}
	}
	return 0
}

// orders are the columns by which rows can be sorted, besides the fields of a condition.
var orders = map[string]func(a, b *row) int{
	"name":  func(a, b *row) int { return cmp.Compare(a.Name, b.Name) },
	"fd":    func(a, b *row) int { return cmp.Compare(a.FD, b.FD) },
	"kind":  func(a, b *row) int { return cmp.Compare(a.Kind, b.Kind) },
	"recvq": func(a, b *row) int { return cmp.Compare(number(a.Pending, a.Queue), number(b.Pending, b.Queue)) },
	"sendq": func(a, b *row) int { return cmp.Compare(number(a.Unsent, a.Backlog), number(b.Unsent, b.Backlog)) },
}

func number(numbers ...*int) int {
	for _, n := range numbers {
		if n != nil {
			return *n
		}
	}
	return -1
}

// visible returns the rows that an engine would show, in the order requested by a query.
func (b *bench) visible(q engine.Query) []*row {
	want := strings.ToLower(q.Filter)
	var list []*row
	for _, id := range b.standing {
		if r := b.rows[id]; want == "" || r.has(want) {
			list = append(list, r)
		}
	}
	order := orders[q.Sort]
	if f, ok := status.FindField(q.Sort); ok {
		order = func(a, b *row) int { return f.Compare(&a.Condition, &b.Condition) }
	}
	if order != nil {
		slices.SortStableFunc(list, order)
	}
	if q.Reverse {
		slices.Reverse(list)
	}
	return list
}

// has reports whether a lower-case text is contained in what is shown of the socket.
func (r *row) has(want string) bool {
	text := strings.Join([]string{r.Name, r.Kind, string(r.State), r.Local, r.Peer, r.Origin}, " ")
	return strings.Contains(strings.ToLower(text), want)
}

// open returns how many descriptors are open.
func (b *bench) open() int {
	n := 0
	for _, id := range b.standing {
		if b.rows[id].Open {
			n++
		}
	}
	return n
}
