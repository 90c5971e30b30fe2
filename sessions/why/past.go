package why

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Past is what a session has done so far, recorded from its events in order. Rules ask it for what can no
// longer be observed. The zero value is the past of a session without events. It is not safe for concurrent
// use.
type Past struct {
	stories  map[status.SocketID]*Story
	order    []status.SocketID // in the order they were first seen
	promises []Promise         // neither kept nor broken yet

	finTimeout float64 // net.ipv4.tcp_fin_timeout in seconds if a step read or wrote it, else 0
}

// Story is what steps have done with one descriptor.
type Story struct {
	ID     status.SocketID
	Name   string // as last seen
	Kind   status.Kind
	Origin string          // "socket", "accept(s)", "dup(c)"
	Parent status.SocketID // the listener it was accepted from, or what it is a duplicate of
	Of     status.SocketID // for a duplicate: the oldest descriptor of the same socket
	Pair   status.SocketID // the other end of a Unix socket
	Ends   Ends            // of its last connection
	Deeds  []Deed          // the last MostDeeds, in order
	Last   status.Observed // as last seen
	Round  Round           // the last one timed
	Lost   Deed            // the step in which TCP gave up its connection, as a counter showed
}

// Round is a round trip timed by roundtrip.
type Round struct {
	Took string // the median
	Seq  uint64
}

// Deed is a call on a socket.
type Deed struct {
	Seq    uint64
	Line   int // of the script; 0 at a prompt
	T      float64
	Verb   string
	Call   engine.Call
	Before status.State
	After  status.State
	Unread int // bytes that waited to be received before the call

	Sent    []status.SocketID // descriptors that went with the message
	Full    *status.Holder    // for a connect: the listener whose accept queue was found full
	Lost    lost              // datagrams it sent that were dropped at their receiver
	Owner   string            // of such a datagram: the socket that has the address, but takes only what its own peer sends
	NoPorts int64             // datagrams that found no socket meanwhile (UdpNoPorts, Udp6NoPorts), in a network of the session's own
}

// Limits on what is remembered: the number of descriptors, and the number of calls on each.
const (
	MostStories = 1024
	MostDeeds   = 64
)

// Add records an event. Explain the event before adding it.
func (p *Past) Add(e engine.Event) {
	if promised, ok := promises(p, e); ok {
		p.promise(promised)
	}
	if e.Verb == "sysctl" && e.Step.Key == "net.ipv4.tcp_fin_timeout" && !e.Failed() {
		p.finTimeout, _ = strconv.ParseFloat(cmp.Or(setting(e.Step), e.Got), 64)
	}
	p.reckon(e)
	p.record(e)
}

// record records the deeds of an event and the state of its sockets.
func (p *Past) record(e engine.Event) {
	if p.stories == nil {
		p.stories = map[status.SocketID]*Story{}
	}
	if e.Evidence == nil {
		return
	}
	var ended []status.Observed
	for _, o := range e.Evidence.Sockets {
		if before := p.stories[o.ID]; endedWith(o) != "" && (before == nil || endedWith(before.Last) == "") {
			ended = append(ended, o)
		}
		p.story(o)
	}
	if made := e.Evidence.Sockets; e.Verb == "socketpair" && len(made) == 2 && e.Errno() == "" {
		p.stories[made[0].ID].Pair, p.stories[made[1].ID].Pair = made[1].ID, made[0].ID
	}
	if e.Verb == "roundtrip" && !e.Failed() {
		if of := p.named(e.Step.Socket); len(of) > 0 {
			p.stories[of[len(of)-1].ID].Round = Round{Took: e.Got, Seq: e.Seq}
		}
	}
	for _, call := range e.Calls {
		if o, ok := subject(e, call); ok {
			deed := Deed{Seq: e.Seq, Line: e.Line, T: e.T, Verb: e.Verb, Call: call, After: stateOf(o.After), Before: stateOf(o.Before), Unread: unreadIn(e, o)}
			deed.Call.Name = plainer(call.Name)
			if deed.Call.Name == engine.SysConnect {
				if h, ok := fullListener(e.Evidence.Found, deed.Call.Values.Addr.String()); ok {
					deed.Full = &h
				}
			}
			if deed.Call.Name == engine.SysSendto && deed.Call.Errno == "" && carries(o.Kind, call) {
				deed.Sent = p.rights(e)
			}
			deed.Lost = lostIn(e)
			if e.Evidence.Private {
				deed.NoPorts = e.Evidence.Moved["UdpNoPorts"] + e.Evidence.Moved["Udp6NoPorts"]
				deed.Owner = p.connectedElsewhere(deed, o)
			}
			p.stories[o.ID].add(deed)
		}
	}
	for _, o := range gaveUpIn(e) {
		p.stories[o.ID].Lost = Deed{Seq: e.Seq, Line: e.Line, T: e.T, Verb: e.Verb}
	}
	if o, ok := replaced(e); ok {
		p.stories[o.ID].Name, p.stories[o.ID].Last.Name = o.Name, o.Name
		ended = append(ended, o)
	}
	p.recordEnd(e, ended)
}

