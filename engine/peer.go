package engine

// peer finds the open socket of the bench at the other end of a connection.
func (b *bench) peer(s *entry) (*entry, bool) {
	if s.Ends.Peer.IsZero() || s.Ends.Peer.Unnamed() || s.Ends.Local.Unnamed() {
		return nil, false
	}
	for _, other := range b.entries {
		if other != s && other.Open && other.Ends.Local == s.Ends.Peer && other.Ends.Peer == s.Ends.Local {
			return other, true
		}
	}
	return nil, false
}
