package protocol

import "time"

// Stream speaks on connections. One value serves every connection of its listener,
// on one goroutine: it needs no lock. What belongs to one connection is kept with
// [Conn.Keep].
type Stream interface {
	// Open begins a connection, before anything has arrived.
	Open(c Conn)
	// Data takes the bytes that have arrived, in order, and returns how many it has
	// used up. It is handed the rest again with more after it, so that it may wait for
	// a whole line; up to [MaxInput] bytes are kept. p is valid only during the call.
	// After [Conn.Full] turns true it should return early: it is called again with the
	// rest when there is room.
	Data(c Conn, p []byte) (used int)
	// End reports that the peer has sent its last byte (FIN). What Data left unused is dropped.
	// The connection stays open until Close is called.
	End(c Conn)
}

// Datagram answers datagrams. A protocol may be both, [Stream] and Datagram.
type Datagram interface {
	// Datagram appends the reply to one datagram; with nothing appended nothing is sent.
	Datagram(p, reply []byte) []byte
}

// Ticker is a [Stream] that uses [Conn.After].
type Ticker interface {
	// Tick is called once for each After, if the connection is still there.
	Tick(c Conn)
}

// Drainer is a [Stream] that is called when there is room to write again.
type Drainer interface {
	// Drain is called when the kernel has taken all that was written, after [Conn.Full] was
	// true or the kernel did not take it at once, and after [Conn.Soon].
	Drain(c Conn)
}

// Closer is a [Stream] that is called at the end of a connection.
type Closer interface {
	// Closed is called once when a connection is gone, for whatever reason.
	Closed(c Conn)
}

// Pacer is a [Stream] that decides when the next connection is accepted.
type Pacer interface {
	// Pace is the time between two accepts; below 0 nothing is ever accepted.
	Pace() time.Duration
}

// Bounds of what is kept for one connection, in bytes.
const (
	MaxInput  = 1<<20 + 64<<10 // that a protocol has not used; beyond, the connection is reset
	HighWater = 256 << 10      // that the kernel has not taken; beyond, the loop stops reading from the peer
	MaxHeld   = 8 << 20        // input, output and state together; beyond, the connection is reset
)

// Conn is a connection as a protocol sees it.
type Conn interface {
	// ID is unique among all connections.
	ID() uint64
	// Peer is the address at the other end, Local the one at ours.
	Peer() string
	Local() string
	// Now is the time at which the loop woke up.
	Now() time.Time
	// Write sends p, after everything that was written before. p may be reused when it returns.
	Write(p []byte)
	// Full reports whether so much waits to be sent that nothing more should be written.
	Full() bool
	// Message counts n messages as answered.
	Message(n int)
	// EndOutput sends a FIN after what was written: a half-close. Data still arrives.
	EndOutput()
	// Close ends the connection once what was written has been sent: a FIN first, and then,
	// for up to two seconds, whatever the peer still sends is read and thrown away. So no
	// RST overtakes the last answer. After that, only Closed of the protocol is called.
	Close()
	// Reset ends it at once with an RST. What was not sent is lost.
	Reset()
	// Stop makes the loop read no more from the connection until Resume.
	Stop()
	Resume()
	// Soon makes Drain be called at the connection's next turn, once what was written has
	// been sent. Turns are short, so work for many connections does not delay the others.
	Soon()
	// Hold sets how many bytes the protocol keeps for this connection now. They count towards
	// what the connection may hold, as the loop's own do.
	Hold(bytes int)
	// After makes Tick be called once, d from now. A second call before that replaces the first.
	After(d time.Duration)
	// Keep stores the protocol's state of the connection; Kept returns it, nil at first.
	Keep(state any)
	Kept() any
}
