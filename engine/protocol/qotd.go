package protocol

import "time"

// newQOTD sends a quote, a different one each time (RFC 865).
func newQOTD() Once {
	next := 0
	return Once{func(time.Time) []byte {
		quote := quotes[next%len(quotes)]
		next++
		return []byte(quote + "\r\n")
	}}
}

// quotes are printable ASCII, at most 512 bytes with the end of the line.
var quotes = [...]string{
	"A listening socket never carries a byte; it only makes sockets that do.",
	"send() tells you that the kernel took it, not that anybody read it.",
	"There are no messages in TCP: what you sent in three pieces may arrive in one, or in four.",
	"Zero from recv() is not an error. It is goodbye.",
	"The one who closes first keeps the TIME-WAIT.",
	"CLOSE-WAIT is the kernel waiting for you.",
	"A full buffer is a message from your peer: not so fast.",
	"EAGAIN means: later. How much later is what poll() is for.",
	"Nobody answers a datagram that was lost, and nobody tells you which one it was.",
	"Close with bytes unread, and your goodbye turns into an RST.",
	"A connection nobody speaks on looks just like a connection nobody is left on.",
	"The backlog is patient; the peers in it may be less so.",
	"Port 0 is not a port, it is a wish.",
	"shutdown() speaks to the connection, close() only to the descriptor.",
	"Nagle waits for an ACK, the delayed ACK waits for data, and you wait for both.",
}
