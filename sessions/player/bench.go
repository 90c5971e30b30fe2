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
	rows    map[status.SocketID]*row
	order   []*row // as they were seen first
	t       float64
	private bool
}

// row is a socket, and what is known of its options.
type row struct {
	status.Socket
	options map[string]status.OptionReading
	info    map[string]int64
}

func newBench() *bench { return &bench{rows: map[status.SocketID]*row{}} }

// clone is a bench that another step does not change.
func (b *bench) clone() *bench {
	c := &bench{rows: map[status.SocketID]*row{}, t: b.t, private: b.private}
	for _, r := range b.order {
		same := *r
		same.options = maps.Clone(r.options)
		c.rows[r.ID] = &same
		c.order = append(c.order, &same)
	}
	return c
}

// take takes what an event shows.
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
		if r := b.rows[set.Socket]; r != nil {
			r.options[set.Level+" "+set.Name] = status.OptionReading{Name: set.Name, Level: set.Level, Value: cmp.Or(set.After, set.Asked), Fresh: set.Fresh, Asked: set.Asked, Changed: true}
		}
	}
}

// observe takes what is shown of a socket.
func (b *bench) observe(e *engine.Event, o *status.Observed) {
	r := b.rows[o.ID]
	if r == nil {
		r = &row{Socket: status.Socket{ID: o.ID, Born: e.T, FD: made(e, o.Name), Origin: e.Made().Verb}, options: map[string]status.OptionReading{}}
		r.Domain, r.Type, r.Protocol = o.Kind.Domain, o.Kind.Type, o.Kind.Protocol
		if r.Kind = o.Plain; r.Kind == "" {
			r.Kind = step.KindLabel(r.Domain, r.Type, r.Protocol)
		}
		b.rows[o.ID] = r
		b.order = append(b.order, r)
	}
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
}

// made is the descriptor that an event has given a name to; 0 where it does not say.
func made(e *engine.Event, name string) int {
	for _, call := range e.Calls {
		if call.Note == "<"+name+">" {
			return int(call.Ret)
		}
	}
	return 0
}

// orders are the columns that rows can be sorted by, beside the fields of a condition.
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

// visible are the rows that an engine would show, in the order that a query asks for.
func (b *bench) visible(q engine.Query) []*row {
	want := strings.ToLower(q.Filter)
	list := slices.DeleteFunc(slices.Clone(b.order), func(r *row) bool {
		text := strings.ToLower(strings.Join([]string{r.Name, r.Kind, string(r.State), r.Local, r.Peer, r.Origin}, " "))
		standing := r.Open || r.State != status.StateClosed && r.State != ""
		return !standing || !strings.Contains(text, want)
	})
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

// open is how many descriptors are open.
func (b *bench) open() int {
	n := 0
	for _, r := range b.order {
		if r.Open {
			n++
		}
	}
	return n
}
