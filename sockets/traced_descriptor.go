package sockets

import (
	"fmt"
	"strconv"
	"time"
)

// Dup3 wraps dup3(2).
func (t Traced) Dup3(fd, to, flags int) (int, error) {
	start := time.Now()
	copied, err := t.Kernel.Dup3(fd, to, flags)
	v := Values{FD: t.descriptor(fd), Other: t.descriptor(to), Flags: flags}
	t.report(start, answer{ret: copied, err: err}, SysDup3, v, v.FD.Name, v.Other.Name, PipeFlags.Format(flags))
	return copied, err
}

// MemfdCreate wraps memfd_create(2).
func (t Traced) MemfdCreate(name string, flags int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.MemfdCreate(name, flags)
	t.report(start, answer{ret: fd, err: err}, SysMemfdCreate, Values{Flags: flags}, Quote([]byte(name)), MemfdFlags.Format(flags))
	return fd, err
}

// Pipe2 wraps pipe2(2).
func (t Traced) Pipe2(flags int) ([2]int, error) {
	start := time.Now()
	pair, err := t.Kernel.Pipe2(flags)
	v, shown := Values{Flags: flags}, somewhere
	if err == nil {
		v.Pair, shown = pair[:], fmt.Sprintf("[%d, %d]", pair[0], pair[1])
	}
	t.report(start, answer{err: err}, SysPipe2, v, shown, PipeFlags.Format(flags))
	return pair, err
}

// Eventfd2 wraps eventfd2(2).
func (t Traced) Eventfd2(count uint32, flags int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.Eventfd2(count, flags)
	v := Values{Number: int64(count), Flags: flags}
	t.report(start, answer{ret: fd, err: err}, SysEventfd2, v, strconv.FormatUint(uint64(count), 10), EventfdFlags.Format(flags))
	return fd, err
}

// TimerfdCreate wraps timerfd_create(2).
func (t Traced) TimerfdCreate(clock, flags int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.TimerfdCreate(clock, flags)
	t.report(start, answer{ret: fd, err: err}, SysTimerfdCreate, Values{Op: clock, Flags: flags}, Clocks.Format(clock), TimerfdFlags.Format(flags))
	return fd, err
}

// TimerfdSettime wraps timerfd_settime(2).
func (t Traced) TimerfdSettime(fd, flags int, first, every time.Duration) error {
	start := time.Now()
	err := t.Kernel.TimerfdSettime(fd, flags, first, every)
	v := Values{FD: t.descriptor(fd), Flags: flags, Timeout: first, Number: every.Nanoseconds()}
	t.report(start, answer{err: err}, SysTimerfdSettime, v, v.FD.Name, number(flags),
		"{it_interval="+seconds(every)+", it_value="+seconds(first)+"}", "NULL")
	return err
}

// seconds formats a time as struct timespec.
func seconds(d time.Duration) string {
	return fmt.Sprintf("{tv_sec=%d, tv_nsec=%d}", d/time.Second, d%time.Second)
}

// Lseek wraps lseek(2).
func (t Traced) Lseek(fd int, offset int64, whence int) (int64, error) {
	start := time.Now()
	position, err := t.Kernel.Lseek(fd, offset, whence)
	v := Values{FD: t.descriptor(fd), Number: offset, Op: whence}
	t.report(start, answer{ret: int(position), err: err}, SysLseek, v, v.FD.Name, strconv.FormatInt(offset, 10), Whences.Format(whence))
	return position, err
}

// Sendfile wraps sendfile(2).
func (t Traced) Sendfile(out, in, size int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Sendfile(out, in, size)
	v := t.moved(out, in, size)
	t.report(start, answer{ret: n, err: err}, SysSendfile, v, v.FD.Name, v.Other.Name, "NULL", strconv.Itoa(size))
	return n, err
}

// Splice wraps splice(2).
func (t Traced) Splice(out, in, size int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Splice(out, in, size)
	v := t.moved(out, in, size)
	t.report(start, answer{ret: n, err: err}, SysSplice, v, v.Other.Name, "NULL", v.FD.Name, "NULL", strconv.Itoa(size), "0")
	return n, err
}

// Tee wraps tee(2).
func (t Traced) Tee(out, in, size int) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Tee(out, in, size)
	v := t.moved(out, in, size)
	t.report(start, answer{ret: n, err: err}, SysTee, v, v.Other.Name, v.FD.Name, strconv.Itoa(size), "0")
	return n, err
}

// moved returns the values of a call that moves bytes from one descriptor to another.
func (t Traced) moved(out, in, size int) Values {
	return Values{FD: t.descriptor(out), Other: t.descriptor(in), Size: int64(size)}
}
