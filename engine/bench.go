package engine

import (
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"netnet-tui/sockets"
)

// entry is one socket of the bench with what the engine remembers of it.
type entry struct {
	Socket
	handled   *handled
	readings  readings
	interests map[int]*entry // of an epoll: what was added, by descriptor
	local     sockets.Addr   // as the last look found it
	peer      sockets.Addr   // the same; the zero address where there is none
	ends      ends           // of the connection it has or had
}

// ends are the addresses of a TCP connection, which outlive its descriptor.
type ends struct{ local, peer sockets.Addr }

// bench is every descriptor the session made, by name. A closed one keeps its
// name until another wants it: TCP may go on with the connection for a while.
type bench struct {
	entries     []*entry // in the order they were made
	last        SocketID
	descriptors atomic.Int64 // how many are open
}

// kept is how many closed sockets are remembered.
const kept = 64

// find gives the socket that has the name now.
func (b *bench) find(name string) (*entry, bool) {
	for _, e := range slices.Backward(b.entries) { // a name used again belongs to the newest
		if e.Name == name {
			return e, true
		}
	}
	return nil, false
}

// byFD gives the open socket with a descriptor.
func (b *bench) byFD(fd int) (*entry, bool) {
	for _, e := range b.entries {
		if e.Open && e.FD == fd {
			return e, true
		}
	}
	return nil, false
}

// byID gives a socket by its ID.
func (b *bench) byID(id SocketID) (*entry, bool) {
	for _, e := range b.entries {
		if e.ID == id {
			return e, true
		}
	}
	return nil, false
}

// open gives the sockets that are open.
func (b *bench) open() []*entry {
	var open []*entry
	for _, e := range b.entries {
		if e.Open {
			open = append(open, e)
		}
	}
	return open
}

// add puts a new descriptor on the bench, and tells what became of a socket that
// had its name.
func (b *bench) add(s Socket) (added *entry, note string) {
	if s.Name == "" {
		s.Name = b.free(s.Origin[:1])
		note = fmt.Sprintf("fd %d is called %s", s.FD, s.Name)
	}
	if old, ok := b.find(s.Name); ok {
		if old.Open {
			old.Name = b.prime(old.Name)
			note = fmt.Sprintf("the socket that was %s stays open as %s", s.Name, old.Name)
		} else {
			old.Name = ""
		}
	}
	b.last++
	s.ID, s.Open = b.last, true
	added = &entry{Socket: s, handled: newHandled()}
	b.entries = append(b.entries, added)
	b.descriptors.Add(1)
	return added, note
}

// free finds a name that starts with a letter and that nobody has.
func (b *bench) free(letter string) string {
	for n := 1; ; n++ {
		name := letter + strconv.Itoa(n)
		if _, taken := b.find(name); !taken {
			return name
		}
	}
}

// prime finds the name an open socket keeps when its own is given away.
func (b *bench) prime(name string) string {
	for {
		name += "'"
		if _, taken := b.find(name); !taken {
			return name
		}
	}
}

// closed marks a descriptor as given up, and forgets the closed ones beyond the newest few.
func (b *bench) closed(e *entry) {
	if e.Open {
		b.descriptors.Add(-1)
	}
	e.Open = false
	shut := 0
	b.entries = slices.DeleteFunc(b.entries, func(e *entry) bool { return !e.Open && e.Name == "" })
	for i := len(b.entries) - 1; i >= 0; i-- {
		if b.entries[i].Open {
			continue
		}
		if shut++; shut > kept {
			b.entries = slices.Delete(b.entries, i, i+1)
		}
	}
}
