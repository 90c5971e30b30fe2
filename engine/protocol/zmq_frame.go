package protocol

import "encoding/binary"

// Bits of the first byte of a frame.
const (
	zmqMore     = 0x01
	zmqLong     = 0x02 // the size has 8 bytes
	zmqCommand  = 0x04
	zmqReserved = 0xf8
)

// Limits of a message.
const (
	zmqMostBytes = 1 << 20 // all parts together, and a command
	zmqMostParts = 64
)

// zmqHolds is the most that is buffered for one connection: all parts of a message but the last, as frames.
const zmqHolds = (zmqMostBytes + zmqMostParts*zmqMostHead) / 4 * 5

// zmqMostHead is the maximum length of a frame head, in bytes.
const zmqMostHead = 9

// zmqFrame is the head of a part of a message, or of a command.
type zmqFrame struct {
	command, more bool
	size          int // of the body
}

// readZMQ reads the head of a frame. used is 0 if it is incomplete. bad says what is wrong with it, which does not
// depend on how much has arrived after the fault.
func readZMQ(p []byte) (f zmqFrame, used int, bad string) {
	flags := p[0]
	f.command, f.more = flags&zmqCommand != 0, flags&zmqMore != 0
	switch {
	case flags&zmqReserved != 0:
		return f, 0, "a reserved bit of the flags is set"
	case f.command && f.more:
		return f, 0, "a command has one frame only"
	}
	used = 2
	if flags&zmqLong != 0 {
		used = zmqMostHead
	}
	if len(p) < used {
		return f, 0, ""
	}
	size := uint64(p[1])
	if flags&zmqLong != 0 {
		size = binary.BigEndian.Uint64(p[1:])
	}
	if size > zmqMostBytes {
		return f, 0, "a frame has at most 1048576 bytes"
	}
	f.size = int(size)
	return f, used, ""
}

// appendZMQ appends the head of a frame.
func appendZMQ(out []byte, f zmqFrame) []byte {
	var flags byte
	if f.command {
		flags |= zmqCommand
	}
	if f.more {
		flags |= zmqMore
	}
	if f.size < 256 {
		return append(out, flags, byte(f.size))
	}
	return binary.BigEndian.AppendUint64(append(out, flags|zmqLong), uint64(f.size))
}
