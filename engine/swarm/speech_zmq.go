package swarm

import (
	"bytes"
	"encoding/binary"
)

// zmq sends requests as a REQ socket does, and expects them back (ZMTP 3.0, 23/ZMTP). With several requests under way
// it calls itself a DEALER, because a REQ waits for each reply.
type zmq struct {
	ring     ring
	size     int
	socket   string
	ask, buf []byte
}

func newZMQ(o Options) speech {
	z := &zmq{ring: pattern(), size: o.Size, socket: "REQ"}
	if o.Pipeline > 1 {
		z.socket = "DEALER"
	}
	return z
}

const greetingSize = 64

// The bits of a frame's first byte.
const (
	frameMore    = 1
	frameLong    = 2
	frameCommand = 4
)

const ready = "\x05READY"

// opening returns the greeting, immediately followed by READY.
func (z *zmq) opening(*client) []byte {
	greeting := make([]byte, greetingSize)
	greeting[0], greeting[9], greeting[10] = 0xff, 0x7f, 3
	copy(greeting[12:], "NULL")
	const property = "\x0bSocket-Type"
	body := append([]byte(ready+property), binary.BigEndian.AppendUint32(nil, uint32(len(z.socket)))...)
	body = append(body, z.socket...)
	return append(append(greeting, frameCommand, byte(len(body))), body...)
}

func (z *zmq) length() uint64 {
	if z.size > 255 {
		return uint64(2 + 9 + z.size)
	}
	return uint64(2 + 2 + z.size)
}

func (z *zmq) say(c *client) []byte {
	z.ask = write(z.ask, c, z)
	return z.ask[c.sent%c.length:]
}

// message appends an empty frame, which marks the end of the return path for a REP, and the body.
func (z *zmq) message(to []byte, c *client, k uint64) []byte {
	to = append(to, frameMore, 0)
	if z.size > 255 {
		to = binary.BigEndian.AppendUint64(append(to, frameLong), uint64(z.size))
	} else {
		to = append(to, 0, byte(z.size))
	}
	return append(to, z.ring.at(c.base+k*uint64(z.size), z.size)...)
}

func (z *zmq) answer(to []byte, c *client, k uint64) []byte { return z.message(to, c, k) }

func (z *zmq) hear(c *client, p []byte) (used, answers int, bad *Mismatch) {
	if c.opened == 0 {
		used, bad = z.greeted(c, p)
		if c.opened == 0 || bad != nil {
			return 0, 0, bad
		}
		return used, 0, nil
	}
	answers, z.buf, bad = compare(z.buf, c, p, z.length(), z)
	return len(p), answers, bad
}

// greeted reads the greeting and READY, once both are complete.
func (z *zmq) greeted(c *client, p []byte) (used int, bad *Mismatch) {
	if len(p) < greetingSize+2 {
		return 0, nil
	}
	if p[0] != 0xff || p[9] != 0x7f || p[10] < 3 || !bytes.Equal(p[12:32], append([]byte("NULL"), make([]byte, 16)...)) {
		return 0, c.wrong(p, "the greeting of ZMTP 3 with NULL")
	}
	command := p[greetingSize:]
	if command[0] != frameCommand {
		return 0, further(c.wrong(command, "READY"), greetingSize)
	}
	size := 2 + int(command[1])
	if len(command) < size {
		return 0, nil
	}
	if !bytes.HasPrefix(command[2:size], []byte(ready)) {
		return 0, further(c.wrong(command, "READY"), greetingSize)
	}
	used = greetingSize + size
	c.opened = uint64(used)
	return used, nil
}
