package system

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"

	"golang.org/x/sys/unix"
)

// Process is one process and its sockets.
type Process struct {
	PID  int
	Name string // its comm (proc(5)): at most 15 bytes
	UID  uint32 // owner of its folder in /proc: its effective user, or 0 if it may not be traced

	denied bool             // its descriptors can't be seen
	count  int64            // how many descriptors it had when they were read
	begun  unix.Timespec    // of its folder, which distinguishes it from an earlier process with the same ID
	held   map[uint32][]int // its descriptors, by inode of the socket
}

// mostName is the buffer size for a comm, with room to spare.
const mostName = 64

// readProcess reads a process and its sockets. It reports false if the process does not exist.
func readProcess(pid int, known *Process, room []byte) (*Process, bool) {
	var folder, list unix.Stat_t
	if unix.Stat(processFolder(pid, ""), &folder) != nil {
		return nil, false
	}
	_ = unix.Stat(processFolder(pid, "fd"), &list) // the size is the number of descriptors since Linux 6.2
	if known != nil && !known.denied && known.begun == folder.Ctim && list.Size > 0 && known.count == list.Size {
		return known, true
	}
	p := &Process{PID: pid, UID: folder.Uid, begun: folder.Ctim, count: list.Size}
	p.Name = nameOf(pid)
	fd, err := unix.Open(processFolder(pid, "fd"), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		p.denied = refused(err)
		return p, true
	}
	defer func() { _ = unix.Close(fd) }()
	p.held = held(fd, room)
	return p, true
}

// nameOf returns the name of a process; "" if there is none.
func nameOf(pid int) string {
	name, _ := observe.ReadProc(processFolder(pid, "comm"), mostName)
	return strings.TrimSuffix(name, "\n")
}

// sameSockets reports whether a process has the same sockets as when it was read before.
func (p *Process) sameSockets(before *Process) bool {
	if p == before || before == nil {
		return p == before || p.held == nil
	}
	return p.Name == before.Name && maps.EqualFunc(p.held, before.held, slices.Equal)
}

// held returns the sockets among the descriptors of a process by inode; folder is the process's open fd folder. Links
// are read but not followed: querying a file may wait for a machine that does not answer. held must be called within
// [thread.Look].
func held(folder int, room []byte) map[uint32][]int {
	var mine map[uint32][]int
	target := make([]byte, 64)
	eachNumber(folder, room, func(fd int, _ []byte) {
		n, err := unix.Readlinkat(folder, strconv.Itoa(fd), target)
		if err != nil {
			return
		}
		inode, ok := socketInode(target[:n])
		if !ok {
			return
		}
		if mine == nil {
			mine = map[uint32][]int{}
		}
		mine[inode] = append(mine[inode], fd)
	})
	return mine
}

// socketInode parses socket:[1234], the link of a socket in /proc/PID/fd.
func socketInode(target []byte) (inode uint32, ok bool) {
	const before, behind = "socket:[", "]"
	if len(target) <= len(before)+len(behind) || string(target[:len(before)]) != before {
		return 0, false
	}
	for _, b := range target[len(before) : len(target)-len(behind)] {
		if b < '0' || b > '9' {
			return 0, false
		}
		inode = inode*10 + uint32(b-'0')
	}
	return inode, true
}
