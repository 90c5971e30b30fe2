package system

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// Stall is what holds up the bytes of a socket, as a sign of one or two characters; empty is nothing.
type Stall string

// What can be in their way, the worst first.
const (
	StallRetransmit Stall = "↻"  // sent again, and again not acknowledged
	StallQueueFull  Stall = "▮"  // an accept queue that is full
	StallPeer       Stall = ">|" // the peer's window is shut: it does not read
	StallOurs       Stall = "|<" // this end does not read what has come
	StallUnacked    Stall = ">#" // sent, and not acknowledged for longer than the retransmission time-out
	StallCloseWait  Stall = "CW" // the peer has closed, and this end has not for long
	StallHalfOpen   Stall = "½"  // this end has closed, and the peer has not for long
	StallBuffer     Stall = "▤"  // the send buffer is full
	StallCorked     Stall = "⊥"  // a small piece waits for more bytes, or for an acknowledgement
	StallPaced      Stall = "⏲"  // what is sent is spaced out by a pacing rate
	StallConnecting Stall = "…"  // the handshake is not answered
)

// rule is a way in which bytes are held up.
type rule struct {
	stall    Stall
	meaning  string // a few words for the legend
	holds    func(r *Row, now time.Time) bool
	sentence func(r *Row, now time.Time) string
}

// longWait is how long one end may be closed and the other not, before that is worth a sign.
const longWait = time.Minute

// stuckFor is how long bytes may stand still before that is worth a sign: every busy connection has some
// at every instant.
const stuckFor = 200 * time.Millisecond

// rules are in the order of their weight: the first that holds is told.
var rules = [...]rule{
	{
		StallConnecting, "handshake not answered",
		func(r *Row, _ time.Time) bool { return r.State == unix.BPF_TCP_SYN_SENT && r.Tries > 0 },
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("The SYN was sent %d times again, and %s has not answered.", r.Tries, r.PeerText())
		},
	},
	{
		StallRetransmit, "retransmitting",
		func(r *Row, _ time.Time) bool { return r.Timer == 1 && r.Tries > 0 && r.State != unix.BPF_TCP_SYN_SENT },
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("The same bytes were sent again %s without an acknowledgement from %s; the next try is in %v.", times(r.Tries), r.PeerText(), r.Expires)
		},
	},
	{
		StallQueueFull, "accept queue full",
		func(r *Row, _ time.Time) bool {
			return r.Listening() && r.TCP() && r.Receive > r.Send || r.Listening() && !r.TCP() && r.Send > 0 && r.Receive >= r.Send
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("%d connections wait in an accept queue for %d: the program does not accept, and new ones are not let in.", r.Receive, r.Send)
		},
	},
	{
		StallPeer, "peer does not read",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && (r.Timer == 4 || r.HasInfo && r.Info.Snd_wnd == 0 && r.Info.Notsent_bytes > 0) && r.idleSend() >= stuckFor
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("%s has shut its window: it does not read, and %d bytes wait here.", r.PeerText(), r.Send)
		},
	},
	{
		StallOurs, "not read here",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && r.HasInfo && r.Memory.ReceiveLimit > 0 && r.Receive > 0 && r.idleReceive() >= stuckFor &&
				(r.Memory.Received >= r.Memory.ReceiveLimit/2 || r.Info.Rcv_wnd == 0)
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("%d bytes have come and are not read: the program behind this socket is busy or waits for something else.", r.Receive)
		},
	},
	{
		StallUnacked, "not acknowledged",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && r.HasInfo && r.Info.Unacked > 0 && r.Info.Snd_wnd > 0 && r.idleSend() > max(2*r.timeout(), time.Second)
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("%d segments were sent %v ago and are not acknowledged.", r.Info.Unacked, r.idleSend())
		},
	},
	{
		StallCloseWait, "close is missing here",
		func(r *Row, now time.Time) bool {
			return r.State == unix.BPF_TCP_CLOSE_WAIT && max(r.idleReceive(), r.Age(now)) >= longWait
		},
		func(r *Row, now time.Time) string {
			return fmt.Sprintf("The peer has closed %v ago or earlier, and the program has not: a descriptor leaks if it goes on so.", max(r.idleReceive(), r.Age(now)).Round(time.Second))
		},
	},
	{
		StallHalfOpen, "half-closed",
		func(r *Row, now time.Time) bool {
			return r.State == unix.BPF_TCP_FIN_WAIT2 && r.Inode != 0 && max(r.idleReceive(), r.Age(now)) >= longWait
		},
		func(r *Row, now time.Time) string {
			return fmt.Sprintf("This end has ended its direction, and %s has not ended the other.", r.PeerText())
		},
	},
	{
		StallBuffer, "send buffer full",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && r.Memory.SendLimit > 0 && r.Memory.Queued >= r.Memory.SendLimit && r.idleSend() >= stuckFor
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("The send buffer is full: %d of %d bytes. A send waits, or answers EAGAIN.", r.Memory.Queued, r.Memory.SendLimit)
		},
	},
	{
		StallCorked, "held for more bytes",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && r.HasInfo && r.Info.Notsent_bytes > 0 && r.Info.Notsent_bytes < r.Info.Snd_mss && r.Info.Snd_wnd > r.Info.Snd_mss && r.idleSend() < stuckFor
		},
		func(r *Row, _ time.Time) string {
			if r.Info.Unacked > 0 {
				return fmt.Sprintf("%d bytes are held until what was sent is acknowledged (Nagle's algorithm); TCP_NODELAY on would send them.", r.Info.Notsent_bytes)
			}
			return fmt.Sprintf("%d bytes are held for more to fill a segment (TCP_CORK or MSG_MORE), for at most 200 ms.", r.Info.Notsent_bytes)
		},
	},
	{
		StallPaced, "paced",
		func(r *Row, _ time.Time) bool {
			return r.flowing() && r.HasInfo && r.Info.Notsent_bytes > r.Info.Snd_mss && r.Info.Max_pacing_rate < 1<<31 && r.Info.Max_pacing_rate > 0
		},
		func(r *Row, _ time.Time) string {
			return fmt.Sprintf("SO_MAX_PACING_RATE lets %d bytes a second go, and %d wait.", r.Info.Max_pacing_rate, r.Info.Notsent_bytes)
		},
	},
}

