package golang

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// Call writes a call: its result is in r and its errno in err.
func (l *language) Call(w *code.Writer, c *program.Call) {
	fd := l.Descriptor(c.FD)
	l.Silent = false
	set := func(format string, args ...any) { w.Line("r, err = "+format, args...) }
	only := func(format string, args ...any) {
		w.Line("err = "+format, args...)
		l.Silent = true
	}
	makes := func(format string, args ...any) {
		set(format, args...)
		if len(c.Makes) > 0 {
			w.Line("%s = r", l.Variable(c.Makes[0]))
		}
	}
	flags := l.Constant(c.Flags)
	switch c.Name {
	case "socket":
		makes("unix.Socket(%s, %s, %s)", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto))
	case "socketpair", "pipe2":
		l.Silent = true
		if c.Name == "pipe2" {
			w.Line("pair = [2]int{-1, -1}")
			w.Line("err = unix.Pipe2(pair[:], %s)", flags)
		} else {
			w.Line("pair, err = unix.Socketpair(%s, %s, %s)", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto))
		}
		if len(c.Makes) > 0 {
			w.Line("%s, %s = pair[0], pair[1]", l.Variable(c.Makes[0]), l.Variable(c.Makes[1]))
		}
	case "bind", "connect":
		w.Line("to = %s", l.Address(c.Address))
		if c.Length != nil && *c.Length > len(c.Address.Raw) {
			w.Line("to = append(to, make([]byte, 128)...)")
		}
		only("%s(%s, to, %s)", c.Name, fd, code.Told(c, "len(to)"))
	case "listen":
		only("unix.Listen(%s, %d)", fd, c.Number)
	case "accept", "accept4":
		room := "-1"
		if c.Asks {
			room = code.Told(c, "128")
		}
		if c.Name == "accept" {
			flags = "-1"
		}
		makes("accept(%s, %s, %s)", fd, flags, room)
	case "getsockname", "getpeername":
		w.Line("to, err = name(unix.SYS_%s, %s, %s)", strings.ToUpper(c.Name), fd, code.Told(c, "128"))
		l.Silent = true
	case "dup":
		makes("unix.Dup(%s)", fd)
	case "dup3":
		only("unix.Dup3(%s, %s, %s)", fd, l.Variable(c.Other), flags)
		w.Line("r = %s", l.Variable(c.Other))
		l.Silent = false
	case "epoll_create1":
		makes("unix.EpollCreate1(%s)", flags)
	case "eventfd2":
		makes("unix.Eventfd(%d, %s)", c.Number, flags)
	case "close":
		only("unix.Close(%s)", fd)
	case "shutdown":
		only("unix.Shutdown(%s, %s)", fd, l.Constant(c.Op))
	case "lseek":
		set("seek(%s, %d, %s)", fd, c.Number, l.Constant(c.Op))
	case "sendfile":
		set("unix.Sendfile(%s, %s, nil, %d)", fd, l.Variable(c.Other), c.Sizes[0])
	case "splice", "tee":
		set("%s(%s, %s, %d)", c.Name, l.Variable(c.Other), fd, c.Sizes[0])
	case "epoll_ctl":
		only("unix.EpollCtl(%s, %s, %s, &unix.EpollEvent{Events: %s, Fd: int32(%s)})", fd, l.Constant(c.Op), l.Variable(c.Other), l.Constant(c.Flags), l.Variable(c.Other))
	case "epoll_wait":
		set("unix.EpollWait(%s, reports[:%d], %d)", fd, max(c.Number, 0), code.Milliseconds(c.Timeout))
	case "poll", "select":
		var list []string
		for _, i := range c.Watched {
			list = append(list, fmt.Sprintf("watch(%s, %s)", l.Variable(i.Ref), l.Constant(i.Events)))
		}
		w.Line("watched = []unix.PollFd{%s}", strings.Join(list, ", "))
		switch {
		case c.Name == "poll":
			set("unix.Poll(watched, %d)", code.Milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("selectWatched(nil)")
		default:
			set("selectWatched(&unix.Timeval{Sec: %d, Usec: %d})", c.Timeout.Microseconds()/1e6, c.Timeout.Microseconds()%1e6)
		}
	default:
		l.moreCalls(w, c, fd, set, only, makes)
	}
}

