package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// entry is one socket of the bench with what the engine remembers of it.
type entry struct {
	observe.Subject
	interests map[int]*entry // of an epoll: what was added, by descriptor
}

// bench is every descriptor the session made, by name. A closed one keeps its
// name until another wants it: TCP may go on with the connection for a while.
type bench struct {
	entries     []*entry // in the order they were made
	last        status.SocketID
	named       map[string]*entry // by the name each has now
	opened      map[int]*entry    // the open ones, by descriptor
	former      step.Former
	lowest      map[string]int // by letter: no smaller number is free behind it
	descriptors atomic.Int64   // how many are open
}

// kept is how many closed sockets are remembered.
const kept = 64

// find gives the socket that has the name now.
func (b *bench) find(name string) (*entry, bool) {
	e, ok := b.named[name]
	return e, ok
}

// taken reports whether a socket has the name.
func (b *bench) taken(name string) bool { return b.named[name] != nil }

// byFD gives the open socket with a descriptor.
func (b *bench) byFD(fd int) (*entry, bool) {
	e, ok := b.opened[fd]
	return e, ok
}

// byID gives a socket by its ID.
func (b *bench) byID(id status.SocketID) (*entry, bool) {
	at, ok := slices.BinarySearchFunc(b.entries, id, func(e *entry, id status.SocketID) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return nil, false
	}
	return b.entries[at], true
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
func (b *bench) add(s status.Socket) (added *entry, note string) {
	if b.named == nil {
		b.named, b.opened, b.former, b.lowest = map[string]*entry{}, map[int]*entry{}, step.Former{}, map[string]int{}
	}
	if s.Name == "" {
		s.Name = b.free(s.Origin[:1])
		note = fmt.Sprintf("fd %d is called %s", s.FD, s.Name)
	}
	if old, ok := b.find(s.Name); ok {
		if old.Open {
			old.Name = b.former.Next(old.Name, b.taken)
			b.named[old.Name] = old
			note = fmt.Sprintf("the socket that was %s stays open as %s", s.Name, old.Name)
		} else {
			old.Name = ""
		}
	}
	b.last++
	s.ID, s.Open = b.last, true
	added = &entry{Subject: observe.NewSubject(s)}
	b.entries = append(b.entries, added)
	b.named[s.Name], b.opened[s.FD] = added, added
	b.descriptors.Add(1)
	return added, note
}

// free finds a name that starts with a letter and that nobody has.
func (b *bench) free(letter string) string {
	for n := max(1, b.lowest[letter]); ; n++ {
		name := letter + strconv.Itoa(n)
		if !b.taken(name) {
			b.lowest[letter] = n
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
	if b.opened[e.FD] == e {
		delete(b.opened, e.FD)
	}
	shut := 0
	b.entries = slices.DeleteFunc(b.entries, func(e *entry) bool { return !e.Open && e.Name == "" })
	for i := len(b.entries) - 1; i >= 0; i-- {
		if b.entries[i].Open {
			continue
		}
		if shut++; shut > kept {
			b.forget(b.entries[i].Name)
			b.entries = slices.Delete(b.entries, i, i+1)
		}
	}
}

// forget makes a name free again.
func (b *bench) forget(name string) {
	delete(b.named, name)
	if n, err := strconv.Atoi(name[1:]); err == nil {
		b.lowest[name[:1]] = min(b.lowest[name[:1]], n)
	}
}
