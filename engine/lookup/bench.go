package lookup

import "netnet-tui/sockets"

// bench is the sockets of the session, to be recognized among those that the kernel reports.
type bench []Known

func benchOf(list func() []Known) bench {
	if list == nil {
		return nil
	}
	return list()
}

// named returns the entry of the bench for a socket that the kernel reports. An open socket is recognized by its inode,
// a closed one by the cookie of its connection. If several descriptors refer to the socket, the oldest open one is
// returned. The result is zero if the socket is not on the bench.
func (b bench) named(one sockets.InetSocket) Known {
	var closed Known
	for _, known := range b {
		switch {
		case !known.Closed && one.Inode != 0 && known.Inode == one.Inode:
			return known
		case known.Cookie == 0 || known.Cookie != one.Cookie:
		case !known.Closed:
			return known
		case closed.Name == "":
			closed = known
		}
	}
	return closed
}

// ofInode returns the oldest open descriptor of the socket with an inode.
func (b bench) ofInode(inode uint32) Known {
	for _, known := range b {
		if !known.Closed && known.Inode == inode {
			return known
		}
	}
	return Known{}
}

// ask reads the options that matter from the sockets with a port. It must run on the thread that has their descriptors.
func (b bench) ask(port uint16) {
	for i := range b {
		k := &b[i]
		if k.On != nil && k.Local.IP.Port() == port {
			k.reuses, k.shares, k.v6only = k.On("SO_REUSEADDR"), k.On("SO_REUSEPORT"), k.On("IPV6_V6ONLY")
		}
	}
}
