package sockets

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// Getsockname wraps getsockname(2).
func (t Traced) Getsockname(fd int, told ...int) (Addr, error) {
	start := time.Now()
	addr, err := t.Kernel.Getsockname(fd, told...)
	t.reportName(start, SysGetsockname, fd, addr, err, told)
	return addr, err
}

// Getpeername wraps getpeername(2).
func (t Traced) Getpeername(fd int, told ...int) (Addr, error) {
	start := time.Now()
	addr, err := t.Kernel.Getpeername(fd, told...)
	t.reportName(start, SysGetpeername, fd, addr, err, told)
	return addr, err
}

func (t Traced) reportName(start time.Time, name Syscall, fd int, addr Addr, err error, told []int) {
	of := t.descriptor(fd)
	text, size := named(addr, err, told...)
	t.report(start, answer{err: err}, name, Values{FD: of, Addr: addr, Told: toldLength(told)}, of.Name, text, size)
}

// toldLength returns a length that overrides the true one, or nil.
func toldLength(told []int) *int {
	if len(told) == 0 {
		return nil
	}
	return &told[0]
}

// Setsockopt wraps setsockopt(2).
func (t Traced) Setsockopt(fd, level, option int, value []byte, told ...int) error {
	start := time.Now()
	err := t.Kernel.Setsockopt(fd, level, option, value, told...)
	l, o, v := t.option(true, level, option, value)
	v = "[" + v + "]"
	size := length(len(value), told)
	if size < 0 {
		v = somewhere
	}
	of := t.descriptor(fd)
	t.report(start, answer{err: err}, SysSetsockopt, Values{FD: of, Level: level, Option: option, Value: slices.Clone(value), Told: toldLength(told)}, of.Name, l, o, v, strconv.Itoa(size))
	return err
}

// AttachFilter wraps setsockopt(2) with SO_ATTACH_FILTER.
func (t Traced) AttachFilter(fd int, program []unix.SockFilter, told ...int) error {
	start := time.Now()
	err := t.Kernel.AttachFilter(fd, program, told...)
	of := t.descriptor(fd)
	v := Values{FD: of, Level: unix.SOL_SOCKET, Option: unix.SO_ATTACH_FILTER, Count: len(program), Told: toldLength(told)}
	filter, size := fmt.Sprintf("{len=%d}", len(program)), length(unix.SizeofSockFprog, told)
	if size != unix.SizeofSockFprog {
		filter = somewhere
	}
	t.report(start, answer{err: err}, SysSetsockopt, v, of.Name, "SOL_SOCKET", "SO_ATTACH_FILTER", filter, strconv.Itoa(size))
	return err
}

// Getsockopt wraps getsockopt(2).
func (t Traced) Getsockopt(fd, level, option int, value []byte, told ...int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Getsockopt(fd, level, option, value, told...)
	l, o, v := t.option(false, level, option, value[:n])
	of := t.descriptor(fd)
	values, out := Values{FD: of, Level: level, Option: option, Size: int64(len(value)), Told: toldLength(told)}, n
	if err == nil {
		values.Value, v = slices.Clone(value[:n]), "["+v+"]"
	} else {
		v, out = somewhere, len(value)
	}
	unit := optionUnit(level, option)
	in, out := length(len(value)/unit, told), length(out/unit, told)
	t.report(start, answer{err: err}, SysGetsockopt, values, of.Name, l, o, v, lengths(in, out))
	return n, err
}