// endedWith returns the process that a descriptor ended with and how that process ended, or "".
func endedWith(o status.Observed) string {
	if o.Detail == nil {
		return ""
	}
	return o.Detail.Ended
}

// recordEnd records a close of each descriptor that was closed by something else than close: by the end of its process,
// which is noticed when its descriptors are next observed if it ended by itself, or by a dup3.
func (p *Past) recordEnd(e engine.Event, ended []status.Observed) {
	for _, o := range ended {
		call := engine.Call{Name: engine.SysClose, Values: engine.CallValues{FD: engine.Descriptor{Name: o.Name}}}
		p.stories[o.ID].add(Deed{Seq: e.Seq, Line: e.Line, T: e.T, Verb: e.Verb, Call: call,
			After: stateOf(o.After), Before: stateOf(o.Before), Unread: unreadIn(e, o)})
	}
}

// add appends a deed and forgets the oldest beyond MostDeeds.
func (s *Story) add(d Deed) {
	if s.Deeds = append(s.Deeds, d); len(s.Deeds) > MostDeeds {
		s.Deeds = s.Deeds[1:]
	}
}

// subject returns the socket that a call of an event was made on.
func subject(e engine.Event, call engine.Call) (status.Observed, bool) {
	for _, o := range e.Evidence.Sockets {
		if o.Name == call.Values.FD.Name && o.Name != "" {
			return o, true
		}
	}
	return status.Observed{}, false
}

func stateOf(c *status.Condition) status.State {
	if c == nil {
		return ""
	}
	return c.State
}

// story updates the story of an observed socket, which may be new.
func (p *Past) story(o status.Observed) {
	s := p.stories[o.ID]
	if s == nil {
		s = &Story{ID: o.ID, Kind: o.Kind}
		p.stories[o.ID] = s
		if p.order = append(p.order, o.ID); len(p.order) > MostStories {
			delete(p.stories, p.order[0])
			p.order = p.order[1:]
		}
	}
	s.Name, s.Last = cmp.Or(o.Name, s.Name), o
	s.Ends = s.Ends.next(o)
	if o.Detail != nil && o.Detail.Peer != 0 {
		s.Pair = o.Detail.Peer
	}
	if d := o.Detail; d != nil && s.Origin == "" {
		s.Origin, s.Parent, s.Of = d.Origin, d.Parent, d.Of
	}
}

// Of returns the story of a descriptor, empty if none is remembered.
func (p *Past) Of(id status.SocketID) Story {
	if p == nil || p.stories[id] == nil {
		return Story{ID: id}
	}
	return *p.stories[id]
}

// socket returns the oldest descriptor of a socket, which identifies it.
func (p *Past) socket(id status.SocketID) status.SocketID { return cmp.Or(p.Of(id).Of, id) }

// same reports whether two descriptors refer to the same socket.
func (p *Past) same(a, b status.SocketID) bool { return p.socket(a) == p.socket(b) }

