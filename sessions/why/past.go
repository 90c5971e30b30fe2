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

// Past is what a session has done so far, kept from its events in their order. Rules ask it for
// what no look can show any more. The zero value is that of a session without any event. It is
// not safe for concurrent use.
type Past struct {
	stories  map[status.SocketID]*Story
	order    []status.SocketID // in which they were first seen
	promises []Promise         // that nothing has kept or broken yet

	finTimeout float64 // net.ipv4.tcp_fin_timeout in seconds, where a step read or wrote it; 0 where none did
}

// Story is what steps have done with one descriptor.
type Story struct {
	ID     status.SocketID
	Name   string // as last seen
	Kind   status.Kind
	Origin string          // "socket", "accept(s)", "dup(c)"
	Parent status.SocketID // the listener it was accepted from, or what it is a duplicate of
	Of     status.SocketID // of a duplicate: the oldest descriptor of the same socket
	Pair   status.SocketID // the other end of a Unix socket
	Ends   Ends            // of its last connection
	Deeds  []Deed          // the last ones, in order
	Last   status.Observed // as it was last seen
	Round  Round           // the last one that was timed
}

// Round is a round trip that roundtrip has timed.
type Round struct {
	Took string // the median
	Seq  uint64
}

// Deed is a call that was about a socket.
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
	Full    *status.Holder    // of a connect: the listener that was found with a full accept queue
	Lost    lost              // datagrams that it sent and that were dropped at their receiver
	NoPorts int64             // datagrams that met no socket meanwhile (UdpNoPorts, Udp6NoPorts), in a network of the session's own
}

// How much is remembered: how many sockets, and of each how many calls.
const (
	MostStories = 1024
	MostDeeds   = 64
)

// Add remembers an event. It is to be explained first.
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

// record remembers the deeds of an event, and how its sockets were.
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
			if deed.Call.Name == engine.SysSendto && deed.Call.Errno == "" {
				deed.Sent = p.rights(e)
			}
			deed.Lost = lostIn(e)
			if e.Evidence.Private {
				deed.NoPorts = e.Evidence.Moved["UdpNoPorts"] + e.Evidence.Moved["Udp6NoPorts"]
			}
			p.stories[o.ID].add(deed)
		}
	}
	p.recordEnd(e, ended)
}

// endedWith is the process that a descriptor ended with, and how; "" where none did.
func endedWith(o status.Observed) string {
	if o.Detail == nil {
		return ""
	}
	return o.Detail.Ended
}

// recordEnd remembers the end of a process as a close of each descriptor that it had. One that
// ends by itself is noticed when its descriptors are seen the next time.
func (p *Past) recordEnd(e engine.Event, ended []status.Observed) {
	for _, o := range ended {
		call := engine.Call{Name: engine.SysClose, Values: engine.CallValues{FD: engine.Descriptor{Name: o.Name}}}
		p.stories[o.ID].add(Deed{Seq: e.Seq, Line: e.Line, T: e.T, Verb: e.Verb, Call: call,
			After: stateOf(o.After), Before: stateOf(o.Before), Unread: unreadIn(e, o)})
	}
}

// add remembers a deed, and forgets the oldest of very many.
func (s *Story) add(d Deed) {
	if s.Deeds = append(s.Deeds, d); len(s.Deeds) > MostDeeds {
		s.Deeds = s.Deeds[1:]
	}
}

// subject finds the socket a call of an event was about.
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

// story is what is remembered of an observed socket, which may be new.
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

// Of is what is remembered of a socket; an empty story where nothing is.
func (p *Past) Of(id status.SocketID) Story {
	if p == nil || p.stories[id] == nil {
		return Story{ID: id}
	}
	return *p.stories[id]
}

// socket is the oldest descriptor of a socket, which stands for it.
func (p *Past) socket(id status.SocketID) status.SocketID { return cmp.Or(p.Of(id).Of, id) }

// same reports whether two descriptors are of one socket.
func (p *Past) same(a, b status.SocketID) bool { return p.socket(a) == p.socket(b) }

// deeds are what steps have done with a socket, by whatever descriptor, in order.
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

// shut is the step that shut down a direction of a socket, ShutRd or ShutWr, if one did.
func (p *Past) shut(id status.SocketID, direction int64) (Deed, bool) {
	for _, d := range slices.Backward(p.deeds(id)) {
		how := int64(d.Call.Values.Op)
		switch {
		case d.Call.Name == engine.SysConnect && d.Call.Errno == "" && p.Of(id).Kind.TCP():
			return Deed{}, false // a new connection has both
		case d.Call.Name == engine.SysShutdown && p.takesEffect(d, id) && (how == direction || how != engine.ShutRd && how != engine.ShutWr):
			return d, true
		}
	}
	return Deed{}, false
}

// takesEffect reports whether a shutdown did something: on UDP one that answers ENOTCONN does (inet_shutdown in net/ipv4/af_inet.c).
func (p *Past) takesEffect(d Deed, id status.SocketID) bool {
	return d.Call.Errno == "" || d.Call.Errno == "ENOTCONN" && isUDP(p.Of(id).Kind)
}

// lastSeen are the sockets of the session as each was seen last, in the order they were made.
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

// pair is the other end of a Unix socket, by any of its descriptors.
func (p *Past) pair(id status.SocketID) (Story, bool) {
	other := p.Of(p.socket(id)).Pair
	return p.Of(other), other != 0
}

// number is what steps have set an option of a socket to, as a C int; 0 where none has.
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

// at is where a deed stands: the line of a script, or the number of the step in its session.
func (d Deed) at() string {
	if d.Line > 0 {
		return fmt.Sprintf("line %d", d.Line)
	}
	return fmt.Sprintf("step %d", d.Seq)
}

// who is the name that the deed's descriptor had.
func (d Deed) who() string { return d.Call.Values.FD.Name }

// newest is the last of some deeds that fits, if there is one.
func newest(deeds []Deed, fits func(Deed) bool) (Deed, bool) {
	for _, d := range slices.Backward(deeds) {
		if fits(d) {
			return d, true
		}
	}
	return Deed{}, false
}

// done is the newest deed that steps have done with a socket, by whatever descriptor, and that fits.
func (p *Past) done(id status.SocketID, fits func(Deed) bool) (Deed, bool) {
	return newest(p.deeds(id), fits)
}

// did is the same of one kind of call, and nil fits every one.
func (p *Past) did(id status.SocketID, call engine.Syscall, holds func(Deed) bool) (Deed, bool) {
	return p.done(id, func(d Deed) bool { return d.Call.Name == call && (holds == nil || holds(d)) })
}

// closing is the step that closed the descriptor, if one did.
func (s Story) closing() (Deed, bool) {
	return newest(s.Deeds, func(d Deed) bool { return d.Call.Name == engine.SysClose })
}

// named are the descriptors that have or had a name, the newest last.
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
