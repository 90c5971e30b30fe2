package door

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Fcntl makes fcntl(2) with a known command.
func (g Guarded) Fcntl(fd, cmd, arg int) (int, error) {
	if err := g.bar(g.Door.Fcntl(cmd, arg)); err != nil {
		return -1, err
	}
	r, _ := sockets.RequestOf(sockets.SysFcntl, cmd)
	if r.Makes() {
		if err := g.room(1); err != nil {
			return -1, err
		}
	}
	n, err := g.Kernel.Fcntl(fd, cmd, arg)
	return n, g.owned(fd, r, order.AppendUint32(nil, uint32(arg)), err)
}

// FcntlData makes fcntl(2) with a known command that takes a pointer.
func (g Guarded) FcntlData(fd, cmd int, argument []byte) (int, error) {
	if err := g.bar(g.Door.FcntlData(cmd, argument)); err != nil {
		return -1, err
	}
	r, _ := sockets.RequestOf(sockets.SysFcntl, cmd)
	n, err := g.Kernel.FcntlData(fd, cmd, argument)
	return n, g.owned(fd, r, argument, err)
}

// IoctlGet makes ioctl(2) with a request that fills in an int.
func (g Guarded) IoctlGet(fd int, request uint) (int, error) {
	if err := g.bar(g.Door.Ioctl(request, make([]byte, intSize))); err != nil {
		return 0, err
	}
	return g.Kernel.IoctlGet(fd, request)
}

// Ioctl makes ioctl(2) with a known request. If that opens a descriptor, Ioctl closes it, as [Guarded.Getsockopt] does,
// unless it is a path descriptor and the step keeps it.
func (g Guarded) Ioctl(fd int, request uint, argument []byte) (int, error) {
	if err := g.bar(g.Door.Ioctl(request, argument)); err != nil {
		return -1, err
	}
	r, _ := sockets.RequestOf(sockets.SysIoctl, int(request))
	if r.Opens() {
		if err := g.room(1); err != nil {
			return -1, err
		}
	}
	n, err := g.Kernel.Ioctl(fd, request, argument)
	if err == nil && g.Door.opens(fd, r) && !(r.Keeps() && g.Keep) {
		_ = g.Kernel.Close(n)
		g.note("the descriptor that it opened was closed at once")
	}
	return n, g.owned(fd, r, argument, err)
}

// owned withdraws the signals from a process that did not exist when the call was judged, but did when it was made.
func (g Guarded) owned(fd int, r *sockets.Request, argument []byte, err error) error {
	if err != nil || r.Risk != sockets.RiskOwner {
		return err
	}
	pid := owner(argument)
	if pid == 0 || g.Door.Machine.Own(pid) {
		return nil
	}
	_, _ = g.Kernel.Fcntl(fd, unix.F_SETOWN, 0)
	return g.bar(refuse("process %d has just started and is not part of this session: nobody gets the signals", pid))
}
