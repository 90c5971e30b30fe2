package system

import (
	"fmt"
	"math"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// States of congestion control after a loss (enum tcp_ca_state, linux/tcp.h).
const (
	caRecovery = 3
	caLoss     = 4
)

// leastProbe is the least time before a window probe (TCP_RTO_MIN, include/net/tcp.h).
const leastProbe = 200 * time.Millisecond

// outgoing returns what the row says about the bytes to be sent.
func (r *Row) outgoing() status.Outgoing {
	o := status.Outgoing{
		Unsent: int64(r.Send), Notsent: int64(r.Info.Notsent_bytes), Window: int64(r.Info.Snd_wnd),
		MSS: int64(r.Info.Snd_mss), Backoff: int64(r.Info.Backoff), Connected: true,
	}
	if r.Timer == sockets.TimerProbe {
		o.Probes = int64(r.Tries)
	}
	return o
}

// idleSend returns how long ago data was last sent.
func (r *Row) idleSend() time.Duration {
	return time.Duration(r.Info.Last_data_sent) * time.Millisecond
}

// silence returns how long ago the last acknowledgment was received.
func (r *Row) silence() time.Duration {
	return time.Duration(r.Info.Last_ack_recv) * time.Millisecond
}

func (r *Row) unanswered() bool {
	return r.TCP() && r.Tries > 0 && (r.State == unix.BPF_TCP_SYN_SENT || r.State == unix.BPF_TCP_SYN_RECV || r.State == unix.BPF_TCP_NEW_SYN_RECV)
}

func (r *Row) sayUnanswered() string {
	next := ""
	if r.Timer == sockets.TimerRetransmit && r.Expires > 0 {
		next = fmt.Sprintf("; the next try is in %v", rounded(r.Expires))
	}
	if r.State == unix.BPF_TCP_SYN_SENT {
		return fmt.Sprintf("%s has not answered: the SYN was sent again %s%s.", r.PeerText(), step.Times(r.Tries), next)
	}
	return fmt.Sprintf("The handshake with %s is not complete: the SYN-ACK was sent again %s, as the ACK has not come, or the accept queue is full%s.", r.PeerText(), step.Times(r.Tries), next)
}

func (r *Row) unacked() bool {
	return r.flowing() && r.Timer == sockets.TimerRetransmit && r.Tries > 0 && r.outgoing().Unanswered() && r.silence() >= stuckFor
}

func (r *Row) sayUnacked() string {
	return fmt.Sprintf("%s has not acknowledged %s: sent again %s, and the next try is in %v.", r.PeerText(), r.inFlight(), step.Times(r.Tries), rounded(r.Expires))
}

// inFlight says what is in flight. A FIN counts as a byte.
func (r *Row) inFlight() string {
	n := r.outgoing().InFlight()
	switch r.State {
	case unix.BPF_TCP_FIN_WAIT1, unix.BPF_TCP_CLOSING, unix.BPF_TCP_LAST_ACK:
		if r.Info.Notsent_bytes > 0 { // the FIN comes after the unsent bytes
			break
		}
		if n <= 1 {
			return "the FIN"
		}
		return step.Counted(n-1, "byte") + " and the FIN"
	}
	return step.Counted(n, "byte")
}

// peerShut reports whether the window has no room, and nothing in flight could change that soon.
func (r *Row) peerShut() bool {
	o := r.outgoing()
	return r.flowing() && o.Unsent > 0 && (o.Refused() || o.WindowFull() && r.Info.Unacked == 0 && r.idleSend() >= stuckFor)
}

func (r *Row) sayPeerShut() string {
	text := fmt.Sprintf("%s does not read: its window has room for %s, with %s in the queue here", r.PeerText(), step.Counted(r.Info.Snd_wnd, "byte"), step.Counted(r.Send, "byte"))
	if r.Timer == sockets.TimerProbe && r.Tries > 1 { // one may be in flight
		return text + fmt.Sprintf("; it has not answered %d probes either.", r.Tries)
	}
	return text + "."
}

// retransmits reports whether segments were lost, and some retransmitted ones are in flight.
func (r *Row) retransmits() bool {
	return r.flowing() && r.Info.Ca_state >= caRecovery && r.Info.Ca_state <= caLoss && r.Info.Lost+r.Info.Retrans > 0
}

func (r *Row) sayRetransmits() string {
	return fmt.Sprintf("Segments to %s were lost: %d of the %d in flight are considered lost, and %d were sent again (%d since the connection began).",
		r.PeerText(), r.Info.Lost, r.Info.Unacked, r.Info.Retrans, r.Info.Total_retrans)
}

// nagle reports whether a partial segment waits, though the window has room for it.
func (r *Row) nagle() bool {
	o := r.outgoing()
	return r.flowing() && o.Coalescing() && !o.WindowFull() && r.Info.Unacked < r.Info.Snd_cwnd && r.idleSend() >= heldFor
}

func (r *Row) sayNagle() string {
	o := r.outgoing()
	return fmt.Sprintf("Nagle's algorithm holds %s back until %s acknowledges the %s sent %v ago; TCP_NODELAY would send them at once.",
		step.Counted(o.Notsent, "byte"), r.PeerText(), step.Counted(o.InFlight(), "byte"), rounded(r.idleSend()))
}

// corked reports whether a partial segment waits, though nothing is in flight and the window has room for it. The
// window probe timer runs in this case too, and ends it.
func (r *Row) corked() bool {
	o := r.outgoing()
	return r.flowing() && o.Partial() && r.Info.Unacked == 0 && !o.WindowFull() && r.Timer == sockets.TimerProbe && r.probeRuns() >= heldFor
}

// probeRuns returns how long the probe timer has run.
func (r *Row) probeRuns() time.Duration {
	return max(time.Duration(r.Info.Rto)*time.Microsecond, leastProbe) - r.Expires
}

func (r *Row) sayCorked() string {
	return fmt.Sprintf("TCP_CORK or MSG_MORE holds %s back until a segment of %d is full, for another %v at most.", step.Counted(r.Info.Notsent_bytes, "byte"), r.Info.Snd_mss, rounded(r.Expires))
}

// bufferLimits reports whether the send buffer is full, all of it is in flight, and more could be. The program is
// assumed to have more to send if the buffer has been the limit for a tenth of the time so far, or if nothing has been
// sent for much longer than a round trip.
func (r *Row) bufferLimits() bool {
	o, m, i := r.outgoing(), r.Memory, &r.Info
	full := m.SendLimit > 0 && m.Queued >= m.SendLimit && o.Notsent == 0
	more := i.Unacked > 0 && i.Unacked < i.Snd_cwnd && o.Free() >= o.MSS
	long := i.Sndbuf_limited*10 >= i.Busy_time && i.Sndbuf_limited > 0 || r.idleSend() > 2*r.Roundtrip()
	return r.flowing() && full && more && long && r.idleSend() >= heldFor
}

func (r *Row) sayBufferLimits() string {
	return fmt.Sprintf("The send buffer is full (%s of memory, for a limit of %d): all of it is on its way to %s, whose window has room for %s more.",
		step.Counted(r.Memory.Queued, "byte"), r.Memory.SendLimit, r.PeerText(), step.Counted(r.outgoing().Free(), "byte"))
}

// paced reports whether SO_MAX_PACING_RATE limits the rate, and bytes wait because of it for a while.
func (r *Row) paced() bool {
	o := r.outgoing()
	return r.flowing() && r.limited() && !o.WindowFull() && time.Duration(float64(o.Notsent)/float64(r.Info.Max_pacing_rate)*float64(time.Second)) >= stuckFor
}

// limited reports whether SO_MAX_PACING_RATE is set, and is lower than the rate at which TCP would pace.
func (r *Row) limited() bool {
	most := r.Info.Max_pacing_rate
	return most > 0 && most < math.MaxUint32 && r.Info.Pacing_rate >= most
}

func (r *Row) sayPaced() string {
	n := r.Info.Notsent_bytes
	took := time.Duration(float64(n) / float64(r.Info.Max_pacing_rate) * float64(time.Second))
	return fmt.Sprintf("SO_MAX_PACING_RATE limits the rate to %s per second: at that rate the %s in the queue take %v.", step.Counted(r.Info.Max_pacing_rate, "byte"), step.Counted(n, "byte"), rounded(took))
}