func (l *language) moreCalls(w *code.Writer, c *program.Call, fd string, set, only, makes func(string, ...any)) {
	flags := l.Constant(c.Flags)
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
		w.Line("to = %s", l.Address(c.Address))
		if c.Length != nil {
			w.Line("to = append(to, make([]byte, %d)...)[:%d]", max(*c.Length, 0), max(*c.Length, 0))
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
		set("readv(%s, into(data, %s))", fd, code.Numbers(c.Sizes))
	case "writev":
		set("writev(%s, %s)", fd, joined)
	case "sendmsg", "sendmmsg":
		to, length := "nil", "0"
		if c.Address != nil {
			to, length = "to", code.Told(c, "len(to)")
			w.Line("to = %s", l.Address(c.Address))
			if c.Length != nil && *c.Length > len(c.Address.Raw) {
				w.Line("to = append(to, make([]byte, %d)...)", *c.Length)
			}
		}
		if c.Name == "sendmmsg" {
			set("sendmmsg(%s, %s, %s, %s, %s)", fd, to, length, flags, joined)
			return
		}
		call := fmt.Sprintf("sendmsg(%s, %s, %s, %s, vector(%s)", fd, to, length, flags, joined)
		for _, item := range c.Items {
			if len(c.Items) > 1 {
				w.Comment(item.Text)
			}
			call += fmt.Sprintf(", controlMessage(%s, %s, %s)", l.Constant(item.Level), l.Constant(item.Type), l.Item(item))
		}
		set("%s)", call)
	case "recvmsg":
		into := l.Into(c)
		set("receive(%s, &%s, %s, %d, into(data, %s))", fd, into, flags, c.Room, code.Numbers(c.Sizes))
		for i, m := range c.Makes {
			w.Line("%s = descriptor(%s, %d)", l.Variable(m), into, i)
		}
	case "recvmmsg":
		set("recvmmsg(%s, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "setsockopt":
		l.setsockopt(c, fd, only)
	case "getsockopt":
		w.Line("value, err = getOption(%s, %s, %s, %s)", fd, l.Constant(c.Level), l.Constant(c.Option), code.Told(c, fmt.Sprint(c.Sizes[0])))
		l.Silent = true
	case "flag":
		only("setFlag(%s, %s, %s, %s, %t)", fd, l.Constant(c.Op), l.Constant(c.Set), l.Constant(c.Option), c.On)
	case "fcntl":
		if c.Pointer {
			set("call(unix.SYS_FCNTL, uintptr(%s), %s, pointer([]byte(%s)))", fd, l.Constant(c.Option), l.Bytes(c.Bytes))
			return
		}
		makes("unix.FcntlInt(uintptr(%s), %s, %d)", fd, l.Constant(c.Option), c.Number)
	case "ioctl":
		if !c.Pointer {
			set("call(unix.SYS_IOCTL, uintptr(%s), %s)", fd, l.Constant(c.Option))
			return
		}
		set("ask(%s, %s, %d)", fd, l.Constant(c.Option), c.Argument())
		l.Silent = c.Argument() != 0 // the argument is not a result
	case "server":
		makes("server(%s, %d)", l.Address(c.Address), c.Number)
		l.Silent = true
	case "client":
		makes("client(%s)", l.Address(c.Address))
		l.Silent = true
	case "closedown":
		only("closedown(%s)", fd)
	case "memfd":
		makes("memoryFile(%s, %s)", l.Bytes([]byte(c.Text)), joined)
	case "timerfd":
		makes("timer(%d, %d, %s)", c.Timeout.Nanoseconds(), c.Every.Nanoseconds(), flags)
	default:
		panic("no such call: " + c.Name)
	}
}

// text returns an expression for data to send.
func (l *language) text(t step.Text) string {
	if t.Times == 0 {
		return l.Bytes(t.Body)
	}
	return fmt.Sprintf("strings.Repeat(%s, %d)", l.Bytes(t.Body), t.Times)
}

func (l *language) setsockopt(c *program.Call, fd string, only func(string, ...any)) {
	level, option := l.Constant(c.Level), l.Constant(c.Option)
	switch {
	case c.Value == program.ValueFilter:
		list := code.Filter("{Code: %#x, Jt: %d, Jf: %d, K: %#x}", c.Bytes)
		only("unix.SetsockoptSockFprog(%s, %s, %s, &unix.SockFprog{Len: %d, Filter: &[]unix.SockFilter{%s}[0]})", fd, level, option, len(list), strings.Join(list, ", "))
	case c.Length != nil:
		only("setOption(%s, %s, %s, %s, %d)", fd, level, option, l.Bytes(c.Padded()), *c.Length)
	case c.Value == program.ValueInt:
		only("unix.SetsockoptInt(%s, %s, %s, %d)", fd, level, option, c.Word(0))
	case c.Value == program.ValueTime:
		only("unix.SetsockoptTimeval(%s, %s, %s, &unix.Timeval{Sec: %d, Usec: %d})", fd, level, option, c.Long(0), c.Long(8))
	case c.Value == program.ValueLinger:
		only("unix.SetsockoptLinger(%s, %s, %s, &unix.Linger{Onoff: %d, Linger: %d})", fd, level, option, c.Word(0), c.Word(4))
	default:
		only("unix.SetsockoptString(%s, %s, %s, %s)", fd, level, option, l.Bytes(c.Bytes))
	}
}
