package sockets

import (
	"strconv"
	"time"
)

// message returns the values of a call that sends or receives p.
func (t Traced) message(fd int, p []byte, flags int) Values {
	return Values{FD: t.descriptor(fd), Size: int64(len(p)), Flags: flags}
}

// Send wraps sendto(2) with a NULL address.
func (t Traced) Send(fd int, p []byte, flags int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Send(fd, p, flags)
	v := t.message(fd, p, flags)
	t.report(start, answer{ret: n, err: err}, SysSendto, v, v.FD.Name, data(p), strconv.Itoa(len(p)), MessageFlags.Format(flags), "NULL", "0")
	return n, err
}

// Sendto wraps sendto(2).
func (t Traced) Sendto(fd int, p []byte, flags int, to Addr) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Sendto(fd, p, flags, to)
	v := t.message(fd, p, flags)
	v.Addr = to
	t.report(start, answer{ret: n, err: err}, SysSendto, v, v.FD.Name, data(p), strconv.Itoa(len(p)), MessageFlags.Format(flags),
		brief(to), strconv.Itoa(to.Length()))
	return n, err
}

// Recv wraps recvfrom(2) with a NULL address.
func (t Traced) Recv(fd int, p []byte, flags int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Recv(fd, p, flags)
	v := t.message(fd, p, flags)
	t.report(start, answer{ret: n, err: err}, SysRecvfrom, v, v.FD.Name, received(p, n, err), strconv.Itoa(len(p)), MessageFlags.Format(flags), "NULL", "NULL")
	return n, err
}

// Recvfrom wraps recvfrom(2).
func (t Traced) Recvfrom(fd int, p []byte, flags int) (int, Addr, error) {
	start := time.Now()
	n, from, err := t.Kernel.Recvfrom(fd, p, flags)
	sender, size := named(from, err)
	v := t.message(fd, p, flags)
	v.Addr = from
	t.report(start, answer{ret: n, err: err}, SysRecvfrom, v, v.FD.Name, received(p, n, err), strconv.Itoa(len(p)), MessageFlags.Format(flags), sender, size)
	return n, from, err
}

// Read wraps read(2).
func (t Traced) Read(fd int, p []byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Read(fd, p)
	v := t.message(fd, p, 0)
	t.report(start, answer{ret: n, err: err}, SysRead, v, v.FD.Name, received(p, n, err), strconv.Itoa(len(p)))
	return n, err
}

// Write wraps write(2).
func (t Traced) Write(fd int, p []byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Write(fd, p)
	v := t.message(fd, p, 0)
	t.report(start, answer{ret: n, err: err}, SysWrite, v, v.FD.Name, data(p), strconv.Itoa(len(p)))
	return n, err
}
