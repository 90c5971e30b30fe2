package sockets

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// Fcntl wraps fcntl(2).
func (t Traced) Fcntl(fd, cmd, arg int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Fcntl(fd, cmd, arg)
	v := Values{FD: t.descriptor(fd), Op: cmd, Flags: arg}
	args := []string{v.FD.Name}
	r, ok := RequestOf(SysFcntl, cmd)
	switch {
	case !ok:
		args = append(args, strconv.Itoa(cmd), strconv.Itoa(arg))
	case r.Shape == ByNumber:
		args = append(args, r.Name, r.Takes.trace(intBytes(arg)))
	default:
		args = append(args, r.Name)
		if v.Flags = n; err != nil {
			v.Flags = 0
		}
	}
	t.report(start, answer{n, err, fcntlNote(r, n)}, SysFcntl, v, args...)
	return n, err
}

// fcntlNote returns what strace adds to a result of fcntl(2) that has names.
func fcntlNote(r *Request, n int) string {
	if r == nil || r.Gives == nil || r.Gives.Names == nil {
		return ""
	}
	text := r.Gives.trace(intBytes(n))
	switch {
	case r.Number == unix.F_GETFL:
		return flagsNote + text + ")"
	case n == 0:
		return ""
	case r.Gives.Names == Seals:
		return sealsNote + text + ")"
	case r.Gives.Names == DescriptorFlags:
		return flagsNote + text + ")"
	}
	return "(" + text + ")"
}

// FcntlData wraps fcntl(2) for commands whose argument is a pointer.
func (t Traced) FcntlData(fd, cmd int, argument []byte) (int, error) {
	start := time.Now()
	n, err := t.Kernel.FcntlData(fd, cmd, argument)
	v := Values{FD: t.descriptor(fd), Op: cmd, Value: slices.Clone(argument)}
	args := []string{v.FD.Name, strconv.Itoa(cmd), somewhere}
	if r, ok := RequestOf(SysFcntl, cmd); ok {
		args = append([]string{v.FD.Name}, r.shows(argument, argument, err)...)
	}
	t.report(start, answer{ret: n, err: err}, SysFcntl, v, args...)
	return n, err
}

// IoctlGet wraps ioctl(2) for requests that fill in an int.
func (t Traced) IoctlGet(fd int, request uint) (int, error) {
	value := intBytes(0)
	_, err := t.Ioctl(fd, request, value)
	return intOf(value), err
}

// Ioctl wraps ioctl(2).
func (t Traced) Ioctl(fd int, request uint, argument []byte) (int, error) {
	given := slices.Clone(argument)
	start := time.Now()
	n, err := t.Kernel.Ioctl(fd, request, argument)
	v := Values{FD: t.descriptor(fd), Op: int(request), Value: slices.Clone(argument)}
	if len(argument) == lengthSize {
		v.Number, v.Value = int64(intOf(argument)), nil
	}
	args := []string{v.FD.Name, strconv.FormatUint(uint64(request), 10), somewhere}
	if r, ok := RequestOf(SysIoctl, int(request)); ok {
		args = append([]string{v.FD.Name}, r.shows(given, argument, err)...)
	}
	t.report(start, answer{ret: n, err: err}, SysIoctl, v, args...)
	return n, err
}

// shows returns the name of the request and its argument as strace prints them: what was passed in, and what was filled
// in.
func (r *Request) shows(given, filled []byte, err error) []string {
	args := []string{r.Name}
	if r.shown != "" {
		args[0] = r.shown
	}
	switch r.Shape {
	case ByNothing, ByNumber:
		return args
	case ByPointer:
		return append(args, r.pointed(given, filled, err))
	case ByInterface:
		text := "{" + traceDevice(given)
		if err == nil {
			text += ", " + r.Field + "=" + r.Gives.trace(r.Answer(0, filled))
		}
		return append(args, text+"}")
	case ByIndex:
		text := "{" + r.Field + "=" + r.Takes.trace(given[nameSize:])
		if err == nil {
			text += ", " + traceDevice(filled)
		}
		return append(args, text+"}")
	case ByList:
		return append(args, r.listed(given, filled, err))
	case ByDriver, ByUnread:
	}
	return append(args, somewhere)
}

// pointed prints what a pointer points to.
func (r *Request) pointed(given, filled []byte, err error) string {
	form, raw := r.Gives, filled
	if r.Takes != nil {
		form, raw, err = r.Takes, given, nil
	}
	switch {
	case r.opaque || form.trace == nil || err != nil || len(raw) < form.Size:
		return somewhere
	case form.Numeric:
		return "[" + form.trace(raw) + "]"
	}
	return form.trace(raw)
}

// listed prints struct ifconf.
func (r *Request) listed(given, filled []byte, err error) string {
	length := func(memory []byte) string {
		n := intOf(memory)
		return fmt.Sprintf("%d /* %d * sizeof(struct ifreq) */", n, n/ifreqSize)
	}
	if err != nil {
		return "{ifc_len=" + length(given) + ", ifc_buf=" + somewhere + "}"
	}
	text := length(given)
	if then := length(filled); then != text {
		text += " => " + then
	}
	return "{ifc_len=" + text + ", ifc_buf=" + r.Gives.trace(r.Answer(0, filled)) + "}"
}
