package sockets

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// Getsockname wraps getsockname(2).
func (t Traced) Getsockname(fd int) (Addr, error) {
	start := time.Now()
	addr, err := t.Kernel.Getsockname(fd)
	t.reportName(start, SysGetsockname, fd, addr, err)
	return addr, err
}

// Getpeername wraps getpeername(2).
func (t Traced) Getpeername(fd int) (Addr, error) {
	start := time.Now()
	addr, err := t.Kernel.Getpeername(fd)
	t.reportName(start, SysGetpeername, fd, addr, err)
	return addr, err
}

func (t Traced) reportName(start time.Time, name Syscall, fd int, addr Addr, err error) {
	of := t.descriptor(fd)
	text, length := named(addr, err)
	t.report(start, answer{err: err}, name, Values{FD: of, Addr: addr}, of.Name, text, length)
}

// Setsockopt wraps setsockopt(2).
func (t Traced) Setsockopt(fd, level, option int, value []byte) error {
	start := time.Now()
	err := t.Kernel.Setsockopt(fd, level, option, value)
	l, o, v := t.option(true, level, option, value)
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysSetsockopt, Values{FD: of, Level: level, Option: option, Value: slices.Clone(value)}, of.Name, l, o, "["+v+"]", strconv.Itoa(len(value)))
	return err
}

// AttachFilter wraps setsockopt(2) with SO_ATTACH_FILTER.
func (t Traced) AttachFilter(fd int, program []unix.SockFilter) error {
	start := time.Now()
	err := t.Kernel.AttachFilter(fd, program)
	of := t.descriptor(fd)
	v := Values{FD: of, Level: unix.SOL_SOCKET, Option: unix.SO_ATTACH_FILTER, Count: len(program)}
	t.report(start, answer{err: err}, SysSetsockopt, v, of.Name, "SOL_SOCKET", "SO_ATTACH_FILTER",
		fmt.Sprintf("{len=%d}", len(program)), strconv.Itoa(unix.SizeofSockFprog))
	return err
}

// Getsockopt wraps getsockopt(2).
func (t Traced) Getsockopt(fd, level, option int, value []byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Getsockopt(fd, level, option, value)
	l, o, v := t.option(false, level, option, value[:n])
	of := t.descriptor(fd)
	values, out := Values{FD: of, Level: level, Option: option}, n
	if err == nil {
		values.Value, v = slices.Clone(value[:n]), "["+v+"]"
	} else {
		v, out = somewhere, len(value)
	}
	unit := optionUnit(level, option)
	t.report(start, answer{err: err}, SysGetsockopt, values, of.Name, l, o, v, lengths(len(value)/unit, out/unit))
	return n, err
}
