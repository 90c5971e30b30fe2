package protocol

import (
	"encoding/binary"
	"strings"
)

// Limits in commands, in bytes.
const (
	zmqMostIdentity = 255
	zmqMostContext  = 16 // the context of PING
	zmqTTL          = 2  // the time to live, before the context
)

// command handles a command. During traffic it may come between the parts of a message: libzmq sends a PING whenever it
// is due.
func (z *ZMQ) command(c Conn, s *zmqConn, body []byte) {
	name, data, ok := cutZMQ(body, 1)
	switch {
	case !ok || len(name) == 0:
		z.refuse(c, s, "a command does not begin with its name")
	case string(name) == "ERROR":
		z.leave(c, s)
	case s.phase == zmqHandshake && string(name) != "READY":
		z.refuse(c, s, "the first command is not READY")
	case s.phase == zmqHandshake:
		z.ready(c, s, data)
	case string(name) == "READY":
		z.refuse(c, s, "READY came twice")
	case string(name) == "PING":
		z.ping(c, s, data)
	}
	// PONG needs no answer, SUBSCRIBE, CANCEL, JOIN and LEAVE are for other socket types, and an unknown command may
	// come from a later version.
}

// ready reads the peer's properties and answers with ours.
func (z *ZMQ) ready(c Conn, s *zmqConn, data []byte) {
	for len(data) > 0 {
		name, rest, ok := cutZMQ(data, 1)
		value, rest, whole := cutZMQ(rest, 4)
		if !ok || !whole || len(name) == 0 {
			z.refuse(c, s, "a property of READY is not a name and a value")
			return
		}
		data = rest
		switch strings.ToLower(string(name)) {
		case "socket-type":
			if t := string(value); t != "REQ" && t != "DEALER" && t != "ROUTER" {
				z.refuse(c, s, "a ROUTER talks to REQ, DEALER and ROUTER only")
				return
			}
		case "identity":
			if len(value) > zmqMostIdentity || len(value) > 0 && value[0] == 0 {
				z.refuse(c, s, "an identity has at most 255 bytes and begins with none that is zero")
				return
			}
		}
	}
	s.phase = zmqTraffic
	z.send("READY", "\x0bSocket-Type\x00\x00\x00\x06ROUTER\x08Identity\x00\x00\x00\x00")
}

// ping answers a PING with its context. Its time to live is ignored: the server decides how
// long a connection may be idle.
func (z *ZMQ) ping(c Conn, s *zmqConn, data []byte) {
	if len(data) < zmqTTL || len(data) > zmqTTL+zmqMostContext {
		z.refuse(c, s, "PING does not have a time to live and at most 16 bytes of context")
		return
	}
	z.send("PONG", string(data[zmqTTL:]))
}

// cutZMQ cuts off bytes that are preceded by their size in 1 or 4 bytes.
func cutZMQ(p []byte, width int) (value, rest []byte, ok bool) {
	if len(p) < width {
		return nil, nil, false
	}
	size := uint64(p[0])
	if width == 4 {
		size = uint64(binary.BigEndian.Uint32(p))
	}
	if p = p[width:]; size > uint64(len(p)) {
		return nil, nil, false
	}
	return p[:size], p[size:], true
}

// send sends a command.
func (z *ZMQ) send(name, data string) {
	z.out = appendZMQ(z.out, zmqFrame{command: true, size: 1 + len(name) + len(data)})
	z.out = append(append(append(z.out, byte(len(name))), name...), data...)
}

// leave writes what is left and closes; whatever the peer still sends is discarded.
func (z *ZMQ) leave(c Conn, s *zmqConn) {
	s.phase, s.message = zmqOver, nil
	z.out = flush(c, z.out)
	c.Close()
}

// refuse tells the peer what it did wrong, and closes. The grammar allows no blanks in a reason.
func (z *ZMQ) refuse(c Conn, s *zmqConn, reason string) {
	z.send("ERROR", string([]byte{byte(len(reason))})+strings.ReplaceAll(reason, " ", "_"))
	z.leave(c, s)
}
