package status

// Outgoing describes the bytes that a connection is to send, according to TCP_INFO (tcp(7)).
type Outgoing struct {
	Unsent  int64 // bytes not acknowledged, whether sent or not (SIOCOUTQ)
	Notsent int64 // bytes not sent yet (SIOCOUTQNSD)
	Window  int64 // the window offered by the other end, in bytes (tcpi_snd_wnd)
	MSS     int64 // size of a full segment
	Backoff int64 // how often the retransmission timer has expired in a row
	Probes  int64 // unanswered zero-window probes

	Connected bool // the handshake is over, so the window is known
}

// InFlight returns how many bytes were sent and are not acknowledged.
func (o Outgoing) InFlight() int64 { return o.Unsent - o.Notsent }

// Free returns how many more bytes fit into the window.
func (o Outgoing) Free() int64 { return o.Window - o.InFlight() }

// Refused reports whether the other end's window is closed for bytes already in flight: it drops them, so the
// retransmission timer expires although nothing is lost on the path.
func (o Outgoing) Refused() bool { return o.Connected && o.Window == 0 && o.Backoff > 0 }

// Unanswered reports whether bytes in flight are being retransmitted because nothing comes back.
func (o Outgoing) Unanswered() bool {
	return o.Backoff > 0 && !o.Refused() && o.Probes == 0 && o.InFlight() != 0
}

// WindowFull reports whether the window has no room for the next segment.
func (o Outgoing) WindowFull() bool {
	return o.Notsent > 0 && o.Free() < min(o.Notsent, max(o.MSS, 1)) || o.Refused()
}

// Partial reports whether the unsent bytes do not fill a segment.
func (o Outgoing) Partial() bool { return o.Notsent > 0 && o.Notsent < max(o.MSS, 1) }

// Coalescing reports whether a segment that is not full waits while others are in flight, according to Nagle's
// algorithm (RFC 9293, section 3.7.4).
func (o Outgoing) Coalescing() bool { return o.Partial() && o.InFlight() != 0 }
