package protocol

import "encoding/binary"

// Opcodes of frames (RFC 6455, 5.2).
const (
	opContinuation = 0x0
	opText         = 0x1
	opBinary       = 0x2
	opClose        = 0x8
	opPing         = 0x9
	opPong         = 0xa
)

// Bits of the first two bytes of a frame.
const (
	webSocketFin      = 0x80
	webSocketReserved = 0x70 // no extension was negotiated
	webSocketOpcode   = 0x0f
	webSocketControl  = 0x08 // bit of a control opcode
	webSocketMasked   = 0x80
	webSocketShort    = 0x7f // the length, or a code for a longer length field
)

// Limits of payloads, in bytes.
const (
	webSocketMostMessage = 1 << 20
	webSocketMostControl = 125
)

// webSocketHolds is the most that is buffered for one connection: a message.
const webSocketHolds = webSocketMostMessage / 4 * 5

// Close codes (RFC 6455, 7.4.1).
const (
	closeProtocolError = 1002
	closeInvalidData   = 1007
	closeTooBig        = 1009
)

// webSocketFrame is the head of a frame.
type webSocketFrame struct {
	fin    bool
	opcode byte
	mask   [4]byte
	length int // payload length
}

// readFrame reads the head of a frame. size is 0 if it is incomplete. code is the reason to reject it; it does not
// depend on how much has arrived after the fault.
func readFrame(p []byte, s *webSocketConn) (f webSocketFrame, size, code int) {
	if len(p) < 2 {
		return f, 0, 0
	}
	f.fin, f.opcode = p[0]&webSocketFin != 0, p[0]&webSocketOpcode
	f.length = int(p[1] & webSocketShort)
	if p[0]&webSocketReserved != 0 || p[1]&webSocketMasked == 0 || !f.follows(s.kind) {
		return f, 0, closeProtocolError
	}
	size = 2
	switch f.length {
	case 126:
		if size += 2; len(p) < size {
			return f, 0, 0
		}
		if f.length = int(binary.BigEndian.Uint16(p[2:])); f.length < 126 { // the shortest form is required
			return f, 0, closeProtocolError
		}
	case 127:
		if size += 8; len(p) < size {
			return f, 0, 0
		}
		length := binary.BigEndian.Uint64(p[2:])
		if length > 1<<63-1 || length < 1<<16 {
			return f, 0, closeProtocolError
		}
		f.length = int(min(length, webSocketMostMessage+1)) // an int may have 32 bits
	}
	if f.opcode&webSocketControl == 0 && len(s.message)+f.length > webSocketMostMessage {
		return f, 0, closeTooBig
	}
	if len(p) < size+len(f.mask) {
		return f, 0, 0
	}
	return f, size + copy(f.mask[:], p[size:]), 0
}

// follows reports whether a frame may come while a message of the given kind is in progress.
func (f webSocketFrame) follows(kind byte) bool {
	switch f.opcode {
	case opContinuation:
		return kind != 0
	case opText, opBinary:
		return kind == 0
	case opClose, opPing, opPong:
		return f.fin && f.length <= webSocketMostControl
	}
	return false
}

// unmask removes the mask from bytes at a given offset of the payload.
func (f webSocketFrame) unmask(p []byte, at int) {
	var mask [8]byte
	for i := range mask {
		mask[i] = f.mask[(at+i)%len(f.mask)]
	}
	for word := binary.NativeEndian.Uint64(mask[:]); len(p) >= len(mask); p = p[len(mask):] {
		binary.NativeEndian.PutUint64(p, binary.NativeEndian.Uint64(p)^word)
	}
	for i := range p {
		p[i] ^= mask[i]
	}
}

// head writes the head of a frame. A server does not mask.
func (w *WebSocket) head(opcode byte, length int) {
	w.out = append(w.out, webSocketFin|opcode)
	switch {
	case length < 126:
		w.out = append(w.out, byte(length))
	case length < 1<<16:
		w.out = binary.BigEndian.AppendUint16(append(w.out, 126), uint16(length))
	default:
		w.out = binary.BigEndian.AppendUint64(append(w.out, 127), uint64(length))
	}
}

// send sends a control frame.
func (w *WebSocket) send(opcode byte, payload []byte) {
	w.head(opcode, len(payload))
	w.out = append(w.out, payload...)
}
