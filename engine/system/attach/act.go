package attach

import (
	"fmt"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Act is something that can be done to another program's socket besides reading and setting its options. Each one can
// break the program, and none can be undone.
type Act string

// The acts.
const (
	Receive       Act = "recv"
	ShutReading   Act = "shut-reading"
	ShutWriting   Act = "shut-writing"
	ShutBoth      Act = "shut-both"
	DestroySocket Act = "destroy"
)

// Acts returns all acts.
func Acts() []Act { return []Act{Receive, ShutReading, ShutWriting, ShutBoth, DestroySocket} }

// Call returns the call that does it.
func (a Act) Call() string {
	switch a {
	case Receive:
		return "recv"
	case ShutReading:
		return "shutdown(SHUT_RD)"
	case ShutWriting:
		return "shutdown(SHUT_WR)"
	case ShutBoth:
		return "shutdown(SHUT_RDWR)"
	case DestroySocket:
		return "SOCK_DESTROY"
	}
	return ""
}

// Meaning says what the act does.
func (a Act) Meaning() string {
	switch a {
	case Receive:
		return fmt.Sprintf("read what has come, at most %d bytes", mostReceived)
	case ShutReading:
		return "end its direction of reading"
	case ShutWriting:
		return "end its direction of writing: the peer gets a FIN"
	case ShutBoth:
		return "end both directions"
	case DestroySocket:
		return "make the kernel close the socket"
	}
	return ""
}

// Hazard says how the act can break the program.
func (a Act) Hazard() string {
	switch a {
	case Receive:
		return "the program never gets the bytes that are read here"
	case ShutReading:
		return "its recv answers 0, as if the peer had ended its direction; it can't be undone"
	case ShutWriting:
		return "its send answers EPIPE with SIGPIPE, which ends a program that expects neither; it can't be undone"
	case ShutBoth:
		return "its recv answers 0, and its send EPIPE with SIGPIPE, which ends a program that expects neither; it can't be undone"
	case DestroySocket:
		return "its calls answer ECONNABORTED, a connection is reset, and what was not sent is lost; it can't be undone"
	}
	return ""
}

// ActPlan is what an act would affect, for a person to confirm.
type ActPlan struct {
	Act
	Socket  Socket
	Sharers []status.Owner // the processes that share the socket, all of which are affected
	Missing system.Missing // why more may share it; empty if all are known
}

// Done is the result of an act.
type Done struct {
	ActPlan
	Errno    string // of the call; "" if it succeeded
	Held     time.Duration
	Received []byte
}

// mostReceived is how many bytes one act reads at most.
const mostReceived = 4096

// PlanAct prepares an act, and does nothing. The error is a [Gone] if the descriptor belongs to another socket.
func (p *Process) PlanAct(s Socket, a Act) (ActPlan, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if err := p.still(s); err != nil {
		return ActPlan{}, err
	}
	plan := ActPlan{Act: a, Socket: s}
	plan.Sharers, plan.Missing = sharers(s)
	return plan, nil
}

// Do does what was planned, using one copy, or none for DestroySocket. The error is a [Refused], or a [Gone] if the
// descriptor belongs to another socket by now: then nothing was done.
func (p *Process) Do(plan ActPlan) (Done, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	d := Done{ActPlan: plan}
	if plan.Act == DestroySocket {
		errno, err := p.destroy(plan.Socket)
		d.Errno = errno
		return d, err
	}
	h := p.hold(plan.Socket)
	switch plan.Act {
	case ShutReading:
		h.Shutdown(unix.SHUT_RD)
	case ShutWriting:
		h.Shutdown(unix.SHUT_WR)
	case ShutBoth:
		h.Shutdown(unix.SHUT_RDWR)
	case Receive:
		d.Received = make([]byte, mostReceived)
		h.Receive(d.Received)
	case DestroySocket:
	}
	p.make([]*sockets.Hold{h})
	if err := p.failed(h); err != nil {
		return Done{}, err
	}
	d.Held = h.Held()
	if h.Errno != 0 {
		d.Errno, d.Received = sockets.ErrnoName(h.Errno), nil
	}
	d.Received = d.Received[:min(max(h.Result, 0), len(d.Received))]
	return d, nil
}

// destroy makes the kernel end a socket, in the network that it is in.
func (p *Process) destroy(s Socket) (errno string, err error) {
	if err := p.still(s); err != nil {
		return "", err
	}
	if s.told == nil || !s.told.Inet() || !s.told.HasCookie {
		return "EOPNOTSUPP", nil
	}
	var answer error
	if err := system.InNetworkOf(p.PID, func(system.Tables) { answer = sockets.Destroy(s.told.InetSocket) }); err != nil {
		answer = err
	}
	switch errno := sockets.Errno(answer); errno {
	case 0:
		return "", nil
	case unix.EPERM, unix.EACCES:
		return "", &Refused{"SOCK_DESTROY", errno, "it needs CAP_NET_ADMIN in the network of the socket: run as root"}
	default:
		return sockets.ErrnoName(errno), nil
	}
}
