package system

import (
	"slices"
	"time"

	"netnet-tui/engine/thread"

	"golang.org/x/sys/unix"
)

// Search is the result of a single search for the processes that have some sockets.
type Search struct {
	Of     map[uint32][]Owner // by inode of the socket
	Denied bool               // the descriptors of some processes can't be seen
	Late   bool               // not all processes were searched
}

// FindOwners searches the processes, youngest first, until every socket has an owner, or all of them if toTheEnd is
// set, to find others that share a socket. It gives up when the time is over.
func FindOwners(inodes []uint32, toTheEnd bool, within time.Duration) Search {
	found := Search{Of: map[uint32][]Owner{}}
	if len(inodes) == 0 {
		return found
	}
	thread.Look(func() { found.search(inodes, toTheEnd, time.Now().Add(within)) })
	return found
}

func (s *Search) search(inodes []uint32, toTheEnd bool, deadline time.Time) {
	pids := numbers("/proc")
	slices.Sort(pids)
	room := make([]byte, 32<<10)
	for _, pid := range slices.Backward(pids) {
		if time.Now().After(deadline) {
			s.Late = true
			return
		}
		fd, err := unix.Open(processFolder(pid, "fd"), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			s.Denied = s.Denied || refused(err)
			continue
		}
		mine := held(fd, room)
		_ = unix.Close(fd)
		s.add(pid, inodes, mine)
		if len(s.Of) == len(inodes) && !toTheEnd {
			return
		}
	}
}

// add records that a process has some of the sockets.
func (s *Search) add(pid int, inodes []uint32, mine map[uint32][]int) {
	name := ""
	for _, inode := range inodes {
		for _, fd := range slices.Sorted(slices.Values(mine[inode])) {
			if name == "" {
				name = nameOf(pid)
			}
			s.Of[inode] = append(s.Of[inode], Owner{PID: pid, Name: name, FD: fd})
		}
	}
}
