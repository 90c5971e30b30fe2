package bench

import "netnet-tui/engine/status"

// Twins are the names of the other open descriptors of the same socket, and the ID of its oldest
// one, open or not; 0 where that is the descriptor itself.
func (b *Bench) Twins(e *Entry) (names []string, oldest status.SocketID) {
	for _, other := range b.entries {
		if !e.SameSocket(other) || other == e {
			continue
		}
		if oldest == 0 && other.ID < e.ID {
			oldest = other.ID
		}
		if other.Open {
			names = append(names, other.Name)
		}
	}
	return names, oldest
}
