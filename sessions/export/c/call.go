package c

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// Call writes a call: its result is in r.
func (l *language) Call(w *code.Writer, c *program.Call) {
	fd := l.Descriptor(c.FD)
	flags := l.Constant(c.Flags)
	made := ""
	if c.Name == "server" || c.Name == "client" || c.Name == "memfd" || c.Name == "timerfd" {
		made = "unnamed"
	}
	if len(c.Makes) > 0 {
		made = l.Variable(c.Makes[0])
	}
	set := func(format string, args ...any) { w.Line("r = "+format+";", args...) }
	makes := func(format string, args ...any) { // also stores the descriptor it makes
		if made != "" {
			format = made + " = " + format
		}
		set(format, args...)
	}
	switch c.Name {
	case "socket":
		makes("socket(%s, %s, %s)", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto))
	case "socketpair", "pipe2":
		w.Block("{", "}", func() {
			w.Line("int pair[2] = {-1, -1};")
			if c.Name == "pipe2" {
				set("pipe2(pair, %s)", flags)
			} else {
				set("socketpair(%s, %s, %s, pair)", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto))
			}
			if made != "" {
				w.Line("%s = pair[0], %s = pair[1];", made, l.Variable(c.Makes[1]))
			}
		})
	case "bind", "connect":
		w.Line("to = %s;", l.Address(c.Address))
		set("%s(%s, &to.any, %s)", c.Name, fd, code.Told(c, "to.length"))
	case "listen":
		set("listen(%s, %d)", fd, c.Number)
	case "accept", "accept4":
		at, length := "NULL", "NULL"
		if c.Asks {
			l.room(w, c)
			at, length = "&to.any", "&to.length"
		}
		if c.Name == "accept" {
			makes("accept(%s, %s, %s)", fd, at, length)
		} else {
			makes("accept4(%s, %s, %s, %s)", fd, at, length, flags)
		}
	case "getsockname", "getpeername":
		l.room(w, c)
		set("%s(%s, &to.any, &to.length)", c.Name, fd)
	case "dup":
		makes("dup(%s)", fd)
	case "dup3":
		set("dup3(%s, %s, %s)", fd, l.Variable(c.Other), flags)
	case "epoll_create1":
		makes("epoll_create1(%s)", flags)
	case "eventfd2":
		makes("eventfd(%d, %s)", c.Number, flags)
	case "close":
		set("close(%s)", fd)
	case "shutdown":
		set("shutdown(%s, %s)", fd, l.Constant(c.Op))
	case "lseek":
		set("lseek(%s, %d, %s)", fd, c.Number, l.Constant(c.Op))
	case "sendfile":
		set("sendfile(%s, %s, NULL, %d)", fd, l.Variable(c.Other), c.Sizes[0])
	case "splice":
		set("splice(%s, NULL, %s, NULL, %d, 0)", l.Variable(c.Other), fd, c.Sizes[0])
	case "tee":
		set("tee(%s, %s, %d, 0)", l.Variable(c.Other), fd, c.Sizes[0])
	case "epoll_ctl":
		set("epoll_ctl(%s, %s, %s, &(struct epoll_event){.events = %s, .data.fd = %s})",
			fd, l.Constant(c.Op), l.Variable(c.Other), l.Constant(c.Flags), l.Variable(c.Other))
	case "epoll_wait":
		set("epoll_wait(%s, reports, %d, %d)", fd, c.Number, code.Milliseconds(c.Timeout))
	case "poll", "select":
		for _, i := range c.Watched {
			w.Line("watch(%s, %s);", l.Variable(i.Ref), l.Constant(i.Events))
		}
		switch {
		case c.Name == "poll":
			set("poll_watched(%d)", code.Milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("select_watched(NULL)")
		default:
			set("select_watched(&(struct timeval){%d, %d})", c.Timeout.Microseconds()/1e6, c.Timeout.Microseconds()%1e6)
		}
	default:
		l.moreCalls(w, c, fd, made, set, makes)
	}
}

// room writes the preparation of to for an address, with the length that the step sets, if any.
func (l *language) room(w *code.Writer, c *program.Call) {
	w.Line("to = room();")
	if c.Length != nil {
		w.Line("to.length = (socklen_t)%d;", *c.Length)
	}
}

