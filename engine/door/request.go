package door

import (
	"errors"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Ioctl judges a request and its argument. For an unknown request the kernel may expect a larger argument, and such
// requests can change settings of interfaces.
func (d *Door) Ioctl(request uint, argument []byte) error {
	r, ok := sockets.RequestOf(sockets.SysIoctl, int(request))
	switch {
	case !ok:
		return refuse("request %#x of ioctl is not one of those known here, and could change interfaces or routes, or write more than there is room for: write one by its name, such as FIONREAD", request)
	case len(argument) < r.Room():
		return refuse("%s needs %d bytes, and has %d: write it by its name", r.Name, r.Room(), len(argument))
	case r.Number == unix.SIOCETHTOOL:
		return d.asksDriver(argument)
	}
	return d.request(r, argument)
}

// Fcntl judges a command and its argument. Locks, leases and notifications are not known here.
func (d *Door) Fcntl(cmd, arg int) error {
	if r, ok := sockets.RequestOf(sockets.SysFcntl, cmd); ok && r.Shape != sockets.ByPointer {
		return d.request(r, order.AppendUint32(nil, uint32(arg)))
	}
	return refuse("command %d of fcntl is not one of those known here: write one by its name, such as F_GETFL", cmd)
}

// FcntlData judges a command that takes a pointer.
func (d *Door) FcntlData(cmd int, argument []byte) error {
	if r, ok := sockets.RequestOf(sockets.SysFcntl, cmd); ok && r.Shape == sockets.ByPointer && len(argument) >= r.Room() {
		return d.request(r, argument)
	}
	return refuse("command %d of fcntl is not one of those known here: write one by its name, such as F_GETOWN_EX", cmd)
}

// request judges a known request by what it could do.
func (d *Door) request(r *sockets.Request, argument []byte) error {
	switch r.Risk {
	case sockets.RiskOwner:
		return d.owner(owner(argument))
	case sockets.RiskSignal:
		return signal(int(int32(order.Uint32(argument))))
	case sockets.RiskMemory:
		return d.pipe(int(order.Uint32(argument)))
	case sockets.RiskCopy:
		return number(int(int32(order.Uint32(argument))), mostDescriptors())
	case sockets.RiskNone, sockets.RiskOpen, sockets.RiskPath:
	}
	return nil
}

// opens reports whether a request returns a descriptor: in other families, the number of SIOCUNIXFILE is a different
// request (SIOCPROTOPRIVATE, linux/sockios.h), whose answer is 0.
func (d *Door) opens(fd int, r *sockets.Request) bool {
	if r.Makes() || !r.Opens() {
		return false
	}
	k, ok := d.kind(fd)
	return ok && (k.domain == unix.AF_UNIX || r.Number == unix.SIOCGSKNS)
}

// highestNumber is more than any session needs. The kernel's table of descriptors is as long as the highest number, and
// a process may be allowed a billion.
const highestNumber = 1 << 19

// number judges the lowest number that a duplicate of a descriptor may get. The kernel refuses one beyond the process's
// limit.
func number(lowest int, limit uint64) error {
	if lowest < highestNumber || uint64(lowest) >= limit {
		return nil
	}
	return refuse("a descriptor with the number %d would make the kernel allocate a table that long: write one below %d", lowest, highestNumber)
}

// mostDescriptors returns the limit of this process (getrlimit(2), RLIMIT_NOFILE), or the largest possible if it is not
// known.
func mostDescriptors() uint64 {
	limit := unix.Rlimit{Cur: unix.RLIM_INFINITY}
	_ = unix.Prlimit(0, unix.RLIMIT_NOFILE, nil, &limit)
	return limit.Cur
}

// owner returns who is to get signals: a process, or a process group as a negative number. In struct f_owner_ex of
// fcntl(2) the kind comes first.
func owner(argument []byte) int {
	const group = 2 // F_OWNER_PGRP
	if len(argument) <= intSize {
		return int(int32(order.Uint32(argument)))
	}
	id := int(int32(order.Uint32(argument[intSize:])))
	if order.Uint32(argument) == group {
		return -id
	}
	return id
}

// owner judges who is to get signals. The kernel refuses an owner that does not exist.
func (d *Door) owner(pid int) error {
	if pid == 0 || d.Machine.Own(pid) || !d.Machine.Exists(pid) {
		return nil
	}
	if pid < 0 {
		return refuse("group %d may have processes that are not of this session, and they would get its signals: write self, or 0 for nobody", -pid)
	}
	return refuse("process %d is not of this session, and would get its signals, which can end it: write self, or 0 for nobody", pid)
}

// exists reports whether a process exists, or a process group, given as a negative number.
func exists(pid int) bool { return !errors.Is(unix.Kill(pid, 0), unix.ESRCH) }

// signal judges the signal that the owner gets: Go handles the permitted ones without ending or stopping the process.
// The kernel refuses numbers that are not signals.
func signal(number int) error {
	const firstRealTime, last = 35, 64 // 32 to 34 belong to the C library, and would end a Go program
	switch {
	case number <= 0 || number > last, number >= firstRealTime && number != int(thread.InterruptSignal):
		return nil
	}
	switch unix.Signal(number) {
	case unix.SIGIO, unix.SIGURG, unix.SIGUSR1, unix.SIGUSR2:
		return nil
	}
	return refuse("%s could end this session's process, or disturb it: write SIGIO, SIGURG, SIGUSR1, SIGUSR2 or another one from SIGRT_3 to SIGRT_32", sockets.Signals.Format(number))
}

// largestPipe is the most an ordinary user may have (fs.pipe-max-size, proc(5)).
const largestPipe = 1 << 20

// pipe judges how many bytes a pipe is to hold. The kernel refuses more than its limit to processes without
// CAP_SYS_RESOURCE (pipe_set_size in fs/pipe.c), such as a lab's root.
func (d *Door) pipe(size int) error {
	if size <= largestPipe || d.Lab || !d.Resource {
		return nil
	}
	return refuse("a pipe of %d bytes is more than an ordinary user may have: write at most 1MiB", size)
}

// asksDriver judges a query to the driver of an interface.
func (d *Door) asksDriver(argument []byte) error {
	command := int(order.Uint32(argument[unix.IFNAMSIZ:]))
	for _, n := range sockets.DriverQuestions.List {
		if n.Value == command {
			return nil
		}
	}
	return refuse("command %#x of SIOCETHTOOL is not known to be harmless: write a query such as ETHTOOL_GLINK", command)
}
