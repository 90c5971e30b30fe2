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

// toldLength is a length that a call is told, nil for the true one.
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

// Fcntl wraps fcntl(2).
func (t Traced) Fcntl(fd, cmd, arg int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Fcntl(fd, cmd, arg)
	v := Values{FD: t.descriptor(fd), Op: cmd, Flags: arg}
	args := []string{v.FD.Name}
	note := ""
	switch cmd {
	case unix.F_GETFL, unix.F_GETFD:
		v.Flags = max(n, 0)
	}
	switch cmd {
	case unix.F_GETFL:
		args = append(args, "F_GETFL")
		note = flagsNote + StatusFlags.Format(n) + ")"
	case unix.F_GETFD:
		args = append(args, "F_GETFD")
		if n != 0 {
			note = flagsNote + DescriptorFlags.Format(n) + ")"
		}
	case unix.F_SETFL:
		args = append(args, "F_SETFL", StatusFlags.Format(arg))
	case unix.F_SETFD:
		args = append(args, "F_SETFD", DescriptorFlags.Format(arg))
	case unix.F_GETOWN, unix.F_GETSIG, unix.F_GETPIPE_SZ:
		args = append(args, FcntlCommands.Format(cmd))
	case unix.F_GET_SEALS:
		v.Flags = max(n, 0)
		args = append(args, "F_GET_SEALS")
		if n != 0 {
			note = "(seals " + Seals.Format(n) + ")"
		}
	case unix.F_ADD_SEALS:
		args = append(args, "F_ADD_SEALS", Seals.Format(arg))
	case unix.F_SETSIG:
		args = append(args, "F_SETSIG", signalName(arg))
	default:
		args = append(args, FcntlCommands.Format(cmd), strconv.Itoa(arg))
	}
	t.report(start, answer{n, err, note}, SysFcntl, v, args...)
	return n, err
}

// signalName is a signal as strace(1) prints it: SIGUSR1, or 0 for the usual one.
func signalName(number int) string {
	if name := unix.SignalName(unix.Signal(number)); name != "" {
		return name
	}
	return strconv.Itoa(number)
}

// IoctlGet wraps ioctl(2) for requests that fill in an int.
func (t Traced) IoctlGet(fd int, request uint) (int, error) {
	start := time.Now()
	value, err := t.Kernel.IoctlGet(fd, request)
	shown := fmt.Sprintf("[%d]", value)
	if err != nil {
		shown = somewhere
	}
	v := Values{FD: t.descriptor(fd), Op: int(request), Number: int64(value)}
	t.report(start, answer{err: err}, SysIoctl, v, v.FD.Name, Requests.Format(int(request)), shown)
	return value, err
}

// IoctlSet wraps ioctl(2) for requests that read an int.
func (t Traced) IoctlSet(fd int, request uint, value int) error {
	start := time.Now()
	err := t.Kernel.IoctlSet(fd, request, value)
	v := Values{FD: t.descriptor(fd), Op: int(request), Number: int64(value)}
	t.report(start, answer{err: err}, SysIoctl, v, v.FD.Name, Requests.Format(int(request)), fmt.Sprintf("[%d]", value))
	return err
}
