package system

import (
	"fmt"
	"time"

	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// flowing reports whether bytes may flow over the connection in at least one direction.
func (r *Row) flowing() bool {
	switch r.State {
	case unix.BPF_TCP_ESTABLISHED, unix.BPF_TCP_CLOSE_WAIT, unix.BPF_TCP_FIN_WAIT1, unix.BPF_TCP_FIN_WAIT2, unix.BPF_TCP_CLOSING, unix.BPF_TCP_LAST_ACK:
		return r.Protocol == unix.IPPROTO_TCP
	}
	return false
}

// queueFull reports whether the accept queue holds one more connection than the backlog: TCP and Unix sockets accept
// that many (sk_acceptq_is_full, include/net/sock.h; unix_recvq_full, net/unix/af_unix.c). A table in /proc does not
// contain the backlog.
func (r *Row) queueFull() bool {
	return r.Listening() && r.HasCookie && (r.TCP() || r.Family == unix.AF_UNIX) && r.Receive > r.Send
}

func (r *Row) sayQueueFull() string {
	return fmt.Sprintf("The accept queue is full (%s, for a backlog of %d): no more are let in until the program accepts.", step.Counted(r.Receive, "connection"), r.Send)
}

// idleReceive returns how long ago data was last received.
func (r *Row) idleReceive() time.Duration {
	return time.Duration(r.Info.Last_data_recv) * time.Millisecond
}

// unread returns how many bytes wait to be read: a received FIN counts as one (tcp_diag_get_info, net/ipv4/tcp_diag.c).
func (r *Row) unread() uint32 {
	switch r.State {
	case unix.BPF_TCP_CLOSE_WAIT, unix.BPF_TCP_LAST_ACK, unix.BPF_TCP_CLOSING:
		return max(r.Receive, 1) - 1
	}
	return r.Receive
}

// oursShut reports whether received data is not being read: until the window is closed, or for a long time.
func (r *Row) oursShut() bool {
	return r.flowing() && r.Inode != 0 && r.unread() > 0 && (r.Info.Rcv_wnd < r.Info.Rcv_mss && r.idleReceive() >= stuckFor || r.idleReceive() >= longWait)
}

func (r *Row) sayOursShut() string {
	text := fmt.Sprintf("The program does not read what came from %s: %s in the queue, and no more came for %v", r.PeerText(), step.Counted(r.unread(), "byte"), rounded(r.idleReceive()))
	if r.Info.Rcv_wnd < r.Info.Rcv_mss {
		text += fmt.Sprintf(", as its window has room for %s", step.Counted(r.Info.Rcv_wnd, "byte"))
	}
	return text + "."
}

// inState returns how long a row has been in its state, at least: as long as that was seen, or since the last segment
// was received, if TCP_INFO was read in this state.
func (r *Row) inState() time.Duration {
	seen := r.T.Sub(r.Changed)
	if !r.HasInfo || r.read.Before(r.Changed) {
		return seen
	}
	return max(seen, min(r.silence(), r.idleReceive()))
}

func (r *Row) closeMissing() bool {
	return r.TCP() && r.State == unix.BPF_TCP_CLOSE_WAIT && r.inState() >= longWait
}

func (r *Row) sayCloseMissing() string {
	if r.Inode == 0 { // if a program had closed it, it would be in LAST-ACK
		return fmt.Sprintf("%s has ended its direction, and the program has not even accepted the connection for %v.", r.PeerText(), rounded(r.inState()))
	}
	return fmt.Sprintf("%s has ended its direction, and the program has not closed the socket for %v.", r.PeerText(), rounded(r.inState()))
}

// halfOpen reports whether this end has shut down its direction and still has a descriptor: the kernel ends an orphan.
func (r *Row) halfOpen() bool {
	return r.TCP() && r.State == unix.BPF_TCP_FIN_WAIT2 && r.Inode != 0 && r.inState() >= longWait
}

func (r *Row) sayHalfOpen() string {
	return fmt.Sprintf("This end has ended its direction, and %s has not ended the other for %v.", r.PeerText(), rounded(r.inState()))
}
