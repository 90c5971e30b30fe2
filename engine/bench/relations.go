package bench

import (
	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
)

// Relation is how a socket of the bench is related to the others.
type Relation struct {
	Twins  []string          // the names of the other open descriptors of the same socket
	Copies map[string]string // the twins that another process has: its name, by theirs
	Oldest status.SocketID   // the oldest descriptor of the socket, open or not; 0 if it is this one
	Facing *Entry            // the other end: [Bench.Peer], or else the newest closed one; nil if there is none
}

// Relations returns the relations of the given sockets, found in one pass over the bench.
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

// mark returns a number derived from what the other end knows of the socket, which distinguishes most sockets; 0 if
// there is no other end.
func (s *Entry) mark() uint64 {
	if s.Pipe() { // both ends of a pipe have the same inode
		return uint64(s.Inode)<<32 | end(s.Kind == status.KindPipeRead)
	}
	if s.Made().Unix() {
		return uint64(s.Inode) << 32
	}
	return ports(s.Ends)
}

// opposite returns the mark of the other end.
func (s *Entry) opposite() uint64 {
	if s.Pipe() {
		return uint64(s.Inode)<<32 | end(s.Kind != status.KindPipeRead)
	}
	if s.Made().Unix() {
		return uint64(s.PeerInode) << 32
	}
	return ports(observe.Ends{Local: s.Ends.Peer, Peer: s.Ends.Local})
}

// end distinguishes the two ends of a pipe.
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
