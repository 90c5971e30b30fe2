package states

import (
	"maps"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// Paths are the paths of all TCP sockets of a session. The zero value has none. It is not safe for concurrent use.
type Paths struct {
	Matrix Matrix

	paths map[status.SocketID]*Path
	same  map[status.SocketID]status.SocketID // the oldest descriptor of the same socket, for duplicates
	last  uint64                              // the newest event
}

// mostPaths is how many paths are kept before those that have ended are forgotten.
const mostPaths = 2000

// Take processes a frame: its events, and then its rows. whole means that it has a row for every socket.
func (p *Paths) Take(f engine.Frame, whole bool) {
	for i := range f.Events {
		p.Event(&f.Events[i])
	}
	for _, open := range [...]bool{false, true} { // one descriptor of a socket may be closed, and another open
		for _, s := range f.Sockets {
			if s.Open == open {
				p.row(s, f.T)
			}
		}
	}
	if f.Detail != nil {
		p.row(f.Detail.Socket, f.T)
	}
	if whole {
		p.gone(f)
	}
}

// Event processes an event.
func (p *Paths) Event(e *engine.Event) {
	if e.Seq == 1 { // from a new engine
		*p = Paths{Matrix: p.Matrix}
	}
	p.last = e.Seq
	if e.Evidence == nil {
		return
	}
	for i := range e.Evidence.Sockets {
		p.observed(&e.Evidence.Sockets[i], e, i == 0)
	}
	if len(p.paths) > mostPaths {
		maps.DeleteFunc(p.paths, func(_ status.SocketID, path *Path) bool { return !path.Open && path.Now() == status.StateClosed })
	}
}

// Find returns the path of a socket by any of its descriptors, or nil if it has none.
func (p *Paths) Find(id status.SocketID) *Path { return p.paths[p.key(id)] }

// Ends returns the paths of a socket and of its other end, which is a listener while the connection has not been
// accepted. Either is nil if there is none.
func (p *Paths) Ends(id status.SocketID) (one, other *Path) {
	one = p.Find(id)
	if one == nil {
		return nil, nil
	}
	if other = p.paths[one.Peer]; other != nil || one.remote == "" {
		return one, other
	}
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(p.paths))) {
		path := p.paths[id]
		switch {
		case path == one:
		case path.local == one.remote && path.remote == one.local:
			return one, path
		case other == nil && path.Now() == status.StateListen && path.local == one.remote:
			other = path
		}
	}
	return one, other
}

// key returns the descriptor under which a socket is stored.
func (p *Paths) key(id status.SocketID) status.SocketID {
	if first, ok := p.same[id]; ok {
		return first
	}
	return id
}

// observed processes a socket as an event shows it.
func (p *Paths) observed(o *status.Observed, e *engine.Event, own bool) {
	if !o.Kind.TCP() {
		return
	}
	d := o.Detail
	if d == nil {
		d = &status.Detail{}
	}
	if d.Of != 0 {
		p.note(o.ID, d.Of)
	}
	before := look{t: e.T, own: own}
	after := look{t: e.T + e.Took, event: e, own: own}
	path := p.paths[p.key(o.ID)]
	if path == nil {
		if o.After == nil {
			return
		}
		path = p.begin(o.ID, o.Name, d.Origin, d.Parent, o.After)
		if d.Peer != 0 && o.Before == nil && strings.HasPrefix(d.Origin, "accept") {
			p.handshake(path, p.paths[p.key(d.Peer)], o.After)
		}
	}
	if d.Peer != 0 {
		path.Peer = p.key(d.Peer)
	}
	if o.Before != nil {
		path.to(o.Before.State, before)
	}
	if o.Closed && len(d.Twins) > 0 { // the socket stays open through another descriptor
		return
	}
	path.Open = !o.Closed
	if o.After == nil {
		return
	}
	p.mark(path, o.After, o.Closed)
	after.self = o.After.Peer != "" && o.After.Local == o.After.Peer
	if cause, sent := refused(e); sent && own && path.Now() == status.StateClosed && o.After.State == status.StateClosed && !o.Closed {
		path.to(status.StateSynSent, after)
		path.Passes[len(path.Passes)-1].Seen = false
		back := after.pass(arrow(status.StateSynSent, status.StateClosed))
		back.Cause, back.Seen = cause, true
		path.Passes = append(path.Passes, back)
	}
	path.to(o.After.State, after)
	if o.Before != nil && !o.Closed {
		p.Matrix.note(o.Before, o.Name, e.Seq-1, false)
	}
	if !o.Closed {
		p.Matrix.note(o.After, o.Name, e.Seq, true)
	}
}

// row processes a socket as a frame shows it.
func (p *Paths) row(s status.Socket, t float64) {
	if !s.TCP() {
		return
	}
	path := p.paths[p.key(s.ID)]
	if path == nil {
		path = p.begin(s.ID, s.Name, s.Origin, s.Parent, &s.Condition)
	}
	if !s.Open && path.Open && p.key(s.ID) != s.ID { // another descriptor may be open
		return
	}
	path.Open = s.Open
	p.mark(path, &s.Condition, !s.Open)
	path.to(s.State, look{t: t})
	if s.Open {
		p.Matrix.note(&s.Condition, s.Name, p.last, false)
	}
}

// gone records which connections TCP no longer has: those without a descriptor that no longer have a row.
func (p *Paths) gone(f engine.Frame) {
	there := map[status.SocketID]bool{}
	for _, s := range f.Sockets {
		there[p.key(s.ID)] = true
	}
	for id, path := range p.paths {
		if !path.Open && !there[id] && path.Now() != status.StateClosed {
			path.to(status.StateClosed, look{t: f.T})
		}
	}
}

// begin begins the path of a socket that has not been seen before.
func (p *Paths) begin(id status.SocketID, name, origin string, parent status.SocketID, c *status.Condition) *Path {
	if p.paths == nil {
		p.paths = map[status.SocketID]*Path{}
	}
	path := &Path{ID: p.key(id), Name: name, Start: c.State, Open: true}
	switch {
	case strings.HasPrefix(origin, "accept"):
		path.Start = status.StateListen
		if listener := p.Find(parent); listener != nil && listener.Now() == status.StateListen {
			path.Start, path.Passes = listener.Start, slices.Clone(listener.Passes)
		}
	case origin == "socket", origin == "": // the latter in old recordings
		path.Start = status.StateClosed
	}
	p.paths[path.ID] = path
	return path
}

// handshake passes an accepted socket through its handshake at the time when its other end did.
func (p *Paths) handshake(path, other *Path, c *status.Condition) {
	if other == nil || path.Now() != status.StateListen || c.State == status.StateSynReceived {
		return
	}
	pass, ok := other.Took(status.StateSynSent, status.StateEstablished)
	if !ok {
		return
	}
	for _, a := range [...]*Arrow{arrow(status.StateListen, status.StateSynReceived), arrow(status.StateSynReceived, status.StateEstablished)} {
		path.Passes = append(path.Passes, Pass{From: a.From, To: a.To, Cause: a.Cause, Seq: pass.Seq, T: pass.T})
	}
}

// note records which descriptor of a socket is the oldest.
func (p *Paths) note(id, first status.SocketID) {
	if p.same == nil {
		p.same = map[status.SocketID]status.SocketID{}
	}
	p.same[id] = first
}

// mark records the addresses of a path, by which its other end is found.
func (p *Paths) mark(path *Path, c *status.Condition, closed bool) {
	if closed || c.Local == "" {
		return
	}
	if path.local = c.Local; c.Peer != "" {
		path.remote = c.Peer
	}
}