// deeds returns what steps have done with a socket, through any of its descriptors, in order.
func (p *Past) deeds(id status.SocketID) []Deed {
	if p == nil {
		return nil
	}
	var all []Deed
	socket := p.socket(id)
	for other, story := range p.stories {
		if cmp.Or(story.Of, other) == socket {
			all = append(all, story.Deeds...)
		}
	}
	slices.SortStableFunc(all, func(a, b Deed) int { return cmp.Compare(a.Seq, b.Seq) })
	return all
}

// shut returns the step that shut down a direction of a socket, ShutRd or ShutWr, if there was one.
func (p *Past) shut(id status.SocketID, direction int64) (Deed, bool) {
	for _, d := range slices.Backward(p.deeds(id)) {
		how := int64(d.Call.Values.Op)
		switch {
		case d.Call.Name == engine.SysConnect && d.Call.Errno == "" && p.Of(id).Kind.TCP():
			return Deed{}, false // a new connection has both directions
		case d.Call.Name == engine.SysShutdown && p.takesEffect(d, id) && (how == direction || how != engine.ShutRd && how != engine.ShutWr):
			return d, true
		}
	}
	return Deed{}, false
}

// takesEffect reports whether a shutdown did something: on UDP even one that answers ENOTCONN does
// (inet_shutdown in net/ipv4/af_inet.c).
func (p *Past) takesEffect(d Deed, id status.SocketID) bool {
	return d.Call.Errno == "" || d.Call.Errno == "ENOTCONN" && isUDP(p.Of(id).Kind)
}

// lastSeen returns the sockets of the session as last seen, in the order they were first seen.
func (p *Past) lastSeen() []status.Observed {
	if p == nil {
		return nil
	}
	list := make([]status.Observed, 0, len(p.order))
	for _, id := range p.order {
		list = append(list, p.stories[id].Last)
	}
	return list
}

// pair returns the other end of a Unix socket, given any of its descriptors.
func (p *Past) pair(id status.SocketID) (Story, bool) {
	other := p.Of(p.socket(id)).Pair
	return p.Of(other), other != 0
}

// number returns the value that steps last set an option of a socket to, as a C int, or 0 if none did.
func (p *Past) number(id status.SocketID, option string) int64 {
	for _, d := range slices.Backward(p.deeds(id)) {
		v := d.Call.Values
		if d.Call.Name != engine.SysSetsockopt || d.Call.Errno != "" || len(v.Value) < intSize {
			continue
		}
		if _, name, _ := sockopts.Traced(true, v.Level, v.Option, v.Value); name == option {
			return int64(int32(binary.NativeEndian.Uint32(v.Value)))
		}
	}
	return 0
}

// at returns the place of a deed: its line in a script, or the number of its step in the session.
func (d Deed) at() string {
	if d.Line > 0 {
		return fmt.Sprintf("line %d", d.Line)
	}
	return fmt.Sprintf("step %d", d.Seq)
}

// who returns the name that the deed's descriptor had.
func (d Deed) who() string { return d.Call.Values.FD.Name }

// newest returns the last deed that fits, if there is one.
func newest(deeds []Deed, fits func(Deed) bool) (Deed, bool) {
	for _, d := range slices.Backward(deeds) {
		if fits(d) {
			return d, true
		}
	}
	return Deed{}, false
}

// done returns the newest fitting deed on a socket, through any of its descriptors.
func (p *Past) done(id status.SocketID, fits func(Deed) bool) (Deed, bool) {
	return newest(p.deeds(id), fits)
}

// did is like done, but only considers calls of one name; a nil holds accepts all of them.
func (p *Past) did(id status.SocketID, call engine.Syscall, holds func(Deed) bool) (Deed, bool) {
	return p.done(id, func(d Deed) bool { return d.Call.Name == call && (holds == nil || holds(d)) })
}

// closing returns the step that closed the descriptor, if there was one.
func (s Story) closing() (Deed, bool) {
	return newest(s.Deeds, func(d Deed) bool { return d.Call.Name == engine.SysClose })
}

// named returns the descriptors that have, or had when last seen, a name, newest last.
func (p *Past) named(name string) []Story {
	if p == nil || name == "" {
		return nil
	}
	var list []Story
	for _, id := range p.order {
		if story := p.stories[id]; story.Name == name {
			list = append(list, *story)
		}
	}
	return list
}
