package observe

import (
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/status"
)

// Fdinfo reads what the kernel reports about an open descriptor of this process in /proc/PID/fdinfo
// (proc_pid_fdinfo(5)); "" if it can't be read.
type Fdinfo func(fd int) string

// ObserveWith sets the function that reads what the kernel reports about descriptors that are not sockets.
func (o *Observer) ObserveWith(read Fdinfo) { o.fdinfo = read }

// observePlain observes a descriptor that is not a socket.
func (o *Observer) observePlain(s *Subject, c *status.Condition) {
	switch {
	case s.Pipe():
		_ = o.Inode(s) // identifies the other end
		c.Pending = orNil(o.looker.Pending(s.FD))
		c.Capacity = orNil(o.looker.PipeSize(s.FD))
		return
	case s.Kind == status.KindMemfd:
		c.Size = orNil(o.looker.FileSize(s.FD))
	}
	if o.fdinfo == nil {
		return
	}
	info := fdinfo(o.fdinfo(s.FD))
	switch s.Kind {
	case status.KindMemfd:
		c.Position = info.number("pos", 10)
	case status.KindEventfd:
		c.Count = info.number("eventfd-count", 16)
	case status.KindTimerfd:
		c.Count = info.number("ticks", 10)
		c.Left, c.Every = info.time("it_value"), info.time("it_interval")
	case status.KindEpoll:
		if n := info.count("tfd"); info != "" {
			c.Interests = &n
		}
	}
}

// InFlight returns how many descriptors wait in the queue of a Unix socket (unix_show_fdinfo in net/unix/af_unix.c).
func (o *Observer) InFlight(s *Subject) int {
	if !s.Open || !s.Made().Unix() || o.fdinfo == nil {
		return 0
	}
	if n := fdinfo(o.fdinfo(s.FD)).number("scm_fds", 10); n != nil {
		return *n
	}
	return 0
}

// fdinfo is the contents of an fdinfo file: one field per line, its name before a colon.
type fdinfo string

// field returns the value of the first field with that name.
func (f fdinfo) field(name string) (value string, ok bool) {
	for line := range strings.Lines(string(f)) {
		if key, value, _ := strings.Cut(line, ":"); key == name {
			return strings.TrimSpace(value), true
		}
	}
	return "", false
}

// count returns how many fields have that name.
func (f fdinfo) count(name string) int {
	n := 0
	for line := range strings.Lines(string(f)) {
		if strings.HasPrefix(line, name+":") {
			n++
		}
	}
	return n
}

// number returns a numeric field, at most the largest int; nil if there is none.
func (f fdinfo) number(name string, base int) *int {
	value, ok := f.field(name)
	n, err := strconv.ParseUint(value, base, 63)
	if !ok || err != nil && n == 0 { // an out-of-range value is returned as the largest
		return nil
	}
	number := int(n)
	return &number
}

// time returns a field that is a time in seconds and nanoseconds: (1, 500000000).
func (f fdinfo) time(name string) *time.Duration {
	value, _ := f.field(name)
	seconds, rest, ok := strings.Cut(strings.Trim(value, "()"), ", ")
	s, err1 := strconv.ParseInt(seconds, 10, 32)
	ns, err2 := strconv.ParseInt(rest, 10, 64)
	if !ok || err1 != nil || err2 != nil {
		return nil
	}
	d := time.Duration(s)*time.Second + time.Duration(ns)
	return &d
}
