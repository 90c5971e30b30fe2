package protocol

import "encoding/binary"

// Bits of the first byte of a frame.
const (
	zmqMore     = 0x01
	zmqLong     = 0x02 // the size has 8 bytes
	zmqCommand  = 0x04
	zmqReserved = 0xf8
)

// Bounds of a message.
const (
	zmqMostBytes = 1 << 20 // of all parts, and of a command
	zmqMostParts = 64
)

// zmqFrame is a part of a message, or a command.
type zmqFrame struct {
	command, more bool
	body          []byte
}

// readZMQ reads a frame. Used is 0 where it is not whole. An error is the sentence that
// is wrong with it; it does not depend on how much has arrived behind what is wrong.
func readZMQ(p []byte) (f zmqFrame, used int, bad string) {
	flags := p[0]
	f.command, f.more = flags&zmqCommand != 0, flags&zmqMore != 0
	switch {
	case flags&zmqReserved != 0:
		return f, 0, "a reserved bit of the flags is set"
	case f.command && f.more:
		return f, 0, "a command has one frame only"
	}
	head := 2
	if flags&zmqLong != 0 {
		head = 9
	}
	if len(p) < head {
		return f, 0, ""
	}
	size := uint64(p[1])
	if flags&zmqLong != 0 {
		size = binary.BigEndian.Uint64(p[1:])
	}
	if size > zmqMostBytes {
		return f, 0, "a frame has at most 1048576 bytes"
	}
	end := head + int(size)
	if len(p) < end {
		return f, 0, ""
	}
	f.body = p[head:end]
	return f, end, ""
}

// appendZMQ appends a frame.
func appendZMQ(out []byte, f zmqFrame) []byte {
	var flags byte
	if f.command {
		flags |= zmqCommand
	}
	if f.more {
		flags |= zmqMore
	}
	if len(f.body) < 256 {
		out = append(out, flags, byte(len(f.body)))
	} else {
		out = binary.BigEndian.AppendUint64(append(out, flags|zmqLong), uint64(len(f.body)))
	}
	return append(out, f.body...)
}