// moreCalls writes the calls that move data, those about options and requests, and the shorthands.
func (l *language) moreCalls(w *code.Writer, c *program.Call, fd, made string, set, makes func(string, ...any)) {
	flags := l.Constant(c.Flags)
	switch c.Name {
	case "sendto":
		text, n := l.text(c.Parts[0])
		if c.Address == nil {
			set("send(%s, %s, %s, %s)", fd, text, n, flags)
			return
		}
		w.Line("to = %s;", l.Address(c.Address))
		set("sendto(%s, %s, %s, %s, &to.any, %s)", fd, text, n, flags, code.Told(c, "to.length"))
	case "write":
		text, n := l.text(c.Parts[0])
		set("write(%s, %s, %s)", fd, text, n)
	case "recvfrom":
		if c.Asks {
			w.Line("to = room();")
			set("recvfrom(%s, data, %d, %s, &to.any, &to.length)", fd, c.Sizes[0], flags)
			return
		}
		set("recv(%s, data, %d, %s)", fd, c.Sizes[0], flags)
	case "read":
		set("read(%s, data, %d)", fd, c.Sizes[0])
	case "readv":
		w.Block("{", "}", func() {
			var parts []string
			at := 0
			for _, n := range c.Sizes {
				parts = append(parts, fmt.Sprintf("{data + %d, %d}", at, n))
				at += n
			}
			w.Line("struct iovec parts[] = {%s};", strings.Join(parts, ", "))
			set("readv(%s, parts, %d)", fd, len(parts))
		})
	case "writev":
		w.Block("{", "}", func() {
			w.Line("struct iovec parts[] = {%s};", l.vector(c.Parts))
			set("writev(%s, parts, %d)", fd, len(c.Parts))
		})
	case "sendmsg", "sendmmsg":
		w.Block("{", "}", func() { l.sendmsg(w, c, fd) })
	case "recvmsg":
		into := l.Into(c)
		set("receive(%s, &%s, %s, %d, data, (size_t[]){%s}, %d)", fd, into, flags, c.Room, code.Numbers(c.Sizes), len(c.Sizes))
		for i, m := range c.Makes {
			w.Line("if (r != -1)")
			w.Line("    %s = descriptor(&%s, %d);", l.Variable(m), into, i)
		}
	case "recvmmsg":
		set("receive_many(%s, data, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "setsockopt":
		l.setsockopt(w, c, fd)
	case "getsockopt":
		set("get_option(%s, %s, %s, %s)", fd, l.Constant(c.Level), l.Constant(c.Option), code.Told(c, fmt.Sprint(c.Sizes[0])))
	case "flag":
		set("set_flag(%s, %s, %s, %s, %d)", fd, l.Constant(c.Op), l.Constant(c.Set), l.Constant(c.Option), number01(c.On))
	case "fcntl":
		switch {
		case c.Pointer:
			set("fcntl(%s, %s, (char[]){%s})", fd, l.Constant(c.Option), l.Bytes(c.Bytes))
		case len(c.Bytes) > 0:
			makes("fcntl(%s, %s, %d)", fd, l.Constant(c.Option), c.Number)
		default:
			set("fcntl(%s, %s)", fd, l.Constant(c.Option))
		}
	case "ioctl":
		if !c.Pointer {
			set("ioctl(%s, %s)", fd, l.Constant(c.Option))
			return
		}
		set("ask(%s, %s, %d)", fd, l.Constant(c.Option), c.Argument())
		if w.Said.Want != nil && c.Argument() != 0 { // the argument is not a result
			w.Line("r = r == -1 ? -1 : 0;")
		}
	case "server":
		set("server(&%s, %s, %d)", made, l.Address(c.Address), c.Number)
	case "client":
		set("client(&%s, %s)", made, l.Address(c.Address))
	case "closedown":
		set("closedown(%s)", fd)
	case "memfd":
		text, n := l.text(c.Parts[0])
		set("memory_file(&%s, %s, %s, %s)", made, l.Bytes([]byte(c.Text)), text, n)
	case "timerfd":
		set("timer(&%s, (struct timespec){%d, %d}, (struct timespec){%d, %d}, %s)", made,
			c.Timeout.Nanoseconds()/1e9, c.Timeout.Nanoseconds()%1e9, c.Every.Nanoseconds()/1e9, c.Every.Nanoseconds()%1e9, flags)
	default:
		panic("no such call: " + c.Name)
	}
}

func number01(on bool) int {
	if on {
		return 1
	}
	return 0
}
