package lookup

import (
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Question is an answer that leaves something open.
type Question struct {
	Call  sockets.Syscall
	Errno unix.Errno     // 0 for an answer that is silent
	Kind  status.Kind    // of the socket
	Local sockets.Addr   // of the socket; zero where it has none
	Asked sockets.Addr   // that the call was given, or that an attempt to connect is made to
	Bench func() []Known // the sockets of the bench, the oldest first
}

// Known is a socket of the bench.
type Known struct {
	Name   string
	Closed bool
	Inode  uint32 // 0 for a closed one
	Cookie uint64 // of its connection; 0 where it is not known
}

// wanted are the looks that a question takes.
type wanted struct {
	port   uint16 // whose holders; 0 for none
	states uint32 // of those
}

func (w wanted) empty() bool { return w.port == 0 }

// The states of holders that are looked for. A listener is found at once; all others take a walk
// through a table as large as the machine, however few sockets there are.
const (
	listeners = 1 << unix.BPF_TCP_LISTEN
	all       = 0xffffffff
)

// wanted is the looks that a question takes.
func (q Question) wanted() wanted {
	var w wanted
	if !q.Kind.Inet() {
		return w
	}
	switch {
	case q.Errno == unix.EADDRINUSE && q.Call == sockets.SysBind, q.Errno == unix.EACCES && q.Call == sockets.SysBind:
		w.port, w.states = q.Asked.IP.Port(), all
	case q.Errno == unix.EADDRINUSE, q.Errno == unix.EADDRNOTAVAIL && q.Call == sockets.SysConnect:
		w.port, w.states = q.Local.IP.Port(), all
	case q.Call == sockets.SysConnect, q.Call == sockets.SysSendto, q.Errno == unix.ECONNREFUSED, q.Errno == unix.ETIMEDOUT:
		w.port, w.states = q.Asked.IP.Port(), listeners
	}
	return w
}
