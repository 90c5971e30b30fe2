package protocol

import "time"

// Stream serves connections. One value serves all connections of its listener on one goroutine, so it needs no lock.
// The state of a single connection is stored with [Conn.Keep].
type Stream interface {
	// Open begins a connection, before anything has arrived.
	Open(c Conn)
	// Data takes the bytes that have arrived, in order, and returns how many it has used. The rest is passed again with
	// more after it, so that Data may wait for a complete line; up to [MaxInput] bytes are buffered. p is valid only
	// during the call. Once [Conn.Full] reports true, Data should return early: it is called again with the rest when
	// there is room.
	Data(c Conn, p []byte) (used int)
	// End reports that the peer has sent its last byte (FIN). What Data left unused is dropped.
	// The connection stays open until Close is called.
	End(c Conn)
}

// Datagram answers datagrams. A protocol may be both a [Stream] and a Datagram.
type Datagram interface {
	// Datagram appends the reply to one datagram. If it appends nothing, nothing is sent.
	Datagram(p, reply []byte) []byte
}

// Ticker is a [Stream] that uses [Conn.After].
type Ticker interface {
	// Tick is called once for each After, if the connection still exists.
	Tick(c Conn)
}

// Drainer is a [Stream] that is called when there is room to write again.
type Drainer interface {
	// Drain is called when the kernel has taken everything that was written, after [Conn.Full] was true or the kernel
	// did not take it at once, and after [Conn.Soon].
	Drain(c Conn)
}

// Closer is a [Stream] that is called at the end of a connection.
type Closer interface {
	// Closed is called once when a connection is gone, for whatever reason.
	Closed(c Conn)
}

// Pacer is a [Stream] that decides when the next connection is accepted.
type Pacer interface {
	// Pace returns the time between two accepts; if negative, nothing is ever accepted.
	Pace() time.Duration
}

// Limits of what is buffered for one connection, in bytes.
const (
	MaxInput  = 1<<20 + 64<<10 // input that the protocol has not used; beyond, the connection is reset
	HighWater = 256 << 10      // output that the kernel has not taken; beyond, the loop stops reading from the peer
	MaxHeld   = 8 << 20        // input, output and state together; beyond, the connection is reset
)

// Conn is a connection as a protocol sees it.
type Conn interface {
	// ID is unique among all connections.
	ID() uint64
	// Peer is the address of the other end, Local that of this end.
	Peer() string
	Local() string
	// Now is the time at which the loop woke up.
	Now() time.Time
	// Write sends p, after everything that was written before. p may be reused when it returns.
	Write(p []byte)
	// Full reports whether so much is waiting to be sent that nothing more should be written.
	Full() bool
	// Message counts n messages as answered.
	Message(n int)
	// EndOutput sends a FIN after what was written: a half-close. Data still arrives.
	EndOutput()
	// Close ends the connection once everything written has been sent: first with a FIN, and then it reads and discards
	// for up to two seconds whatever the peer still sends, so that no RST overtakes the last answer. After Close, only
	// Closed of the protocol is called.
	Close()
	// Reset ends the connection at once with an RST. Unsent output is lost.
	Reset()
	// Stop makes the loop stop reading from the connection until Resume.
	Stop()
	Resume()
	// Soon schedules a call of Drain at the connection's next turn, once what was written has been sent. Turns are
	// short, so that work for many connections does not delay the others.
	Soon()
	// Hold sets how many bytes the protocol keeps for this connection now. They count toward the connection's limit, as
	// the loop's own buffers do.
	Hold(bytes int)
	// After schedules a call of Tick, d from now. A second call before that replaces the first.
	After(d time.Duration)
	// Keep stores the protocol's state for the connection; Kept returns it, initially nil.
	Keep(state any)
	Kept() any
}
