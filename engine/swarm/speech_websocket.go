package swarm

import (
	"bytes"
	"crypto/sha1"
	"encoding/base64"
	"encoding/binary"
	"fmt"
)

// websocket performs the opening handshake, sends masked binary frames, and expects their payload back (RFC 6455).
type websocket struct {
	ring   ring
	size   uint64
	host   string
	key    string
	accept string
	buf    []byte
}

func newWebsocket(o Options) speech {
	key := base64.StdEncoding.EncodeToString([]byte("netnet-tui swarm"))
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return &websocket{ring: pattern(), size: uint64(o.Size), host: hostOf(o.Address), key: key,
		accept: base64.StdEncoding.EncodeToString(sum[:])}
}

func (w *websocket) opening(*client) []byte {
	return fmt.Appendf(nil, "GET /ws HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n", w.host, w.key)
}

const maskSize = 4

func (w *websocket) length() uint64 { return uint64(2+sizeBytes(w.size)+maskSize) + w.size }

// sizeBytes returns how many bytes a frame has for its size besides the first seven bits.
func sizeBytes(size uint64) int {
	switch {
	case size < 126:
		return 0
	case size < 1<<16:
		return 2
	}
	return 8
}

const (
	final  = 0x80
	opcode = 0x0f
	masked = 0x80

	reserved = 0x70

	binaryFrame  = 2
	closeFrame   = 8
	ping         = 9
	pong         = 10
	mostControl  = 125 // bytes in a control frame's payload
	controlFrame = 8   // the opcode bit of all control frames
)

func (w *websocket) say(c *client) []byte {
	w.buf = write(w.buf, c, w)
	return w.buf[c.sent%c.length:]
}

func (w *websocket) message(to []byte, c *client, k uint64) []byte {
	switch sizeBytes(w.size) {
	case 0:
		to = append(to, final|binaryFrame, masked|byte(w.size))
	case 2:
		to = binary.BigEndian.AppendUint16(append(to, final|binaryFrame, masked|126), uint16(w.size))
	default:
		to = binary.BigEndian.AppendUint64(append(to, final|binaryFrame, masked|127), w.size)
	}
	mask := uint32(k*0x9E3779B1 + c.base)
	to = binary.BigEndian.AppendUint32(to, mask)
	payload := len(to)
	to = append(to, w.payload(c, k, 0, int(w.size))...)
	twice := uint64(mask)<<32 | uint64(mask)
	p := to[payload:]
	for ; len(p) >= 8; p = p[8:] {
		binary.BigEndian.PutUint64(p, binary.BigEndian.Uint64(p)^twice)
	}
	for i := range p {
		p[i] ^= byte(twice >> (56 - 8*i))
	}
	return to
}

func (w *websocket) payload(c *client, k, from uint64, size int) []byte {
	return w.ring.at(c.base+k*w.size+from, size)
}

func (w *websocket) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	if c.opened == 0 {
		end := bytes.Index(p, []byte("\r\n\r\n"))
		switch {
		case end < 0:
			return 0, 0, nil
		case !bytes.HasPrefix(p, []byte("HTTP/1.1 101 ")):
			return 0, 0, c.wrong(p, "HTTP/1.1 101")
		case field(p[:end], "Sec-WebSocket-Accept") != w.accept:
			return 0, 0, c.wrong(p, "Sec-WebSocket-Accept: "+w.accept)
		}
		used = end + 4
		c.opened = uint64(used)
	}
	for {
		if !c.within {
			head, bad := c.frameHead(p[used:])
			if head == 0 || bad != nil {
				return used, answers, further(bad, used)
			}
			if c.code&controlFrame != 0 {
				if len(p)-used-head < int(c.left) {
					return used, answers, nil
				}
				used += head + int(c.left)
				if c.control(p[used-int(c.left) : used]); c.over {
					return len(p), answers, nil // nothing follows a Close frame
				}
				continue
			}
			used += head
			c.within = true
		}
		n := int(min(c.left, uint64(len(p)-used)))
		answered, bad := w.payloadOf(c, p[used:used+n], c.answered+uint64(answers))
		if bad != nil {
			return 0, 0, further(bad, used)
		}
		used += n
		if answered {
			answers++
		}
		if c.within {
			return used, answers, nil
		}
	}
}

// control handles a control frame: it answers a Ping with a Pong, and a Close frame with one that has the same code
// (RFC 6455, section 5.5).
func (c *client) control(payload []byte) {
	switch c.code {
	case ping:
		c.reply(pong, payload)
	case closeFrame:
		c.reply(closeFrame, payload[:min(2, len(payload))])
		c.over = true
	}
}

// reply appends a control frame to due.
func (c *client) reply(code byte, payload []byte) {
	mask := [maskSize]byte{byte(c.base), byte(c.heard), byte(c.sent), code}
	c.due = append(append(c.due, final|code, masked|byte(len(payload))), mask[:]...)
	for i, b := range payload {
		c.due = append(c.due, b^mask[i%maskSize])
	}
}

// payloadOf consumes a piece of a frame's payload, and reports whether it ends message k. A message may be split into
// several frames.
func (w *websocket) payloadOf(c *client, p []byte, k uint64) (answered bool, bad *Mismatch) {
	c.left -= uint64(len(p))
	c.within = c.left > 0
	if k >= c.goal/c.length || c.place+uint64(len(p)) > w.size {
		return false, c.wrong(p, "nothing more")
	}
	if want := w.payload(c, k, c.place, len(p)); !bytes.Equal(p, want) {
		return false, c.differs(p, want)
	}
	c.place += uint64(len(p))
	if c.within || !c.last {
		return false, nil
	}
	if c.place != w.size {
		return false, c.wrong(nil, fmt.Sprintf("a message of %d bytes", w.size))
	}
	c.place = 0
	return true, nil
}

// frameHead reads the head of a frame once it is complete.
func (c *client) frameHead(p []byte) (used int, bad *Mismatch) {
	if len(p) < 2 {
		return 0, nil
	}
	size := uint64(p[1])
	if size&masked != 0 {
		return 0, c.wrong(p, "a frame without a mask")
	}
	used = 2
	switch size {
	case 126:
		used = 4
	case 127:
		used = 10
	}
	if len(p) < used {
		return 0, nil
	}
	code, last := p[0]&opcode, p[0]&final != 0
	switch {
	case p[0]&reserved != 0:
		return 0, c.wrong(p, "a frame without reserved bits")
	case code >= closeFrame && code <= pong && (size > mostControl || !last):
		return 0, c.wrong(p, "a control frame of one piece, with at most 125 bytes")
	case code > binaryFrame && (code < closeFrame || code > pong):
		return 0, c.wrong(p, "a binary frame")
	case size == 126:
		size = uint64(binary.BigEndian.Uint16(p[2:]))
	case size == 127:
		size = binary.BigEndian.Uint64(p[2:])
	}
	if c.code, c.left = code, size; code&controlFrame == 0 {
		c.last = last
	}
	return used, nil
}
