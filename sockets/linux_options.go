package sockets

import (
	"encoding/binary"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Getsockname wraps getsockname(2).
func (Linux) Getsockname(fd int, told ...int) (Addr, error) {
	return nameOf(unix.SYS_GETSOCKNAME, "getsockname", fd, told)
}

// Getpeername wraps getpeername(2).
func (Linux) Getpeername(fd int, told ...int) (Addr, error) {
	return nameOf(unix.SYS_GETPEERNAME, "getpeername", fd, told)
}

func nameOf(trap uintptr, call string, fd int, told []int) (Addr, error) {
	name := newRoom(told)
	_, _, errno := unix.RawSyscall(trap, uintptr(fd), uintptr(unsafe.Pointer(&name.raw)), uintptr(unsafe.Pointer(&name.size)))
	return name.addr(errno), failed(call, errno)
}

// Setsockopt wraps setsockopt(2).
func (Linux) Setsockopt(fd, level, option int, value []byte, told ...int) error {
	_, _, errno := unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(length(len(value), told)), 0)
	return failed("setsockopt", errno)
}

// AttachFilter wraps setsockopt(2) with SO_ATTACH_FILTER.
func (Linux) AttachFilter(fd int, program []unix.SockFilter, told ...int) error {
	fprog := unix.SockFprog{Len: uint16(len(program)), Filter: unsafe.SliceData(program)}
	_, _, errno := unix.Syscall6(unix.SYS_SETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER,
		uintptr(unsafe.Pointer(&fprog)), uintptr(length(unix.SizeofSockFprog, told)), 0)
	return failed("setsockopt", errno)
}

// Getsockopt wraps getsockopt(2). Lengths are in bytes, even for SO_GET_FILTER, for which the kernel counts
// instructions (net/core/filter.c, sk_get_filter).
func (Linux) Getsockopt(fd, level, option int, value []byte, told ...int) (int, error) {
	unit := optionUnit(level, option)
	size := uint32(length(len(value)/unit, told))
	into := value
	if len(told) > 0 {
		into = Resize(value, max(len(value), mostOption))
	}
	_, _, errno := unix.RawSyscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(option),
		uintptr(unsafe.Pointer(unsafe.SliceData(into))), uintptr(unsafe.Pointer(&size)), 0)
	if errno != 0 {
		return 0, failed("getsockopt", errno)
	}
	copy(value, into)
	return min(int(size)*unit, len(value)), nil
}

// mostOption is the most that an option fills in. Before Linux 6.8, options of TCP and UDP treat a negative length as
// unlimited (do_tcp_getsockopt in net/ipv4/tcp.c).
const mostOption = 4096

// optionUnit returns the unit, in bytes, of an option's length in getsockopt(2).
func optionUnit(level, option int) int {
	if level == unix.SOL_SOCKET && option == unix.SO_ATTACH_FILTER {
		return unix.SizeofSockFilter
	}
	return 1
}

// Fcntl wraps fcntl(2).
func (Linux) Fcntl(fd, cmd, arg int) (int, error) {
	n, _, errno := unix.RawSyscall(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg))
	return int(n), failed("fcntl", errno)
}

// IoctlGet wraps ioctl(2) for requests that fill in an int.
func (Linux) IoctlGet(fd int, request uint) (int, error) {
	var value int32
	_, _, errno := unix.RawSyscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(unsafe.Pointer(&value)))
	return int(value), failed("ioctl", errno)
}

// FcntlData wraps fcntl(2) for commands whose argument is a pointer.
func (Linux) FcntlData(fd, cmd int, argument []byte) (int, error) {
	n, _, errno := unix.RawSyscall(unix.SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(unsafe.Pointer(unsafe.SliceData(argument))))
	return int(n), failed("fcntl", errno)
}

// Ioctl wraps ioctl(2). For requests whose structure points to other memory, it builds the structure from the argument
// and copies the changes back.
func (Linux) Ioctl(fd int, request uint, argument []byte) (int, error) {
	given := unsafe.Pointer(unsafe.SliceData(argument))
	if len(argument) == 0 {
		given = nil
	}
	switch request {
	case unix.SIOCGIFCONF:
		list := struct { // struct ifconf, netdevice(7)
			length int32
			first  unsafe.Pointer
		}{int32(binary.NativeEndian.Uint32(argument)), unsafe.Pointer(unsafe.SliceData(argument[lengthSize:]))}
		n, errno := ioctl(fd, request, unsafe.Pointer(&list))
		binary.NativeEndian.PutUint32(argument, uint32(list.length))
		return n, failed("ioctl", errno)
	case unix.SIOCETHTOOL, unix.SIOCGHWTSTAMP:
		var driver struct { // struct ifreq
			name  [nameSize]byte
			data  unsafe.Pointer
			other [ifreqSize - nameSize - 8]byte
		}
		copy(driver.name[:], argument)
		driver.data = unsafe.Pointer(unsafe.SliceData(argument[nameSize:]))
		n, errno := ioctl(fd, request, unsafe.Pointer(&driver))
		return n, failed("ioctl", errno)
	}
	n, errno := ioctl(fd, request, given)
	return n, failed("ioctl", errno)
}

func ioctl(fd int, request uint, argument unsafe.Pointer) (int, unix.Errno) {
	n, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), uintptr(request), uintptr(argument)) // some wait for the lock of interfaces
	return int(n), errno
}
