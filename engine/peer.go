package engine

// peer finds the open socket of the bench at the other end of a connection.
func (b *bench) peer(s *entry) (*entry, bool) {
	if s.peer.IsZero() || s.peer.Unnamed() || s.local.Unnamed() {
		return nil, false
	}
	for _, other := range b.entries {
		if other != s && other.Open && other.local == s.peer && other.peer == s.local {
			return other, true
		}
	}
	return nil, false
}
