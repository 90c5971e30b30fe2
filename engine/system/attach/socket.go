package attach

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/system"
	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Socket is a socket descriptor of a process, as described by the kernel's tables and /proc, without making a copy. Its
// ID, Name and times are not set.
type Socket struct {
	PID     int
	Inode   uint64
	Network string // of namespaces(7), net:[…], if a table says it and it is not ours
	Flags   int    // O_ flags of open(2): those of the description, and O_CLOEXEC
	status.Socket

	told *system.Socket // nil if it is not in any table
}

// procFile returns the path of a file of a process in /proc.
func procFile(pid int, name string) string { return fmt.Sprintf("/proc/%d/%s", pid, name) }

// fdFile returns the path of a descriptor's link in that folder.
func fdFile(fd int) string { return "fd/" + strconv.Itoa(fd) }

// Sockets returns the process's sockets, sorted by descriptor. The error is a [Refused].
func (p *Process) Sockets() ([]Socket, error) {
	var list []Socket
	var err error
	// One Look for all: making its timer takes longer than reading a descriptor.
	thread.Look(func() { list, err = p.readSockets() })
	if err != nil {
		return nil, p.refusedToLook("opendir", err)
	}
	slices.SortFunc(list, func(a, b Socket) int { return a.FD - b.FD })
	p.look(list)
	return list, nil
}

func (p *Process) readSockets() (list []Socket, err error) {
	entries, err := os.ReadDir(procFile(p.PID, "fd"))
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		fd, err := strconv.Atoi(entry.Name())
		if err != nil {
			continue
		}
		if inode, _, err := p.readInode(fd); err == nil && inode != 0 {
			list = append(list, p.socket(fd, inode, p.readFlags(fd)))
		}
	}
	return list, nil
}

// Socket returns the socket of one descriptor. The error is a [Refused], or says what else the descriptor refers to.
func (p *Process) Socket(fd int) (Socket, error) {
	inode, what, err := p.inode(fd)
	switch {
	case sockets.Errno(err) == unix.ENOENT && p.visible():
		return Socket{}, fmt.Errorf("process %d (%s) has no descriptor %d", p.PID, p.Name, fd)
	case err != nil:
		return Socket{}, p.refusedToLook("readlink", err)
	case inode == 0:
		return Socket{}, fmt.Errorf("descriptor %d of process %d (%s) is not a socket: it is %s", fd, p.PID, p.Name, what)
	}
	one := []Socket{p.socket(fd, inode, p.flags(fd))}
	p.look(one)
	return one[0], nil
}

// visible reports whether the folder of the process's descriptors can be read.
func (p *Process) visible() bool {
	folder, err := unix.Open(procFile(p.PID, "fd"), unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	_ = unix.Close(folder)
	return err == nil && p.process.Runs()
}

// inode returns the inode of a descriptor's socket (proc_pid_fd(5)), or 0 and what the descriptor refers to instead.
func (p *Process) inode(fd int) (inode uint64, what string, err error) {
	thread.Look(func() { inode, what, err = p.readInode(fd) })
	return inode, what, err
}

// readInode must be called within [thread.Look].
func (p *Process) readInode(fd int) (inode uint64, what string, err error) {
	target := make([]byte, unix.PathMax)
	n, err := unix.Readlink(procFile(p.PID, fdFile(fd)), target)
	if err != nil {
		return 0, "", err
	}
	what = string(target[:n])
	if _, err := fmt.Sscanf(what, "socket:[%d]", &inode); err != nil {
		return 0, what, nil
	}
	return inode, "", nil
}

// socket returns what is known from the descriptor alone.
func (p *Process) socket(fd int, inode uint64, flags int) Socket {
	s := Socket{PID: p.PID, Inode: inode, Socket: status.Socket{FD: fd, Open: true, Origin: p.Name}}
	s.flags(flags)
	return s
}

// flags updates the socket with the flags from fdinfo.
func (s *Socket) flags(flags int) {
	s.Flags = flags
	s.Nonblock, s.Cloexec = flags&unix.O_NONBLOCK != 0, flags&unix.O_CLOEXEC != 0
}

// flags returns the flags in /proc/PID/fdinfo (proc_pid_fdinfo(5)), which are octal there; 0 if it can't be read.
func (p *Process) flags(fd int) (flags int) {
	thread.Look(func() { flags = p.readFlags(fd) })
	return flags
}

// readFlags must be called within [thread.Look].
func (p *Process) readFlags(fd int) int {
	text, _ := observe.ReadProc(procFile(p.PID, "fdinfo/"+strconv.Itoa(fd)), fdinfoRoom)
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(line, "flags:"); ok {
			flags, _ := strconv.ParseInt(strings.TrimSpace(value), 8, 64)
			return int(flags)
		}
	}
	return 0
}

// fdinfoRoom is larger than the fdinfo of a socket.
const fdinfoRoom = 1 << 10

// made records the arguments that the socket was made with.
func (s *Socket) made(domain, typ, protocol int) {
	s.Domain, s.Type, s.Protocol = domain, typ, protocol
	s.Kind = step.KindLabel(domain, typ, protocol)
}
