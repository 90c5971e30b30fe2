package bench

import (
	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
)

// Relation is what a socket of the bench has to do with the others.
type Relation struct {
	Twins  []string          // the names of the other open descriptors of the same socket
	Copies map[string]string // those of them that another process has: its name, by theirs
	Oldest status.SocketID   // of the oldest descriptor of the socket, open or not; 0 where that is the descriptor itself
	Facing *Entry            // [Bench.Peer], or the newest closed socket that was at the other end; nil if there is none
}

// Relations are those of some sockets, found in one walk through the bench.
func (b *Bench) Relations(asked []*Entry) map[*Entry]Relation {
	same, opposite := map[*observe.OptionHistory][]*Entry{}, map[uint64][]*Entry{}
	found := map[*Entry]Relation{}
	for _, e := range asked {
		same[e.History] = append(same[e.History], e)
		opposite[e.opposite()] = append(opposite[e.opposite()], e)
	}
	delete(opposite, 0)
	for _, other := range b.entries {
		for _, e := range same[other.History] {
			if e == other {
				continue
			}
			r := found[e]
			if r.Oldest == 0 && other.ID < e.ID {
				r.Oldest = other.ID
			}
			if other.Open {
				r.Twins = append(r.Twins, other.Name)
				if other.Process != e.Process {
					if r.Copies == nil {
						r.Copies = map[string]string{}
					}
					r.Copies[other.Name] = other.Process
				}
			}
			found[e] = r
		}
		for _, e := range opposite[other.mark()] {
			if r := found[e]; e != other && e.faces(other) && (r.Facing == nil || !r.Facing.Open) {
				r.Facing = other
				found[e] = r
			}
		}
	}
	return found
}

// mark is a number that tells most sockets apart by what their other ends know of them; 0 for one
// that has no other end.
func (s *Entry) mark() uint64 {
	if s.Pipe() { // whose two ends are of one inode
		return uint64(s.Inode)<<32 | end(s.Kind == status.KindPipeRead)
	}
	if s.Made().Unix() {
		return uint64(s.Inode) << 32
	}
	return ports(s.Ends)
}

// opposite is the mark of the other end.
func (s *Entry) opposite() uint64 {
	if s.Pipe() {
		return uint64(s.Inode)<<32 | end(s.Kind != status.KindPipeRead)
	}
	if s.Made().Unix() {
		return uint64(s.PeerInode) << 32
	}
	return ports(observe.Ends{Local: s.Ends.Peer, Peer: s.Ends.Local})
}

// end tells the two ends of a pipe apart.
func end(read bool) uint64 {
	if read {
		return 1
	}
	return 2
}

func ports(e observe.Ends) uint64 {
	if !e.Local.IP.IsValid() || !e.Peer.IP.IsValid() {
		return 0
	}
	return uint64(e.Local.IP.Port())<<16 | uint64(e.Peer.IP.Port())
}
