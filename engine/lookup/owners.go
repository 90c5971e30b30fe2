package lookup

import (
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/system"
)

// How long the search through the machine's processes may take: while a session waits for it, and while a person waits
// who has asked for nothing else. A busy machine does not have 50 ms to spare at once.
const (
	ownersTime    = 50 * time.Millisecond
	allOwnersTime = 5 * time.Second
)

// owned looks for the processes that have the holders that are not on the bench.
func (s *search) owned(toTheEnd bool) {
	var inodes []uint32
	for _, h := range s.Holders {
		if h.Name == "" && h.Inode != 0 && h.Owners == nil {
			inodes = append(inodes, h.Inode)
		}
	}
	for _, n := range s.Names {
		if n.Name == "" && n.Inode != 0 && n.Owners == nil {
			inodes = append(inodes, n.Inode)
		}
	}
	if inodes == nil {
		return
	}
	slices.Sort(inodes)
	within := ownersTime
	if toTheEnd {
		within = allOwnersTime
	}
	found := system.FindOwners(slices.Compact(inodes), toTheEnd, within)
	for i := range s.Holders {
		h := &s.Holders[i]
		h.Owners = append(h.Owners, found.Of[h.Inode]...)
		s.unseen(found, within, len(h.Owners) > 0, h.Name, h.Local, h.Inode, h.UID)
	}
	for i := range s.Names {
		n := &s.Names[i]
		n.Owners = append(n.Owners, found.Of[n.Inode]...)
		s.unseen(found, within, len(n.Owners) > 0, n.Name, n.Local, n.Inode, n.UID)
	}
}

// unseen records that the owner of a socket was not found, and why.
func (s *search) unseen(found system.Search, within time.Duration, owned bool, name, local string, inode, uid uint32) {
	switch {
	case name != "" || inode == 0 || owned:
	case found.Late:
		s.miss(fmt.Sprintf("the owner of %s was not found within %v", local, within))
	case found.Denied:
		s.miss(hidden(local, uid))
	}
}

// hidden says that this process can't see the owner of a socket.
func hidden(local string, uid uint32) string {
	return fmt.Sprintf("the owner of %s is not visible to this process: a process of user %d", local, uid)
}
