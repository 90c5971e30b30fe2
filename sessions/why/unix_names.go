package why

import (
	"fmt"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// pathInUse finds what is at the path that bind wanted: bind creates a file and never replaces one, even if
// the socket of that file is gone (unix(7)).
func pathInUse(s scene) *Finding {
	if !s.unixAddress() || s.values.Addr.Name != "" {
		return nil
	}
	f := found("").see("EADDRINUSE").because("bind", "EADDRINUSE", "the call")
	owner, ok := s.named(nil)
	switch kind := s.pathKind(); {
	case ok:
		f.Claim = fmt.Sprintf("%s %s %s: its file is there, and bind replaces none.", owner.begins(), owner.does, s.to())
		return f.because(owner.who+".local", s.to(), "getsockname or sock_diag").advise("%s and unlink the file, or use another path.", owner.away())
	case kind != "" && kind != "socket":
		f.Claim = fmt.Sprintf("At %s is %s, and bind replaces nothing.", s.to(), aKind(kind))
		return f.because(s.to(), kind, "lstat").advise("Use another path.")
	}
	if !s.looked() && s.leftBy() == "" {
		return nil
	}
	f.Claim = fmt.Sprintf("A file is at %s that a closed socket has left%s: bind made it, and close does not remove it.", s.to(), s.leftBy())
	if !s.looked() {
		f.but(Likely)
	}
	return f.advise("Unlink the file before bind, or use an abstract name (unix:@name), which goes with its socket.")
}

// nameInUse finds who has the abstract name that bind wanted. Sockets of different types do not share a name
// space.
func nameInUse(s scene) *Finding {
	if !s.unixAddress() || s.values.Addr.Name == "" {
		return nil
	}
	f := found("Another socket has the name %s.", s.to()).see("EADDRINUSE").because("bind", "EADDRINUSE", "the call")
	if owner, ok := s.named(&s.kind); ok {
		f.Claim = fmt.Sprintf("%s %s %s.", owner.begins(), owner.does, s.to())
		f.because(owner.who+".local", s.to(), "getsockname or sock_diag")
		return f.advise("%s, or use another name: an abstract name goes with the last descriptor of its socket.", owner.away())
	}
	return f.advise("Close that socket, or use another name: an abstract name goes with the last descriptor of its socket.")
}

// noStreamListener finds why the connect of a Unix socket is refused: who has the name, of which type, and
// whether it listens.
func noStreamListener(s scene) *Finding {
	if !s.unixAddress() || s.kind.Datagrams() {
		return nil
	}
	abstract := s.values.Addr.Name != ""
	f := found("").see("ECONNREFUSED").because("connect", s.call.Errno, "the call")
	same, ok := s.named(&s.kind)
	other, otherOK := s.named(nil)
	switch kind := s.pathKind(); {
	case ok && same.shut != "":
		f.Claim = fmt.Sprintf("%s listens at %s, but %s ended its receiving direction, so it refuses every connection.", same.begins(), s.to(), same.shut)
		return f.advise("Close it, and make a new listener.")
	case ok && same.state != status.StateListen:
		f.Claim = fmt.Sprintf("%s is bound to %s, but does not listen.", same.begins(), s.to())
		f.because(same.who+".state", string(same.state), "getsockopt SO_ACCEPTCONN or sock_diag")
		if same.foreign {
			return f.advise("Start the server that listens there, or connect to another address.")
		}
		return f.advise("Call listen on %s.", same.who)
	case otherOK && other.typ != s.kind.Type:
		return s.otherType(f, other)
	case s.call.Errno == "EPROTOTYPE":
		f.Claim = fmt.Sprintf("The socket at %s is of another type than %s (%s).", s.to(), s.whom(), step.Types.Format(s.kind.Type))
		return f.advise("Make %s with the same type.", s.whom())
	case !abstract && kind != "" && kind != "socket" && kind != "symlink":
		f.Claim = fmt.Sprintf("At %s is %s, not a socket.", s.to(), aKind(kind))
		return f.because(s.to(), kind, "lstat").advise("Correct the path.")
	case !abstract && kind == "symlink":
		f.Claim = fmt.Sprintf("%s is a symbolic link, and no socket is bound to what it leads to.", s.to())
		return f.because(s.to(), kind, "lstat").advise("Start the server, or correct the link.")
	}
	if !s.looked() {
		f.but(Likely)
	}
	if abstract {
		f.Claim = fmt.Sprintf("No socket has the abstract name %s.", s.to())
		return f.advise("Start the server first; an abstract name goes with its socket.")
	}
	f.Claim = fmt.Sprintf("A file is at %s, but no socket is bound to it any more%s.", s.to(), s.leftBy())
	return f.advise("Start the server again; it must unlink the file before bind.")
}

// unixBacklogFull finds the listener whose accept queue is full. A Unix connect starts no attempt then: it
// answers EAGAIN, or sleeps.
func unixBacklogFull(s scene) *Finding {
	if !s.unixAddress() || s.kind.Datagrams() {
		return nil
	}
	who, how := s.fullUnix()
	f := found("The accept queue of %s at %s is full%s, and %s does not block.", who, s.to(), how, s.whom()).because("connect", "EAGAIN", "the call").see("listen", "EAGAIN")
	if s.blocks() {
		f.Claim = fmt.Sprintf("The accept queue of %s at %s was full%s until SO_SNDTIMEO of %s expired.", who, s.to(), how, s.whom())
	}
	return f.advise("Let %s accept, then connect again: nothing is in progress that poll could wait for.", who)
}

// fullUnix returns the listener at the address of a connect and, in parentheses, how full its accept queue is.
func (s scene) fullUnix() (who, how string) {
	who = "the listener"
	if o, ok := s.named(&s.kind); ok {
		who = o.who
		if o.queue != nil && o.backlog != nil {
			how = fmt.Sprintf(" (%d of %d: its backlog %d and one more)", *o.queue, *o.backlog+1, *o.backlog)
		}
	}
	return who, how
}

// nameOwner is a Unix socket with a name.
type nameOwner struct {
	who, does      string
	state          status.State
	typ            int
	foreign        bool   // not on the bench
	shut           string // the step that shut down its receiving direction
	queue, backlog *int
}

// someProcess stands for a socket whose process is not known.
const someProcess = "a socket of another process"

// begins returns who for the beginning of a sentence; a socket's name is not capitalized.
func (o nameOwner) begins() string {
	if o.who == someProcess {
		return capital(o.who)
	}
	return o.who
}

// away says how to make the owner release its name.
func (o nameOwner) away() string {
	if o.foreign {
		return "End the program that has it"
	}
	return "Close " + o.who
}

// named returns the socket that has the name passed to the call: of the type of kind, or of any type if kind
// is nil.
func (s scene) named(kind *status.Kind) (nameOwner, bool) {
	for _, o := range s.bench() {
		if o.After == nil || o.Closed || !o.Kind.Unix() || o.Name == s.name && s.call.Name != engine.SysConnect || o.After.Local != s.to() || kind != nil && o.Kind.Type != kind.Type || s.wasAccepted(o) {
			continue
		}
		owner := nameOwner{who: o.Name, does: "is bound to", state: o.After.State, typ: o.Kind.Type, queue: o.After.Queue, backlog: o.After.Backlog}
		if o.After.State == status.StateListen {
			owner.does = "listens at"
		}
		if d, ok := s.past.shut(o.ID, engine.ShutRd); ok {
			owner.shut = fmt.Sprintf("shutdown (%s)", d.at())
		}
		return owner, true
	}
	for _, n := range s.lookup().Names {
		if n.Name == "" && n.Local == s.to() && (kind == nil || n.Type == kind.Type) && n.State != status.StateEstablished {
			who := someProcess
			if len(n.Owners) > 0 {
				who = fmt.Sprintf("%s (process %d)", n.Owners[0].Name, n.Owners[0].PID)
			}
			return nameOwner{who: who, foreign: true, does: "has", state: n.State, typ: n.Type}, true
		}
	}
	return nameOwner{}, false
}

// wasAccepted reports whether a socket was accepted: it shows the name of its listener but does not own it.
func (s scene) wasAccepted(o status.Observed) bool {
	return o.Detail != nil && o.Detail.Parent != 0 && o.Detail.Of == 0
}

// pathKind returns what is at the path passed to the call, or "" if that was not looked up.
func (s scene) pathKind() string {
	if p := s.lookup().Path; p != nil {
		return p.Kind
	}
	return ""
}

// looked reports whether the kernel was asked who has the name.
func (s scene) looked() bool { return s.nameCertainty() == Shown }

// leftBy says which socket of the session left the file at the path.
func (s scene) leftBy() string {
	if s.past == nil {
		return ""
	}
	for _, id := range s.past.order {
		story := s.past.stories[id]
		if d, ok := story.closing(); ok && story.Kind.Unix() && lastLocal(story) == s.to() {
			return fmt.Sprintf(" (%s had it, closed in %s)", story.Name, d.at())
		}
	}
	return ""
}

// aKind returns what is at a path, with its article.
func aKind(kind string) string {
	switch kind {
	case "directory":
		return "a directory"
	case "file":
		return "a regular file"
	case "symlink":
		return "a symbolic link"
	case "device":
		return "a device"
	case "fifo":
		return "a named pipe"
	}
	return "something else than a socket"
}

// otherType says that a socket of another type has the name.
func (s scene) otherType(f *Finding, other nameOwner) *Finding {
	f.Claim = fmt.Sprintf("%s has %s, but it is of type %s and %s is of type %s.", other.begins(), s.to(), step.Types.Format(other.typ), s.whom(), step.Types.Format(s.kind.Type))
	if s.values.Addr.Name != "" {
		f.Claim += " Abstract names of different types are apart, so this is answered as if nobody had it; a path would answer EPROTOTYPE."
	}
	return f.because(other.who+".type", step.Types.Format(other.typ), "SO_TYPE or sock_diag").advise("Make %s with the same type.", s.whom())
}
