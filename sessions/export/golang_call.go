package export

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/program"
)

func (l *goLanguage) call(w *code, c *program.Call) {
	fd := l.descriptor(c.FD)
	l.silent = false
	set := func(format string, args ...any) { w.line("r, err = "+format, args...) }
	only := func(format string, args ...any) {
		w.line("err = "+format, args...)
		l.silent = true
	}
	makes := func(format string, args ...any) {
		set(format, args...)
		if len(c.Makes) > 0 {
			w.line("%s = r", l.variable(c.Makes[0]))
		}
	}
	flags := l.constant(c.Flags)
	switch c.Name {
	case "socket":
		makes("unix.Socket(%s, %s, %s)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
	case "socketpair", "pipe2":
		l.silent = true
		w.block("{", "}", func() {
			if c.Name == "pipe2" {
				w.line("pair := make([]int, 2)")
				w.line("err = unix.Pipe2(pair, %s)", flags)
			} else {
				w.line("var pair [2]int")
				w.line("pair, err = unix.Socketpair(%s, %s, %s)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
			}
			if len(c.Makes) > 0 {
				w.line("%s, %s = pair[0], pair[1]", l.variable(c.Makes[0]), l.variable(c.Makes[1]))
			}
		})
	case "bind", "connect":
		w.line("to = %s", l.address(c.Address))
		if c.Length != nil && *c.Length > len(c.Address.Raw) {
			w.line("to = append(to, make([]byte, 128)...)")
		}
		only("%s(%s, to, %s)", c.Name, fd, told(c, "len(to)"))
	case "listen":
		only("unix.Listen(%s, %d)", fd, c.Number)
	case "accept", "accept4":
		room := "-1"
		if c.Asks {
			room = told(c, "128")
		}
		if c.Name == "accept" {
			flags = "-1"
		}
		makes("accept(%s, %s, %s)", fd, flags, room)
	case "getsockname", "getpeername":
		w.line("to, err = name(unix.SYS_%s, %s, %s)", strings.ToUpper(c.Name), fd, told(c, "128"))
		l.silent = true
	case "dup":
		makes("unix.Dup(%s)", fd)
	case "dup3":
		only("unix.Dup3(%s, %s, %s)", fd, l.variable(c.Other), flags)
		w.line("r = %s", l.variable(c.Other))
		l.silent = false
	case "epoll_create1":
		makes("unix.EpollCreate1(%s)", flags)
	case "eventfd2":
		makes("unix.Eventfd(%d, %s)", c.Number, flags)
	case "close":
		only("unix.Close(%s)", fd)
	case "shutdown":
		only("unix.Shutdown(%s, %s)", fd, l.constant(c.Op))
	case "lseek":
		w.block("{", "}", func() {
			w.line("var position int64")
			w.line("position, err = unix.Seek(%s, %d, %s)", fd, c.Number, l.constant(c.Op))
			w.line("r = int(position)")
		})
	case "sendfile":
		set("unix.Sendfile(%s, %s, nil, %d)", fd, l.variable(c.Other), c.Sizes[0])
	case "splice", "tee":
		w.block("{", "}", func() {
			w.line("var n int64")
			if c.Name == "tee" {
				w.line("n, err = unix.Tee(%s, %s, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
			} else {
				w.line("n, err = unix.Splice(%s, nil, %s, nil, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
			}
			w.line("r = int(n)")
		})
	case "epoll_ctl":
		only("unix.EpollCtl(%s, %s, %s, &unix.EpollEvent{Events: %s, Fd: int32(%s)})", fd, l.constant(c.Op), l.variable(c.Other), l.constant(c.Flags), l.variable(c.Other))
	case "epoll_wait":
		set("unix.EpollWait(%s, reports[:%d], %d)", fd, max(c.Number, 0), milliseconds(c.Timeout))
	case "poll", "select":
		var list []string
		for _, i := range c.Watched {
			list = append(list, fmt.Sprintf("watch(%s, %s)", l.variable(i.Ref), l.constant(i.Events)))
		}
		w.line("watched = []unix.PollFd{%s}", strings.Join(list, ", "))
		switch {
		case c.Name == "poll":
			set("unix.Poll(watched, %d)", milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("selectWatched(nil)")
		default:
			set("selectWatched(&unix.Timeval{Sec: %d, Usec: %d})", c.Timeout.Microseconds()/1e6, c.Timeout.Microseconds()%1e6)
		}
	default:
		l.moreCalls(w, c, fd, set, only, makes)
	}
}

func (l *goLanguage) moreCalls(w *code, c *program.Call, fd string, set, only, makes func(string, ...any)) {
	flags := l.constant(c.Flags)
	var texts []string
	for _, t := range c.Parts {
		texts = append(texts, l.text(t))
	}
	joined := strings.Join(texts, ", ")
	switch c.Name {
	case "sendto":
		if c.Address == nil {
			set("send(%s, %s, %s)", fd, joined, flags)
			return
		}
		w.line("to = %s", l.address(c.Address))
		if c.Length != nil {
			w.line("to = append(to, make([]byte, %d)...)[:%d]", max(*c.Length, 0), max(*c.Length, 0))
		}
		set("send(%s, %s, %s, to...)", fd, joined, flags)
	case "write":
		set("unix.Write(%s, []byte(%s))", fd, joined)
	case "recvfrom":
		name := "recv"
		if c.Asks {
			name = "recvfrom"
		}
		set("%s(%s, data[:%d], %s)", name, fd, c.Sizes[0], flags)
	case "read":
		set("unix.Read(%s, data[:%d])", fd, c.Sizes[0])
	case "readv":
		set("readv(%s, into(data, %s))", fd, numbers(c.Sizes))
	case "writev":
		set("writev(%s, %s)", fd, joined)
	case "sendmsg", "sendmmsg":
		to, length := "nil", "0"
		if c.Address != nil {
			to, length = "to", told(c, "len(to)")
			w.line("to = %s", l.address(c.Address))
			if c.Length != nil && *c.Length > len(c.Address.Raw) {
				w.line("to = append(to, make([]byte, %d)...)", *c.Length)
			}
		}
		if c.Name == "sendmmsg" {
			set("sendmmsg(%s, %s, %s, %s, %s)", fd, to, length, flags, joined)
			return
		}
		call := fmt.Sprintf("sendmsg(%s, %s, %s, %s, vector(%s)", fd, to, length, flags, joined)
		for _, item := range c.Items {
			w.comment(item.Text)
			call += fmt.Sprintf(", controlMessage(%s, %s, %s)", l.constant(item.Level), l.constant(item.Type), l.item(item))
		}
		set("%s)", call)
	case "recvmsg":
		into := l.into(c)
		set("receive(%s, &%s, %s, %d, into(data, %s))", fd, into, flags, c.Room, numbers(c.Sizes))
		for i, m := range c.Makes {
			w.line("%s = descriptor(%s, %d)", l.variable(m), into, i)
		}
	case "recvmmsg":
		set("recvmmsg(%s, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "setsockopt":
		l.setsockopt(c, fd, only)
	case "getsockopt":
		w.line("value, err = getOption(%s, %s, %s, %s)", fd, l.constant(c.Level), l.constant(c.Option), told(c, fmt.Sprint(c.Sizes[0])))
		l.silent = true
	case "flag":
		only("setFlag(%s, %s, %s, %s, %t)", fd, l.constant(c.Op), l.constant(c.Set), l.constant(c.Option), c.On)
	case "fcntl":
		if c.Pointer {
			set("call(unix.SYS_FCNTL, uintptr(%s), %s, pointer([]byte(%s)))", fd, l.constant(c.Option), l.bytes(c.Bytes))
			return
		}
		makes("unix.FcntlInt(uintptr(%s), %s, %d)", fd, l.constant(c.Option), c.Number)
	case "ioctl":
		if !c.Pointer {
			set("call(unix.SYS_IOCTL, uintptr(%s), %s)", fd, l.constant(c.Option))
			return
		}
		set("ask(%s, %s, %d)", fd, l.constant(c.Option), c.Argument())
		l.silent = c.Argument() != 0 // what was given is not an answer
	case "server":
		makes("server(%s, %d)", l.address(c.Address), c.Number)
		l.silent = true
	case "client":
		makes("client(%s)", l.address(c.Address))
		l.silent = true
	case "closedown":
		only("closedown(%s)", fd)
	case "memfd":
		makes("memoryFile(%s, %s)", l.bytes([]byte(c.Text)), joined)
	case "timerfd":
		makes("timer(%d, %d, %s)", c.Timeout.Nanoseconds(), c.Every.Nanoseconds(), flags)
	default:
		panic("no such call: " + c.Name)
	}
}

// text is an expression for what is sent.
func (l *goLanguage) text(t step.Text) string {
	if t.Times == 0 {
		return l.bytes(t.Body)
	}
	return fmt.Sprintf("strings.Repeat(%s, %d)", l.bytes(t.Body), t.Times)
}

func (l *goLanguage) setsockopt(c *program.Call, fd string, only func(string, ...any)) {
	level, option := l.constant(c.Level), l.constant(c.Option)
	switch {
	case c.Value == program.ValueFilter:
		list := filter("{Code: %#x, Jt: %d, Jf: %d, K: %#x}", c.Bytes)
		only("unix.SetsockoptSockFprog(%s, %s, %s, &unix.SockFprog{Len: %d, Filter: &[]unix.SockFilter{%s}[0]})", fd, level, option, len(list), strings.Join(list, ", "))
	case c.Length != nil:
		only("setOption(%s, %s, %s, %s, %d)", fd, level, option, l.bytes(c.Padded()), *c.Length)
	case c.Value == program.ValueInt:
		only("unix.SetsockoptInt(%s, %s, %s, %d)", fd, level, option, c.Word(0))
	case c.Value == program.ValueTime:
		only("unix.SetsockoptTimeval(%s, %s, %s, &unix.Timeval{Sec: %d, Usec: %d})", fd, level, option, c.Long(0), c.Long(8))
	case c.Value == program.ValueLinger:
		only("unix.SetsockoptLinger(%s, %s, %s, &unix.Linger{Onoff: %d, Linger: %d})", fd, level, option, c.Word(0), c.Word(4))
	default:
		only("unix.SetsockoptString(%s, %s, %s, %s)", fd, level, option, l.bytes(c.Bytes))
	}
}
