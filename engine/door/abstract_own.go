package door

import (
	"sync"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// bound records which descriptor a step has bound to an abstract name. That saves reading the list of all Unix sockets
// for each of a thousand connections to the session's own listener. The kernel is asked each time whether it still
// holds.
type bound struct {
	lock sync.Mutex
	fds  map[string]int
}

// mostBound is how many names are recorded; beyond that, all are forgotten.
const mostBound = 1024

func (b *bound) add(name string, fd int) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.fds == nil || len(b.fds) >= mostBound {
		b.fds = map[string]int{}
	}
	b.fds[name] = fd
}

func (b *bound) find(name string) (fd int, ok bool) {
	b.lock.Lock()
	defer b.lock.Unlock()
	fd, ok = b.fds[name]
	return fd, ok
}

// ours reports whether a Unix address that a socket of the given kind connects or sends to certainly belongs to a
// socket of this session. Only one socket of a type can be bound to a name, and here it must be a listener or a
// datagram socket: an accepted connection has the name too, and may outlive its listener.
func (d *Door) ours(from kind, to sockets.Addr) bool {
	if to.Family != unix.AF_UNIX || to.Name == "" {
		return false
	}
	holder, ok := d.bound.find(to.Name)
	if !ok {
		return false
	}
	local, err := d.Kernel.Getsockname(holder)
	own, isSocket := d.kind(holder)
	if err != nil || local != to || !isSocket || own != from {
		return false
	}
	accepting, _ := d.number(holder, unix.SO_ACCEPTCONN)
	return own.typ == unix.SOCK_DGRAM || accepting != 0
}
