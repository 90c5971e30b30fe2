package sockets

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// Send wraps sendto(2) with a NULL address.
func (Linux) Send(fd int, p []byte, flags int) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_SENDTO, uintptr(fd),
		uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags), 0, 0)
	return int(n), failed("sendto", errno)
}

// Sendto wraps sendto(2).
func (Linux) Sendto(fd int, p []byte, flags int, to Addr) (int, error) {
	raw := to.Raw()
	n, _, errno := unix.Syscall6(unix.SYS_SENDTO, uintptr(fd),
		uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags),
		uintptr(unsafe.Pointer(unsafe.SliceData(raw))), uintptr(to.Length()))
	return int(n), failed("sendto", errno)
}

// Recv wraps recvfrom(2) with a NULL address.
func (Linux) Recv(fd int, p []byte, flags int) (int, error) {
	n, _, errno := unix.Syscall6(unix.SYS_RECVFROM, uintptr(fd),
		uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags), 0, 0)
	return int(n), failed("recvfrom", errno)
}

// Recvfrom wraps recvfrom(2).
func (Linux) Recvfrom(fd int, p []byte, flags int) (int, Addr, error) {
	var raw [unix.SizeofSockaddrAny]byte
	size := uint32(len(raw))
	n, _, errno := unix.Syscall6(unix.SYS_RECVFROM, uintptr(fd),
		uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)), uintptr(flags),
		uintptr(unsafe.Pointer(&raw)), uintptr(unsafe.Pointer(&size)))
	if errno != 0 {
		return -1, Addr{}, failed("recvfrom", errno)
	}
	return int(n), DecodeAddr(raw[:min(int(size), len(raw))]), nil
}

// Read wraps read(2).
func (Linux) Read(fd int, p []byte) (int, error) {
	n, _, errno := unix.Syscall(unix.SYS_READ, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)))
	return int(n), failed("read", errno)
}

// Write wraps write(2).
func (Linux) Write(fd int, p []byte) (int, error) {
	n, _, errno := unix.Syscall(unix.SYS_WRITE, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(p))), uintptr(len(p)))
	return int(n), failed("write", errno)
}
