package lookup

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// How long the processes of the machine are searched at most: while a session waits for it, and
// while a person does who has asked for nothing else. A busy machine has no 50 ms to spare at once.
const (
	ownersTime    = 50 * time.Millisecond
	allOwnersTime = 5 * time.Second
)

// owners are the processes that have sockets with some inodes, found by their descriptors in /proc.
type owners struct {
	of     map[uint32][]status.Owner
	denied bool // the descriptors of some processes may not be seen
	late   bool // not all processes were searched
	within time.Duration
}

// findOwners searches the processes, the youngest first, until every socket has an owner; to the
// end if others that share it are wanted too.
func findOwners(inodes []uint32, toTheEnd bool) owners {
	found := owners{of: map[uint32][]status.Owner{}, within: ownersTime}
	if toTheEnd {
		found.within = allOwnersTime
	}
	if len(inodes) == 0 {
		return found
	}
	deadline := time.Now().Add(found.within)
	pids := numbers("/proc")
	slices.Sort(pids)
	for _, pid := range slices.Backward(pids) {
		if time.Now().After(deadline) {
			found.late = true
			return found
		}
		folder := fmt.Sprintf("/proc/%d/fd", pid)
		fd, err := unix.Open(folder, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		if err != nil {
			found.denied = found.denied || refused(err)
			continue
		}
		mine := held(fd, inodes)
		_ = unix.Close(fd)
		found.add(pid, mine)
		if len(found.of) == len(inodes) && !toTheEnd {
			break
		}
	}
	return found
}

// refused reports whether the process may not look, as opposed to that there is nothing any more.
func refused(err error) bool { return errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) }

// held looks for sockets among the descriptors of a process, whose folder is open, and returns
// their inodes by the descriptors.
func held(folder int, inodes []uint32) (mine map[int]uint32) {
	target := make([]byte, 64)
	for _, fd := range entries(folder) {
		n, err := unix.Readlinkat(folder, strconv.Itoa(fd), target)
		if err != nil {
			continue
		}
		text, ok := strings.CutPrefix(string(target[:n]), "socket:[")
		if !ok {
			continue
		}
		inode, err := strconv.ParseUint(strings.TrimSuffix(text, "]"), 10, 32)
		if err != nil || !slices.Contains(inodes, uint32(inode)) {
			continue
		}
		if mine == nil {
			mine = map[int]uint32{}
		}
		mine[fd] = uint32(inode)
	}
	return mine
}

// add notes that a process has some of the sockets.
func (o *owners) add(pid int, mine map[int]uint32) {
	if len(mine) == 0 {
		return
	}
	name, _ := observe.ReadProc(fmt.Sprintf("/proc/%d/comm", pid), mostTarget)
	for _, fd := range slices.Sorted(maps.Keys(mine)) {
		inode := mine[fd]
		o.of[inode] = append(o.of[inode], status.Owner{PID: pid, Name: strings.TrimSpace(name), FD: fd})
	}
}

// numbers are the entries of a folder of /proc that are numbers.
func numbers(path string) []int {
	folder, err := unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	defer func() { _ = unix.Close(folder) }()
	return entries(folder)
}

// entries are those of an open folder that are numbers.
func entries(folder int) []int {
	var list []int
	room := make([]byte, 16<<10)
	for {
		n, err := unix.ReadDirent(folder, room)
		if err != nil || n <= 0 {
			return list
		}
		_, _, names := unix.ParseDirent(room[:n], -1, nil)
		for _, name := range names {
			if number, err := strconv.Atoi(name); err == nil {
				list = append(list, number)
			}
		}
	}
}

// owned finds the processes that have the holders that are not on the bench.
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
	found := findOwners(slices.Compact(inodes), toTheEnd)
	for i := range s.Holders {
		h := &s.Holders[i]
		h.Owners = append(h.Owners, found.of[h.Inode]...)
		s.unseen(found, len(h.Owners) > 0, h.Name, h.Local, h.Inode, h.UID)
	}
	for i := range s.Names {
		n := &s.Names[i]
		n.Owners = append(n.Owners, found.of[n.Inode]...)
		s.unseen(found, len(n.Owners) > 0, n.Name, n.Local, n.Inode, n.UID)
	}
}

// unseen notes that the owner of a socket was not found, and why.
func (s *search) unseen(found owners, owned bool, name, local string, inode, uid uint32) {
	switch {
	case name != "" || inode == 0 || owned:
	case found.late:
		s.miss(fmt.Sprintf("the owner of %s was not found within %v", local, found.within))
	case found.denied:
		s.miss(hidden(local, uid))
	}
}

// hidden says that this process may not see the owner of a socket.
func hidden(local string, uid uint32) string {
	return fmt.Sprintf("the owner of %s is not visible to this process: a process of user %d", local, uid)
}
