package protocol

import "bytes"

// Offsets in a greeting.
const (
	zmqAtSignature = 9  // its last byte; the 8 bytes before it have no meaning
	zmqAtVersion   = 10 // the major version; the minor follows
	zmqAtMechanism = 12
	zmqAtServer    = 32 // after the mechanism
)

// zmqHello is our greeting. The mechanism and the greeting itself are padded with zeros.
var zmqHello = [64]byte{
	0: 0xff, zmqAtSignature: 0x7f,
	zmqAtVersion: 3, zmqAtVersion + 1: 1,
	zmqAtMechanism: 'N', 'U', 'L', 'L',
}

// greeting reads the peer's greeting.
func (z *ZMQ) greeting(c Conn, s *zmqConn, p []byte) (used int) {
	if zmqStranger(p) {
		// It would take an ERROR for part of a message, so send nothing. RFC 37: a side that can't speak the peer's
		// version closes.
		z.leave(c, s)
		return len(p)
	}
	if len(p) < len(zmqHello) {
		return 0
	}
	s.phase = zmqHandshake
	if !bytes.Equal(p[zmqAtMechanism:zmqAtServer], zmqHello[zmqAtMechanism:zmqAtServer]) {
		z.refuse(c, s, "only the mechanism NULL is spoken")
	}
	return len(zmqHello)
}

// zmqStranger reports whether the greeting, as far as it has arrived, is from a peer that does not speak ZMTP 3. ZMTP 1
// begins with a frame, whose first byte is its length or whose tenth is its flags; ZMTP 2 has the signature, and
// version 1.
func zmqStranger(p []byte) bool {
	return p[0] != zmqHello[0] ||
		len(p) > zmqAtSignature && p[zmqAtSignature] != zmqHello[zmqAtSignature] ||
		len(p) > zmqAtVersion && p[zmqAtVersion] < zmqHello[zmqAtVersion]
}
