package sockets

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// header is a message in the kernel's form, with the memory that it points to.
type header struct {
	msg  unix.Msghdr
	name [unix.SizeofSockaddrAny]byte
	iov  []unix.Iovec
}

// vector returns struct iovec for each part (readv(2)).
func vector(parts [][]byte) []unix.Iovec {
	iov := make([]unix.Iovec, len(parts))
	for i, p := range parts {
		iov[i].Base = unsafe.SliceData(p)
		iov[i].SetLen(len(p))
	}
	return iov
}

// fill prepares the message to send or, with receive, to be filled in.
func (h *header) fill(m *Message, receive bool) {
	h.iov = vector(m.Parts)
	h.msg.Iov = unsafe.SliceData(h.iov)
	h.msg.SetIovlen(len(h.iov))
	if len(m.Control) > 0 {
		h.msg.Control = unsafe.SliceData(m.Control)
	}
	h.msg.SetControllen(len(m.Control))
	switch {
	case receive:
		h.msg.Name, h.msg.Namelen = &h.name[0], uint32(len(h.name))
	case m.Addr != nil:
		h.msg.Name, h.msg.Namelen = unsafe.SliceData(m.Addr.Raw()), uint32(m.Addr.Length())
	}
}

// read copies what the kernel has filled in.
func (h *header) read(m *Message) {
	m.Flags = int(h.msg.Flags)
	m.Control = m.Control[:min(int(h.msg.Controllen), len(m.Control))]
	m.Addr = nil
	if addr := DecodeAddr(h.name[:min(int(h.msg.Namelen), len(h.name))]); h.msg.Namelen > 0 && !addr.IsZero() {
		m.Addr = &addr
	}
}

// Sendmsg wraps sendmsg(2).
func (Linux) Sendmsg(fd int, m *Message, flags int) (int, error) {
	var h header
	h.fill(m, false)
	n, _, errno := unix.Syscall(unix.SYS_SENDMSG, uintptr(fd), uintptr(unsafe.Pointer(&h.msg)), uintptr(flags))
	return int(n), failed("sendmsg", errno)
}

// Recvmsg wraps recvmsg(2).
func (Linux) Recvmsg(fd int, m *Message, flags int) (int, error) {
	var h header
	h.fill(m, true)
	n, _, errno := unix.Syscall(unix.SYS_RECVMSG, uintptr(fd), uintptr(unsafe.Pointer(&h.msg)), uintptr(flags))
	if errno == 0 {
		h.read(m)
	}
	return int(n), failed("recvmsg", errno)
}

// mmsghdr is struct mmsghdr of sendmmsg(2).
type mmsghdr struct {
	msg unix.Msghdr
	len uint32
	_   [unsafe.Sizeof(uintptr(0)) - 4]byte
}

// Sendmmsg wraps sendmmsg(2).
func (Linux) Sendmmsg(fd int, list []Message, flags int) (int, error) {
	return several(unix.SYS_SENDMMSG, "sendmmsg", fd, list, flags, false)
}

// Recvmmsg wraps recvmmsg(2) without a timeout.
func (Linux) Recvmmsg(fd int, list []Message, flags int) (int, error) {
	return several(unix.SYS_RECVMMSG, "recvmmsg", fd, list, flags, true)
}

func several(trap uintptr, call string, fd int, list []Message, flags int, receive bool) (int, error) {
	heads, raw := make([]header, len(list)), make([]mmsghdr, len(list))
	for i := range list {
		heads[i].fill(&list[i], receive)
		raw[i].msg = heads[i].msg
	}
	n, _, errno := unix.Syscall6(trap, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(raw))), uintptr(len(raw)), uintptr(flags), 0, 0)
	for i := range list {
		if errno != 0 || i >= int(n) {
			break
		}
		list[i].Len = int(raw[i].len)
		if receive {
			heads[i].msg = raw[i].msg
			heads[i].read(&list[i])
		}
	}
	return int(n), failed(call, errno)
}

// Writev wraps writev(2).
func (Linux) Writev(fd int, parts [][]byte) (int, error) {
	iov := vector(parts)
	n, _, errno := unix.Syscall(unix.SYS_WRITEV, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(iov))), uintptr(len(iov)))
	return int(n), failed("writev", errno)
}

// Readv wraps readv(2).
func (Linux) Readv(fd int, parts [][]byte) (int, error) {
	iov := vector(parts)
	n, _, errno := unix.Syscall(unix.SYS_READV, uintptr(fd), uintptr(unsafe.Pointer(unsafe.SliceData(iov))), uintptr(len(iov)))
	return int(n), failed("readv", errno)
}
