// Package bench holds the sockets that a session has made, by name, by descriptor and by an ID that is never reused.
package bench

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"sync/atomic"

	"netnet-tui/engine/message"
	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// Entry is one socket of the bench and what is remembered about it.
type Entry struct {
	observe.Subject
	Interests map[Listed]Watched // for an epoll: the descriptors added to it
	Message   *message.Received  // what came with the last message received by recvmsg; nil if there was none
	Observed  float64            // when it was last observed, in seconds of the session
}

// Listed identifies an entry of an interest list as the kernel does: by the open file and the number its descriptor had
// in the process that added it (struct epoll_filefd in fs/eventpoll.c). Two processes may use the same number.
type Listed struct {
	file *observe.OptionHistory
	FD   int
}

// Listed returns the interest list key of the socket, given its descriptor number in the process that added it.
func (s *Entry) Listed(fd int) Listed { return Listed{s.History, fd} }

// Watched is a descriptor in an interest list, with the events it was last watched for.
type Watched struct {
	*Entry
	Events int // EPOLL flags, as a step has them
}

// SameSocket reports whether two entries are descriptors of the same socket.
func (s *Entry) SameSocket(other *Entry) bool { return s.History == other.History }

// Share makes s, a second descriptor of other's socket, share what belongs to that socket.
func (s *Entry) Share(other *Entry) {
	s.History, s.Interests, s.Connection = other.History, other.Interests, other.Connection
}

// Bench holds every descriptor the session made, by name. A closed one keeps its name until another socket takes it:
// TCP may still have the connection for a while. Except for Descriptors, its methods belong to one goroutine.
type Bench struct {
	entries     []*Entry // in the order they were made
	last        status.SocketID
	named       map[string]*Entry // by current name
	opened      map[int]*Entry    // the open ones, by descriptor
	former      step.Former
	lowest      map[string]int // by letter: all smaller numbers are taken
	turn        int            // the index at which Refresh begins
	descriptors atomic.Int64   // how many are open
}

// New makes an empty bench.
func New() *Bench {
	return &Bench{named: map[string]*Entry{}, opened: map[int]*Entry{}, former: step.Former{}, lowest: map[string]int{}}
}

// Descriptors returns how many descriptors are open. It may be called from any goroutine.
func (b *Bench) Descriptors() int { return int(b.descriptors.Load()) }

// kept is how many closed sockets are remembered.
const kept = 64

// Find returns the socket that currently has the name.
func (b *Bench) Find(name string) (*Entry, bool) {
	e, ok := b.named[name]
	return e, ok
}

// taken reports whether a socket has the name.
func (b *Bench) taken(name string) bool { return b.named[name] != nil }

// ByFD returns the open socket with the given descriptor.
func (b *Bench) ByFD(fd int) (*Entry, bool) {
	e, ok := b.opened[fd]
	return e, ok
}

// ByID returns a socket by its ID.
func (b *Bench) ByID(id status.SocketID) (*Entry, bool) {
	at, ok := slices.BinarySearchFunc(b.entries, id, func(e *Entry, id status.SocketID) int { return cmp.Compare(e.ID, id) })
	if !ok {
		return nil, false
	}
	return b.entries[at], true
}

// All returns the sockets, open or not, in the order they were made.
func (b *Bench) All() []*Entry { return b.entries }

// Open returns the open sockets, in the order they were made.
func (b *Bench) Open() []*Entry {
	var open []*Entry
	for _, e := range b.entries {
		if e.Open {
			open = append(open, e)
		}
	}
	return open
}

// Add puts a new descriptor on the bench, under a new name if it has none. The note says what that name is, or what
// happened to the socket that had the name before.
func (b *Bench) Add(s status.Socket) (added *Entry, note string) {
	if s.Name == "" {
		s.Name = b.free(s.Origin[:1])
		note = fmt.Sprintf("fd %d is called %s", s.FD, s.Name)
	}
	if old, ok := b.Find(s.Name); ok {
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
	added = &Entry{Subject: observe.NewSubject(s)}
	if s.Epoll() {
		added.Interests = map[Listed]Watched{}
	}
	b.entries = append(b.entries, added)
	b.named[s.Name], b.opened[s.FD] = added, added
	b.descriptors.Add(1)
	return added, note
}

// free returns an unused name that starts with letter.
func (b *Bench) free(letter string) string {
	for n := max(1, b.lowest[letter]); ; n++ {
		name := letter + strconv.Itoa(n)
		if !b.taken(name) {
			b.lowest[letter] = n
			return name
		}
	}
}

// Closed marks an entry as closed, and forgets all closed ones but the newest few.
func (b *Bench) Closed(e *Entry) {
	if e.Open {
		b.descriptors.Add(-1)
	}
	e.Open = false
	if b.opened[e.FD] == e {
		delete(b.opened, e.FD)
	}
	shut := 0
	b.entries = slices.DeleteFunc(b.entries, func(e *Entry) bool { return !e.Open && e.Name == "" })
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

// forget frees a name.
func (b *Bench) forget(name string) {
	delete(b.named, name)
	if n, err := strconv.Atoi(name[1:]); err == nil {
		b.lowest[name[:1]] = min(b.lowest[name[:1]], n)
	}
}

// Peer returns the open socket of the bench at the other end of a connection, as both were last observed: by address,
// or by inode for Unix sockets.
func (b *Bench) Peer(s *Entry) (*Entry, bool) {
	for _, other := range b.entries {
		if other != s && other.Open && s.faces(other) {
			return other, true
		}
	}
	return nil, false
}

// faces reports whether other is at the other end.
func (s *Entry) faces(other *Entry) bool {
	if s.Pipe() { // both ends of a pipe have the same inode
		return s.Inode != 0 && other.Inode == s.Inode && other.Kind != s.Kind
	}
	if s.Made().Unix() {
		return s.PeerInode != 0 && other.Inode == s.PeerInode
	}
	if s.Ends.Peer.IsZero() || s.Ends.Peer.Unnamed() || s.Ends.Local.Unnamed() {
		return false
	}
	return other.Ends.Local == s.Ends.Peer && other.Ends.Peer == s.Ends.Local
}
