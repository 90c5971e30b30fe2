package lookup

import (
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// always are the events that the kernel adds to every interest (epoll_ctl(2)), and removes from one that is spent
// (ep_send_events in fs/eventpoll.c).
const always = unix.EPOLLERR | unix.EPOLLHUP

// mostInterests bounds how many bytes of an interest list are read.
const mostInterests = 64 << 10

// Interests reads the interest list of an epoll, and looks for its entries among the sockets of the bench. It returns
// nil if the list can't be read.
func (f *Finder) Interests(fd int, list func() []Known) []status.Interest {
	var read []status.Interest
	thread := unix.Gettid()
	f.side.Do(func() { read, _ = interestsOf(thread, fd) })
	benchOf(list).watched(read)
	return read
}

// fdinfo reads what the kernel reports about a descriptor of a thread.
func fdinfo(thread, fd int) (string, bool) {
	return observe.ReadProc(fmt.Sprintf("/proc/self/task/%d/fdinfo/%d", thread, fd), mostInterests)
}

// Fdinfo is [observe.Fdinfo] for a descriptor of the calling thread.
func (f *Finder) Fdinfo(fd int) (text string) {
	thread := unix.Gettid()
	f.side.Do(func() { text, _ = fdinfo(thread, fd) })
	return text
}

// interests reads the interest list of the epoll in question.
func (s *search) interests() {
	list, ok := interestsOf(s.thread, s.FD)
	if !ok {
		s.miss("the interest list of the epoll could not be read")
	}
	s.Interests = list
}

// interestsOf reads the interest list of an epoll, given as a descriptor of a thread.
func interestsOf(thread, fd int) (list []status.Interest, ok bool) {
	text, ok := fdinfo(thread, fd)
	for line := range strings.Lines(text) {
		// tfd:        6 events:       19 data:                6  pos:0 ino:1f5 sdev:8
		fields := strings.Fields(line)
		if len(fields) < 4 || fields[0] != "tfd:" {
			continue
		}
		fd, err1 := strconv.Atoi(fields[1])
		events, err2 := strconv.ParseUint(fields[3], 16, 32)
		if err1 != nil || err2 != nil {
			continue
		}
		i := status.Interest{FD: fd, Events: int(events) &^ always, Spent: events&unix.EPOLLONESHOT != 0 && events&always == 0}
		for _, field := range fields[4:] {
			if inode, ok := strings.CutPrefix(field, "ino:"); ok {
				i.Inode, _ = strconv.ParseUint(inode, 16, 64)
			}
		}
		list = append(list, i)
	}
	return list, ok
}

// watched looks for the sockets of an interest list on the bench. An entry belongs to a descriptor and the socket it
// referred to: after a close, both stay as long as anything else keeps the socket open.
func (b bench) watched(list []status.Interest) {
	of := map[uint64][]*status.Interest{}
	for n := range list {
		of[list[n].Inode] = append(of[list[n].Inode], &list[n])
	}
	delete(of, 0)
	for _, known := range b {
		for _, i := range of[uint64(known.Inode)] {
			if known.FD == i.FD && (i.Name == "" || i.Gone) {
				i.Name, i.Gone = known.Name, known.Closed
			}
			if known.Ready != nil && i.Ready == "" && (known.FD == i.FD || !known.Shared) {
				i.Ready = known.Ready()
			}
		}
	}
}
