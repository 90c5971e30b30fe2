package engine

import (
	"os"
	"slices"
	"sync"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/fork"
	"netnet-tui/engine/lookup"
	"netnet-tui/engine/status"
	"netnet-tui/engine/swarms"
)

// Query says what is on a screen, so that only that is observed and sent.
type Query struct {
	First    int             `json:"first,omitempty"` // the first visible row of the sockets
	Rows     int             `json:"rows,omitempty"`  // how many rows are visible
	Sort     string          `json:"sort,omitempty"`  // name, fd, kind, recvq, sendq or a condition's field; empty: as made
	Reverse  bool            `json:"reverse,omitempty"`
	Filter   string          `json:"filter,omitempty"`   // only rows that contain it
	Selected status.SocketID `json:"selected,omitempty"` // the socket whose Detail is wanted
	Options  bool            `json:"options,omitempty"`  // include the values of its options
	Info     bool            `json:"info,omitempty"`     // include TCP_INFO, field by field
	Offers   bool            `json:"offers,omitempty"`   // include the words that can complete a line
	Evidence bool            `json:"evidence,omitempty"` // include what explains its behavior and what holds it up
	Compare  status.SocketID `json:"compare,omitempty"`  // another socket to show beside it
	Have     uint64          `json:"have,omitempty"`     // the options' version that the client has, which is not sent again
	Server   *status.Query   `json:"server,omitempty"`   // which part of the event loop's state is wanted
	After    uint64          `json:"after,omitempty"`    // only events after this sequence number
	Events   int             `json:"events,omitempty"`   // at most this many events, the newest ones
}

// The values of Frame.Network.
const (
	HostNetwork = "host network"
	PrivateLab  = "private lab"
)

// Frame is what a screen asked for, at one moment. It is never changed after it is handed out.
type Frame struct {
	T       float64         `json:"t"`       // in seconds since the session began
	Network string          `json:"network"` // HostNetwork or PrivateLab
	PID     int             `json:"pid"`     // of the engine
	Sockets []status.Socket `json:"sockets,omitempty"`
	First   int             `json:"first,omitempty"` // the index of the row that Sockets begins with
	Total   int             `json:"total"`           // how many rows match the filter
	Place   int             `json:"place,omitempty"` // of the selected socket among them, from 1; 0 if it is not there
	Open    int             `json:"open"`            // how many descriptors are open
	Stale   float64         `json:"stale,omitempty"` // age in seconds of the oldest observation, if filter or order depend on it
	Detail  *Detail         `json:"detail,omitempty"`
	Events  []Event         `json:"events,omitempty"`
	Offers  *status.Offers  `json:"offers,omitempty"`
	Skipped uint64          `json:"skipped,omitempty"` // how many requested events are not in Events
	Blocked []Blocked       `json:"blocked,omitempty"`
	Server  *status.Server  `json:"server,omitempty"` // nil if nothing is served
	Swarms  []swarms.State  `json:"swarms,omitempty"` // if Server was asked for

	Recording *Recording `json:"recording,omitempty"` // nil if there is none
	Still     bool       `json:"still,omitempty"`     // nothing changes by itself: it shows a recording
}

// Recording is the status of a session's recording.
type Recording struct {
	On   bool   `json:"on"`             // the events of steps are being written
	Lost string `json:"lost,omitempty"` // why it has ended for good
}

// Detail is everything there is to show about the selected socket.
type Detail struct {
	status.Socket
	Can     []status.Ability       `json:"can"`
	Options []status.OptionReading `json:"options,omitempty"`
	Version uint64                 `json:"version,omitempty"` // of Options, which are absent if Query.Have is the same
	Beside  *Beside                `json:"beside,omitempty"`  // the socket it is compared with
	Info    []status.InfoReading   `json:"info,omitempty"`    // TCP_INFO, field by field

	Interests []status.Interest `json:"interests,omitempty"` // of an epoll

	Evidence *status.Evidence `json:"evidence,omitempty"` // about this socket, and besides it the bench
}

// Beside is another socket, and those of the same options that it has.
type Beside struct {
	status.Socket
	Options []status.OptionReading `json:"options,omitempty"`
}

// frame builds what a screen asked for. It observes the visible sockets and the selected one, and, if the rows depend
// on the condition of the others, some of those in turn.
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
		f.Place = slices.Index(rows, s) + 1
		if s.Standing() {
			f.Detail = e.detail(s, q, f.Blocked)
		}
	}
	if q.Offers {
		f.Offers = e.offers()
	}
	if q.Server != nil {
		f.Server = e.server(*q.Server)
		f.Swarms = e.swarms.States()
	}
	f.Events, f.Skipped = e.journal.After(q.After, q.Events)
	return f
}

// mostRows bounds the numbers in a query.
const mostRows = 1 << 20

// bounded returns the query with its numbers clamped to sane limits, since anyone may have sent it.
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

// row returns a socket as it is in frames.
func (e *Engine) row(s *bench.Entry, blocked []Blocked) status.Socket {
	row := s.Socket
	row.FD = number(s.FD)
	for _, b := range blocked {
		if b.Socket == s.ID && !b.Done {
			row.Busy = b.Verb
		}
	}
	return row
}

// evidence returns what the kernel shows now about an already observed socket, with the other sockets of the bench. No
// step has been made, so there is no Before.
func (e *Engine) evidence(s *bench.Entry) *status.Evidence {
	about, question := []*bench.Entry{s}, e.question(s)
	return &status.Evidence{
		Private: e.options.Lab,
		Sockets: []status.Observed{e.shown(s, e.bench.Relations(about)[s], true, nil)},
		Bench:   e.bystanders(about, question.Asked, nil),
		Found:   e.finder.Find(question),
	}
}

// mostEpolls bounds how many epolls have their interest lists read at a time.
const mostEpolls = 16

// offers returns the words that can complete a line now.
func (e *Engine) offers() *status.Offers {
	o := &status.Offers{Watched: map[string][]string{}}
	o.Values, o.Interfaces = e.finder.Values()
	known := sync.OnceValue(e.known)
	for _, s := range slices.Backward(e.bench.All()) {
		if !s.Open || !s.Epoll() || len(o.Watched) == mostEpolls {
			continue
		}
		names := []string{}
		for _, i := range e.interests(s, known) {
			if i.Name != "" && !i.Gone {
				names = append(names, i.Name)
			}
		}
		o.Watched[s.Name] = names
	}
	return o
}

// interests returns the interest list of an epoll. If another process has the descriptor, the list is read from the
// engine's own descriptor of the same epoll; it is nil if there is none.
func (e *Engine) interests(s *bench.Entry, known func() []lookup.Known) []status.Interest {
	for _, same := range e.bench.All() {
		if process, fd := fork.Split(same.FD); same.Open && process == 0 && same.SameSocket(s) {
			return e.finder.Interests(fd, known)
		}
	}
	return nil
}

// detail returns everything about the selected socket.
func (e *Engine) detail(s *bench.Entry, q Query, blocked []Blocked) *Detail {
	d := &Detail{}
	if q.Evidence {
		d.Evidence = e.evidence(s) // includes the timer
	} else {
		e.observer.ObserveTimer(&s.Subject)
	}
	d.Socket, d.Can = e.row(s, blocked), s.Abilities()
	switch {
	case !s.Open || !s.Epoll():
	case q.Evidence && s.Process == "": // the evidence includes the list
		d.Interests = d.Evidence.Found.Interests
	default:
		d.Interests = e.interests(s, e.known)
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
