package engine

// peer finds the open socket of the bench at the other end of a connection.
func (b *bench) peer(s *entry) (*entry, bool) {
	if s.Peer == "" || s.Local == "" || s.Peer == "unix:" || s.Local == "unix:" {
		return nil, false
	}
	for _, other := range b.entries {
		if other != s && other.Open && other.Local == s.Peer && other.Peer == s.Local {
			return other, true
		}
	}
	return nil, false
}
