package sockets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Poll wraps poll(2).
func (t Traced) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	start := time.Now()
	n, err := t.Kernel.Poll(fds, timeout)
	asked, ready := make([]string, len(fds)), []string(nil)
	v := Values{Timeout: inMilliseconds(timeout), Watched: make([]Watched, len(fds))}
	for i, p := range fds {
		w := Watched{t.descriptor(int(p.Fd)), int(uint16(p.Events)), int(uint16(p.Revents))}
		asked[i] = "{fd=" + w.FD.Name + ", events=" + PollEvents.Format(w.Events) + "}"
		if w.Ready != 0 {
			ready = append(ready, "{fd="+w.FD.Name+", revents="+PollEvents.Format(w.Ready)+"}")
		}
		v.Watched[i] = w
	}
	t.report(start, answer{n, err, readyNote(ready)}, SysPoll, v, "["+strings.Join(asked, ", ")+"]",
		strconv.Itoa(len(fds)), strconv.Itoa(Milliseconds(timeout)))
	return n, err
}

// inMilliseconds returns a timeout as the kernel rounds it.
func inMilliseconds(timeout time.Duration) time.Duration {
	if timeout < 0 {
		return Forever
	}
	return time.Duration(Milliseconds(timeout)) * time.Millisecond
}

func readyNote(ready []string) string {
	if len(ready) == 0 {
		return "(Timeout)"
	}
	return "([" + strings.Join(ready, ", ") + "])"
}

// Select wraps select(2).
func (t Traced) Select(sets *FdSets, timeout time.Duration) (int, error) {
	args := []string{strconv.Itoa(sets.N), t.set(&sets.Read, sets.N), t.set(&sets.Write, sets.N), t.set(&sets.Except, sets.N)}
	if timeout < 0 {
		args = append(args, "NULL")
	} else {
		tv := unix.NsecToTimeval(timeout.Nanoseconds())
		args = append(args, fmt.Sprintf("{tv_sec=%d, tv_usec=%d}", tv.Sec, tv.Usec))
	}
	v := Values{Timeout: timeout, Watched: t.watched(sets)}
	start := time.Now()
	n, err := t.Kernel.Select(sets, timeout)
	for i := range v.Watched {
		if err == nil {
			v.Watched[i].Ready = sets.Events(v.Watched[i].FD.Number)
		}
	}
	t.report(start, answer{n, err, t.selected(n, sets)}, SysSelect, v, args...)
	return n, err
}

// selected prints the ready descriptors in the sets of select.
func (t Traced) selected(n int, sets *FdSets) string {
	var found []string
	for _, set := range []struct {
		name string
		fds  *unix.FdSet
	}{{"in", &sets.Read}, {"out", &sets.Write}, {"except", &sets.Except}} {
		if *set.fds != (unix.FdSet{}) {
			found = append(found, set.name+" "+t.set(set.fds, sets.N))
		}
	}
	if n <= 0 {
		return "(Timeout)"
	}
	return "(" + strings.Join(found, ", ") + ")"
}

// watched returns the descriptors in the sets.
func (t Traced) watched(sets *FdSets) []Watched {
	var list []Watched
	for fd := range sets.N {
		if events := sets.Events(fd); events != 0 {
			list = append(list, Watched{FD: t.descriptor(fd), Events: events})
		}
	}
	return list
}

func (t Traced) set(set *unix.FdSet, n int) string {
	var names []string
	for fd := range n {
		if set.IsSet(fd) {
			names = append(names, t.fd(fd))
		}
	}
	return "[" + strings.Join(names, " ") + "]"
}

// EpollCreate1 wraps epoll_create1(2).
func (t Traced) EpollCreate1(flags int) (int, error) {
	start := time.Now()
	fd, err := t.Kernel.EpollCreate1(flags)
	t.report(start, answer{ret: fd, err: err}, SysEpollCreate1, Values{Flags: flags}, EpollFlags.Format(flags))
	return fd, err
}

// EpollCtl wraps epoll_ctl(2).
func (t Traced) EpollCtl(epfd, op, fd int, events uint32) error {
	start := time.Now()
	err := t.Kernel.EpollCtl(epfd, op, fd, events)
	event := "{events=" + EpollEvents.Format(int(events)) + ", data=" + strconv.Itoa(fd) + "}"
	if op == unix.EPOLL_CTL_DEL { // it does not read the event
		event = somewhere
	}
	v := Values{FD: t.descriptor(epfd), Other: t.descriptor(fd), Op: op, Flags: int(events)}
	t.report(start, answer{err: err}, SysEpollCtl, v, v.FD.Name, EpollOps.Format(op), v.Other.Name, event)
	return err
}

// EpollWait wraps epoll_wait(2).
func (t Traced) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	start := time.Now()
	n, err := t.Kernel.EpollWait(epfd, events, timeout)
	ready := make([]string, max(n, 0))
	v := Values{FD: t.descriptor(epfd), Count: len(events), Timeout: inMilliseconds(timeout)}
	for i := range ready {
		w := Watched{FD: t.descriptor(int(events[i].Fd)), Ready: int(events[i].Events)}
		ready[i] = "{events=" + EpollEvents.Format(w.Ready) + ", data=" + w.FD.Name + "}"
		v.Watched = append(v.Watched, w)
	}
	shown := "[" + strings.Join(ready, ", ") + "]"
	if err != nil {
		shown = somewhere
	}
	t.report(start, answer{ret: n, err: err}, SysEpollWait, v, v.FD.Name, shown,
		strconv.Itoa(len(events)), strconv.Itoa(Milliseconds(timeout)))
	return n, err
}

// UringEnter wraps io_uring_enter(2).
func (t Traced) UringEnter(ring *Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	arg, size := "NULL", "0"
	if flags&EnterExtArg != 0 {
		limit := "NULL"
		if timeout >= 0 {
			limit = fmt.Sprintf("{tv_sec=%d, tv_nsec=%d}", timeout/time.Second, timeout%time.Second)
		}
		arg, size = "{ts="+limit+"}", strconv.Itoa(enterArgSize)
	}
	start := time.Now()
	n, err := t.Kernel.UringEnter(ring, submit, wait, flags, timeout)
	v := Values{FD: t.descriptor(ring.FD), Count: submit, Flags: flags, Timeout: timeout}
	t.report(start, answer{ret: n, err: err}, SysUringEnter, v, v.FD.Name, strconv.Itoa(submit), strconv.Itoa(wait),
		EnterFlags.Format(flags), arg, size)
	return n, err
}
