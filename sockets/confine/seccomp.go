package confine

import (
	"errors"
	"os"
	"slices"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Offsets into struct seccomp_data, include/uapi/linux/seccomp.h. The offset of an argument is that of its lower half,
// which holds an int.
const (
	offsetCall      = 0
	offsetArch      = 4
	offsetArguments = 16
	argumentBytes   = 8
)

// Flags of clone(2) that make namespaces, include/uapi/linux/sched.h.
const namespaces = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC |
	unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET

// The results of a filter. For a family that is not allowed, it is the result of one that does not exist in this
// network namespace.
const (
	refused     = unix.SECCOMP_RET_ERRNO | uint32(unix.EPERM)
	absent      = unix.SECCOMP_RET_ERRNO | uint32(unix.ENOSYS)
	unsupported = unix.SECCOMP_RET_ERRNO | uint32(unix.EAFNOSUPPORT)
)

// program returns the filter as classic BPF (bpf(4)). It allows calls that it does not know, but only this processor's
// native ones: those of 32-bit programs have other numbers. Most calls are judged by their number alone, which the
// kernel caches.
func program(l Limits) []unix.SockFilter {
	var b builder
	b.load(offsetArch)
	b.unless(arch, "refused")
	b.load(offsetCall)
	if foreign != 0 {
		b.from(foreign, "refused")
	}
	for _, call := range slices.Concat(calls[:], ofMachine) {
		b.when(uint32(call), "refused")
	}
	b.when(unix.SYS_CLONE, "clone")
	b.when(unix.SYS_CLONE3, "absent") // its flags are in memory; without it, clone is used instead
	if l.Families != nil || !l.Raw {
		b.when(unix.SYS_SOCKET, "socket")
		b.when(unix.SYS_SOCKETPAIR, "socket")
	}
	b.answer(unix.SECCOMP_RET_ALLOW)

	b.label("clone")
	b.argument(0)
	b.bits(namespaces, "refused")
	b.answer(unix.SECCOMP_RET_ALLOW)

	b.label("socket")
	b.argument(1)
	b.and(^uint32(sockFlags))
	b.from(unix.SOCK_PACKET+1, "allowed") // there are no types from here on, nor with other bits
	b.argument(0)
	b.from(unix.AF_MAX, "allowed") // there are no families from here on, as the kernel says
	if !l.Raw {
		b.when(unix.AF_INET, "inet")
		b.when(unix.AF_INET6, "inet6")
	}
	for _, family := range l.Families {
		b.when(uint32(family), "allowed")
	}
	if l.Families != nil {
		b.answer(unsupported)
	}
	b.answer(unix.SECCOMP_RET_ALLOW)

	b.label("inet")
	b.argument(1)
	b.and(^uint32(sockFlags))
	b.when(unix.SOCK_PACKET, "refused") // an old way to make packet sockets
	b.label("inet6")
	b.argument(1)
	b.and(^uint32(sockFlags))
	b.unless(unix.SOCK_RAW, "allowed")
	b.argument(2)
	b.when(0, "allowed")                  // the kernel itself refuses these, and its
	b.from(unix.IPPROTO_RAW+1, "allowed") // errno differs from EPERM
	b.label("refused")
	b.answer(refused)
	b.label("absent")
	b.answer(absent)
	b.label("allowed")
	b.answer(unix.SECCOMP_RET_ALLOW)
	return b.resolve()
}

// sockFlags are the flags that may be combined with the type of a socket (socket(2)).
const sockFlags = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC

// filter installs a filter on the calling thread (seccomp(2)).
func filter(program []unix.SockFilter) error {
	f := unix.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	// Kernels before 5.16 slow down a filtered process to prevent speculation, unless told not to.
	var errno unix.Errno
	for _, flags := range []uintptr{unix.SECCOMP_FILTER_FLAG_SPEC_ALLOW, 0} {
		_, _, errno = unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, flags, uintptr(unsafe.Pointer(&f)))
		if errno == 0 {
			return nil
		}
	}
	return os.NewSyscallError("seccomp SECCOMP_SET_MODE_FILTER", errno)
}

// filters returns why filters are not available, or nil if they are. It asks about an action that every kernel with
// filters has (seccomp(2), SECCOMP_GET_ACTION_AVAIL).
func filters() error {
	if !filtering {
		return errors.New("there is no filter for this processor")
	}
	action := uint32(unix.SECCOMP_RET_ERRNO)
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_GET_ACTION_AVAIL, 0, uintptr(unsafe.Pointer(&action)))
	if errno != 0 {
		return os.NewSyscallError("seccomp SECCOMP_GET_ACTION_AVAIL", errno)
	}
	return nil
}
