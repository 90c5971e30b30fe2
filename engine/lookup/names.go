package lookup

import "netnet-tui/sockets"

// names find the sockets of the bench among those that the kernel tells.
type names struct {
	inodes  map[uint32]Known
	cookies map[uint64]Known
}

// name is that of a socket on the bench, and whether its descriptor is closed; "" if it is not
// there. An open socket is found by its inode, a closed one by the cookie of its connection.
func (s *search) name(one sockets.InetSocket) (name string, closed bool) {
	n := s.bench
	if known, ok := n.inodes[one.Inode]; ok && one.Inode != 0 {
		return known.Name, false
	}
	known := n.cookies[one.Cookie]
	return known.Name, known.Closed
}

// namesOf are the sockets of a bench. Of the descriptors of one socket, the oldest gives the name.
func namesOf(bench func() []Known) *names {
	n := &names{inodes: map[uint32]Known{}, cookies: map[uint64]Known{}}
	if bench == nil {
		return n
	}
	for _, known := range bench() {
		if _, ok := n.inodes[known.Inode]; !ok && known.Inode != 0 {
			n.inodes[known.Inode] = known
		}
		if old, ok := n.cookies[known.Cookie]; known.Cookie != 0 && (!ok || old.Closed && !known.Closed) {
			n.cookies[known.Cookie] = known
		}
	}
	return n
}
