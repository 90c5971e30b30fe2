package swarm

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// gramSpeech is what clients send as datagrams, and what the answers must be. One value serves all of them.
type gramSpeech interface {
	// write returns a client's datagram with that number, to be sent from that slot. It is valid until the next call.
	write(client, slot int, number uint64) []byte
	// read determines which datagram an answer belongs to; anySlot means any that is under way.
	read(c *sender, p []byte) (slot int, number uint64, bad *Mismatch)
}

// anySlot stands for the slot of the oldest datagram under way.
const anySlot = -1

// headerSize is the size of a datagram's header: its client, slot and number.
const headerSize = 4 + 4 + 8

// mostDatagram is the maximum size of a UDP datagram over IPv4 (udp(7)).
const mostDatagram = 65_507

// numbered sends datagrams with a number and a different piece of the pattern for each, and expects them back (RFC
// 862).
type numbered struct {
	ring      ring
	said      []byte
	compareTo []byte
}

func newNumbered(o Options) gramSpeech {
	return &numbered{ring: pattern(), said: make([]byte, o.Size), compareTo: make([]byte, o.Size)}
}

func (n *numbered) write(client, slot int, number uint64) []byte {
	n.fill(n.said, client, slot, number)
	return n.said
}

func (n *numbered) fill(p []byte, client, slot int, number uint64) {
	binary.BigEndian.PutUint32(p, uint32(client))
	binary.BigEndian.PutUint32(p[4:], uint32(slot))
	binary.BigEndian.PutUint64(p[8:], number)
	copy(p[headerSize:], n.ring.at(uint64(client)*stride+number, len(p)-headerSize))
}

func (n *numbered) read(c *sender, p []byte) (slot int, number uint64, bad *Mismatch) {
	if len(p) < headerSize {
		return 0, 0, wrong(c.number, c.heard, p, "the number of a datagram")
	}
	slot, number = int(binary.BigEndian.Uint32(p[4:])), binary.BigEndian.Uint64(p[8:])
	if binary.BigEndian.Uint32(p) != uint32(c.number) || slot >= len(c.slots) || number >= c.next {
		return 0, 0, wrong(c.number, c.heard, p, fmt.Sprintf("the number of a datagram that client %d has sent", c.number))
	}
	if n.fill(n.compareTo, c.number, slot, number); !bytes.Equal(p, n.compareTo) {
		return 0, 0, differs(c.number, c.heard, p, n.compareTo)
	}
	return slot, number, nil
}

// unnumbered sends the same datagrams to a server whose answers have no number: they are checked against the rules of
// the protocol.
type unnumbered struct {
	numbered
	check func(p []byte) (problem string)
}

func newUnnumbered(check func(p []byte) (problem string)) func(Options) gramSpeech {
	return func(o Options) gramSpeech {
		return &unnumbered{numbered{ring: pattern(), said: make([]byte, o.Size)}, check}
	}
}

func (u *unnumbered) read(c *sender, p []byte) (slot int, number uint64, bad *Mismatch) {
	if want := u.check(p); want != "" {
		return 0, 0, wrong(c.number, c.heard, p, want)
	}
	return anySlot, 0, nil
}

// checkNothing expects no answer (RFC 863).
func checkNothing([]byte) (problem string) { return "nothing" }
