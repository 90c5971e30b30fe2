package status

// Outgoing is what TCP tells of the bytes that a connection is to send (TCP_INFO, tcp(7)).
type Outgoing struct {
	Unsent  int64 // bytes that are not acknowledged, sent or not (SIOCOUTQ)
	Notsent int64 // bytes of them that were not sent yet (SIOCOUTQNSD)
	Window  int64 // bytes that the other end has offered to take (tcpi_snd_wnd)
	MSS     int64 // bytes of a full segment
	Backoff int64 // how often the retransmission timer has expired in a row
	Probes  int64 // probes of a shut window that were not answered

	Connected bool // the handshake is over, which tells the window
}

// InFlight is how many bytes were sent and are not acknowledged.
func (o Outgoing) InFlight() int64 { return o.Unsent - o.Notsent }

// Free is how many bytes more the window takes.
func (o Outgoing) Free() int64 { return o.Window - o.InFlight() }

// Refused reports whether the other end offers no window for what is in flight already: it drops that, so
// the retransmission timer expires though nothing is wrong on the way.
func (o Outgoing) Refused() bool { return o.Connected && o.Window == 0 && o.Backoff > 0 }

// Unanswered reports whether what is in flight is sent again because nothing comes back.
func (o Outgoing) Unanswered() bool {
	return o.Backoff > 0 && !o.Refused() && o.Probes == 0 && o.InFlight() != 0
}

// WindowFull reports whether the window has no room for the next segment.
func (o Outgoing) WindowFull() bool {
	return o.Notsent > 0 && o.Free() < min(o.Notsent, max(o.MSS, 1)) || o.Refused()
}

// Partial reports whether what was not sent does not fill a segment.
func (o Outgoing) Partial() bool { return o.Notsent > 0 && o.Notsent < max(o.MSS, 1) }

// Coalescing reports whether a segment that is not full waits while others are in flight, as Nagle's
// algorithm has it (RFC 9293, section 3.7.4).
func (o Outgoing) Coalescing() bool { return o.Partial() && o.InFlight() != 0 }
