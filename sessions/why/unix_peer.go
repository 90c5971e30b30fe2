package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
)

// peeredWithAnother finds a connected Unix datagram socket as the destination: it accepts messages only from
// its peer, and any other sender gets EPERM (unix_may_send in net/unix/af_unix.c).
func peeredWithAnother(s scene) *Finding {
	if !s.kind.Unix() || !s.kind.Datagrams() {
		return nil
	}
	to := s.to()
	if to == "" && s.before != nil {
		to = s.before.Peer
	}
	for _, o := range s.bench() {
		if o.After == nil || o.After.Local != to || to == "" || to == unnamed || o.After.Peer == "" || o.Closed {
			continue
		}
		return found("%s at %s is connected to %s, and a connected Unix datagram socket takes messages from its peer only.", o.Name, to, o.After.Peer).
			because(o.Name+".peer", o.After.Peer, "getpeername").
			advise("Dissolve the peer of %s, or let its peer send.", o.Name).try("connect %s none", o.Name)
	}
	return nil
}

// unnamed is the address of a Unix socket that is not bound.
const unnamed = "unix:"

// nobodyHasTheName finds a message to a name that no socket has, or only one of another type.
func nobodyHasTheName(s scene) *Finding {
	if !s.unixAddress() || !s.kind.Datagrams() {
		return nil
	}
	for _, o := range s.bench() {
		if o.After != nil && !o.Closed && o.After.Local == s.to() && o.Kind.Unix() && o.Kind.Type != s.kind.Type {
			return found("%s has the name %s, but it is a socket of another type (%s).", o.Name, s.to(), step.Types.Format(o.Kind.Type)).
				because(o.Name+".local", o.After.Local, "getsockname").advise("Make %s with the same type.", s.whom())
		}
	}
	if s.values.Addr.Name != "" { // abstract
		return found("No socket has the abstract name %s.", s.to()).because("sockets with that name", "0", "the bench and sock_diag").but(s.nameCertainty()).
			advise("Bind the receiver first; an abstract name disappears with its socket.")
	}
	return found("A file is at %s, but no socket is bound to it any more.", s.to()).but(s.nameCertainty()).
		because("sockets with that name", "0", "the bench and sock_diag").
		advise("Start the receiver again; it must unlink the file before bind.")
}

// nameCertainty returns how certain it is that nobody has the name: more if sock_diag was asked than if only
// the bench was.
func (s scene) nameCertainty() Certainty {
	if s.event.Evidence != nil && s.event.Evidence.Found != nil && len(s.lookup().Missing) == 0 {
		return Shown
	}
	return Likely
}

// unixFull finds which limit blocks a send on a Unix socket: the number of messages in the receiver's queue
// (net.unix.max_dgram_qlen), or the sender's own SO_SNDBUF, which also counts what the receiver has not read
// yet.
func unixFull(s scene) *Finding {
	if !s.kind.Unix() || s.flag(engine.MsgErrqueue) {
		return nil
	}
	who, begins := "the receiver", "The receiver"
	if other, ok := s.otherEnd(); ok && other.Name != "" {
		who, begins = other.Name, other.Name
	}
	what := "what was sent and not received fills the send buffer (SO_SNDBUF)"
	if s.kind.Datagrams() {
		what = "its queue holds as many messages as net.unix.max_dgram_qlen allows, or what was sent and not received fills the send buffer (SO_SNDBUF)"
	}
	said := found("%s does not receive as fast as %s sends: %s.", begins, s.whom(), what)
	if s.kind.Datagrams() {
		said.but(OneOf)
	}
	if full := s.full(); full != isFull {
		said.Claim += fmt.Sprintf(" That %s.", full)
	}
	if s.after != nil && s.after.Unsent != nil { // not before: a repeated step had sent nothing then
		said.because(s.name+".unsent", step.Counted(*s.after.Unsent, "byte"), "SIOCOUTQ")
	}
	if !s.blocks() {
		return said.advise("Let %s receive, or poll %s for writable and send again.", who, s.whom())
	}
	return said.advise("Let %s receive, or wait longer: SO_SNDTIMEO of %s bounds how long such a call sleeps.", who, s.whom()).see("SO_SNDTIMEO")
}

// blocks reports whether the call could have slept.
func (s scene) blocks() bool {
	return s.before != nil && !s.before.Nonblock && !s.flag(engine.MsgDontwait)
}
