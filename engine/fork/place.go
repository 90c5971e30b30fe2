package fork

import (
	"errors"
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// mostPassed is how many descriptors fit into one message: SCM_MAX_FD, include/net/scm.h.
const mostPassed = 253

// pass sends copies of descriptors through a socket, in one message.
func pass(through int, fds []int) error {
	return os.NewSyscallError("sendmsg", unix.Sendmsg(through, []byte{0}, unix.UnixRights(fds...), nil, 0))
}

// received receives the descriptors of one message.
func received(from int) ([]int, error) {
	room := make([]byte, unix.CmsgSpace(mostPassed*4))
	_, n, flags, _, err := unix.Recvmsg(from, make([]byte, 1), room, unix.MSG_CMSG_CLOEXEC)
	if err != nil {
		return nil, os.NewSyscallError("recvmsg", err)
	}
	messages, err := unix.ParseSocketControlMessage(room[:n])
	if err != nil || len(messages) != 1 {
		return nil, errors.New("the descriptors did not arrive")
	}
	fds, err := unix.ParseUnixRights(&messages[0])
	if err == nil && flags&unix.MSG_CTRUNC != 0 { // the limit on descriptors was reached
		err = os.NewSyscallError("recvmsg", unix.EMFILE)
	}
	return fds, err
}

// Place moves the copies to the numbers of their originals, as far as those are free.
func (copied) Place(numbers []int, cloexec []bool) (placed []int, err error) {
	fds, err := received(control)
	if err != nil || len(fds) != len(numbers) {
		return nil, errors.Join(err, errors.New("not all descriptors arrived"))
	}
	beyond := slices.Max(numbers) + 1
	for i, fd := range fds { // out of the way of the numbers wanted
		if fds[i], err = unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, beyond); err != nil {
			return nil, os.NewSyscallError("fcntl", err)
		}
		_ = unix.Close(fd)
	}
	for i, fd := range fds {
		flags := 0
		if cloexec[i] {
			flags = unix.FD_CLOEXEC
		}
		if _, err := unix.FcntlInt(uintptr(numbers[i]), unix.F_GETFD, 0); err != nil { // it is free
			if err := unix.Dup3(fd, numbers[i], 0); err != nil {
				return nil, os.NewSyscallError("dup3", err)
			}
			_ = unix.Close(fd)
			fds[i] = numbers[i]
		}
		if _, err := unix.FcntlInt(uintptr(fds[i]), unix.F_SETFD, flags); err != nil {
			return nil, os.NewSyscallError("fcntl", err)
		}
	}
	return fds, nil
}