// Stalls lists every sign, the worst first.
func Stalls() []Stall {
	list := make([]Stall, len(rules))
	for i, r := range rules {
		list[i] = r.stall
	}
	return list
}

// Meaning says in a few words what a sign stands for.
func (s Stall) Meaning() string {
	for _, r := range rules {
		if r.stall == s {
			return r.meaning
		}
	}
	return ""
}

// Diagnose finds what holds up the bytes of a row.
func (r *Row) Diagnose(now time.Time) {
	r.Stall = ""
	for i := range rules {
		if rules[i].holds(r, now) {
			r.Stall = rules[i].stall
			return
		}
	}
}

// Sentence says what holds up the bytes of a row; "" where nothing does.
func (r *Row) Sentence(now time.Time) string {
	for i := range rules {
		if rules[i].stall == r.Stall {
			return rules[i].sentence(r, now)
		}
	}
	return ""
}

// flowing reports whether bytes may go over the connection, in one direction at least.
func (r *Row) flowing() bool {
	switch r.State {
	case unix.BPF_TCP_ESTABLISHED, unix.BPF_TCP_CLOSE_WAIT, unix.BPF_TCP_FIN_WAIT1, unix.BPF_TCP_FIN_WAIT2, unix.BPF_TCP_CLOSING, unix.BPF_TCP_LAST_ACK:
		return r.TCP()
	}
	return false
}

// idleSend is how long ago data was sent the last time, and idleReceive how long ago some came.
func (r *Row) idleSend() time.Duration {
	return time.Duration(r.Info.Last_data_sent) * time.Millisecond
}

func (r *Row) idleReceive() time.Duration {
	return time.Duration(r.Info.Last_data_recv) * time.Millisecond
}

// timeout is the retransmission time-out.
func (r *Row) timeout() time.Duration { return time.Duration(r.Info.Rto) * time.Microsecond }

// times is a number of times in words.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprint(n, " times")
}
