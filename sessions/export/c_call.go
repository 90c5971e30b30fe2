package export

import (
	"encoding/binary"
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// call writes a call: r is what it answers.
func (l *cLanguage) call(w *code, c *Call) {
	l.callInto(w, c, "r")
}

// callInto writes a call whose answer goes elsewhere.
func (l *cLanguage) callInto(w *code, c *Call, r string) {
	fd := l.descriptor(c.FD)
	flags := l.constant(c.Flags)
	made := ""
	if c.Name == "server" || c.Name == "client" || c.Name == "memfd" || c.Name == "timerfd" {
		made = "unnamed"
	}
	if len(c.Makes) > 0 {
		made = l.variable(c.Makes[0])
	}
	set := func(format string, args ...any) { w.line(r+" = "+format+";", args...) }
	makes := func(format string, args ...any) { // and keeps what it makes
		if made != "" {
			format = made + " = " + format
		}
		set(format, args...)
	}
	switch c.Name {
	case "socket":
		makes("socket(%s, %s, %s)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
	case "socketpair", "pipe2":
		w.block("{", "}", func() {
			w.line("int pair[2] = {-1, -1};")
			if c.Name == "pipe2" {
				set("pipe2(pair, %s)", flags)
			} else {
				set("socketpair(%s, %s, %s, pair)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
			}
			if made != "" {
				w.line("%s = pair[0], %s = pair[1];", made, l.variable(c.Makes[1]))
			}
		})
	case "bind", "connect":
		w.line("to = %s;", l.address(c.Address))
		set("%s(%s, &to.any, %s)", c.Name, fd, told(c, "to.length"))
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
		set("dup3(%s, %s, %s)", fd, l.variable(c.Other), flags)
	case "epoll_create1":
		makes("epoll_create1(%s)", flags)
	case "eventfd2":
		makes("eventfd(%d, %s)", c.Number, flags)
	case "close":
		set("close(%s)", fd)
	case "shutdown":
		set("shutdown(%s, %s)", fd, l.constant(c.Op))
	case "lseek":
		set("lseek(%s, %d, %s)", fd, c.Number, l.constant(c.Op))
	case "sendfile":
		set("sendfile(%s, %s, NULL, %d)", fd, l.variable(c.Other), c.Sizes[0])
	case "splice":
		set("splice(%s, NULL, %s, NULL, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "tee":
		set("tee(%s, %s, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "epoll_ctl":
		set("epoll_ctl(%s, %s, %s, &(struct epoll_event){.events = %s, .data.fd = %s})",
			fd, l.constant(c.Op), l.variable(c.Other), l.constant(c.Flags), l.variable(c.Other))
	case "epoll_wait":
		set("epoll_wait(%s, reports, %d, %d)", fd, c.Number, milliseconds(c.Timeout))
	case "poll", "select":
		for _, i := range c.Watched {
			w.line("watch(%s, %s);", l.variable(i.Ref), l.constant(i.Events))
		}
		switch {
		case c.Name == "poll":
			set("poll_watched(%d)", milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("select_watched(NULL)")
		default:
			set("select_watched(&(struct timeval){%d, %d})", c.Timeout.Microseconds()/1e6, c.Timeout.Microseconds()%1e6)
		}
	default:
		l.moreCalls(w, c, fd, made, r, set, makes)
	}
}

// milliseconds is a timeout as poll takes it, rounded up; -1 is forever.
func milliseconds[D ~int64](d D) int64 {
	if d < 0 {
		return -1
	}
	return (int64(d) + 999_999) / 1_000_000
}

// told is the length that a call is told.
func told(c *Call, otherwise string) string {
	if c.Length != nil {
		return fmt.Sprint(*c.Length)
	}
	return otherwise
}

// toldLast is that length as the last argument of a function that can do without.
func toldLast(c *Call, format string) string {
	if c.Length == nil {
		return ""
	}
	return fmt.Sprintf(format, *c.Length)
}

// room makes room for an address, or less where the step says so.
func (l *cLanguage) room(w *code, c *Call) {
	w.line("to = room();")
	if c.Length != nil {
		w.line("to.length = (socklen_t)%d;", *c.Length)
	}
}

// moreCalls are the calls that move data, those about options, and the shorthands.
func (l *cLanguage) moreCalls(w *code, c *Call, fd, made, r string, set, makes func(string, ...any)) {
	flags := l.constant(c.Flags)
	switch c.Name {
	case "sendto":
		text, n := l.text(c.Parts[0])
		if c.Address == nil {
			set("send(%s, %s, %s, %s)", fd, text, n, flags)
			return
		}
		w.line("to = %s;", l.address(c.Address))
		set("sendto(%s, %s, %s, %s, &to.any, %s)", fd, text, n, flags, told(c, "to.length"))
	case "write":
		text, n := l.text(c.Parts[0])
		set("write(%s, %s, %s)", fd, text, n)
	case "recvfrom":
		if c.Asks {
			w.line("to = room();")
			set("recvfrom(%s, data, %d, %s, &to.any, &to.length)", fd, c.Sizes[0], flags)
			return
		}
		set("recv(%s, data, %d, %s)", fd, c.Sizes[0], flags)
	case "read":
		set("read(%s, data, %d)", fd, c.Sizes[0])
	case "readv":
		w.block("{", "}", func() {
			var parts []string
			at := 0
			for _, n := range c.Sizes {
				parts = append(parts, fmt.Sprintf("{data + %d, %d}", at, n))
				at += n
			}
			w.line("struct iovec parts[] = {%s};", strings.Join(parts, ", "))
			set("readv(%s, parts, %d)", fd, len(parts))
		})
	case "writev":
		w.block("{", "}", func() {
			w.line("struct iovec parts[] = {%s};", l.vector(c.Parts))
			set("writev(%s, parts, %d)", fd, len(c.Parts))
		})
	case "sendmsg", "sendmmsg":
		w.block("{", "}", func() { l.sendmsg(w, c, fd, r) })
	case "recvmsg":
		var sizes []string
		for _, n := range c.Sizes {
			sizes = append(sizes, fmt.Sprint(n))
		}
		into := "message"
		if c.FD.Messages {
			into = l.messageOf(c.FD)
		}
		set("receive(%s, &%s, %s, %d, data, (size_t[]){%s}, %d)", fd, into, flags, c.Room, strings.Join(sizes, ", "), len(sizes))
		for i, m := range c.Makes {
			w.line("if (%s != -1)", r)
			w.line("    %s = descriptor(&%s, %d);", l.variable(m), into, i)
		}
	case "recvmmsg":
		set("receive_many(%s, data, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "setsockopt":
		l.setsockopt(w, c, fd, r)
	case "getsockopt":
		size := c.Sizes[0]
		if c.Length != nil {
			size = *c.Length
		}
		set("get_option(%s, %s, %s, (socklen_t)%d)", fd, l.constant(c.Level), l.constant(c.Option), size)
	case "flag":
		set("set_flag(%s, %s, %s, %s, %d)", fd, l.constant(c.Op), l.constant(c.Set), l.constant(c.Option), number01(c.On))
	case "fcntl":
		switch {
		case c.Pointer:
			set("fcntl(%s, %s, (char[]){%s})", fd, l.constant(c.Option), l.bytes(c.Bytes))
		case len(c.Bytes) > 0:
			makes("fcntl(%s, %s, %d)", fd, l.constant(c.Option), c.Number)
		default:
			set("fcntl(%s, %s)", fd, l.constant(c.Option))
		}
	case "ioctl":
		if !c.Pointer {
			set("ioctl(%s, %s)", fd, l.constant(c.Option))
			return
		}
		argument := int32(0)
		if len(c.Bytes) == 4 {
			argument = int32(binary.NativeEndian.Uint32(c.Bytes))
		}
		set("ask(%s, %s, %d)", fd, l.constant(c.Option), argument)
		if w.said.Want != nil && argument != 0 { // what was given is not an answer
			w.line("%s = %s == -1 ? -1 : 0;", r, r)
		}
	case "server":
		set("server(&%s, %s, %d)", made, l.address(c.Address), c.Number)
	case "client":
		set("client(&%s, %s)", made, l.address(c.Address))
	case "closedown":
		set("closedown(%s)", fd)
	case "memfd":
		text, n := l.text(c.Parts[0])
		set("memory_file(&%s, %s, %s, %s)", made, l.bytes([]byte(c.Text)), text, n)
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

// text is an expression for bytes, and their number. Those that are repeated are made once.
func (l *cLanguage) text(t step.Text) (text, length string) {
	if t.Times == 0 {
		return l.bytes(t.Body), fmt.Sprint(len(t.Body))
	}
	made := fmt.Sprintf("times(%d, %s, %d)", t.Times, l.bytes(t.Body), len(t.Body))
	for i, other := range l.texts {
		if other == made {
			return fmt.Sprintf("text_%d", i+1), fmt.Sprint(t.Len())
		}
	}
	l.texts = append(l.texts, made)
	return fmt.Sprintf("text_%d", len(l.texts)), fmt.Sprint(t.Len())
}

// vector are the parts of an iovec.
func (l *cLanguage) vector(texts []step.Text) string {
	var parts []string
	for _, t := range texts {
		text, n := l.text(t)
		parts = append(parts, fmt.Sprintf("{(char *)%s, %s}", text, n))
	}
	return strings.Join(parts, ", ")
}

// sendmsg writes a message, or several of one part each.
func (l *cLanguage) sendmsg(w *code, c *Call, fd, r string) {
	w.line("struct iovec parts[] = {%s};", l.vector(c.Parts))
	to := ""
	if c.Address != nil {
		w.line("to = %s;", l.address(c.Address))
		to = ", .msg_name = &to.any, .msg_namelen = " + told(c, "to.length")
	}
	if c.Name == "sendmmsg" {
		var list []string
		for i := range c.Parts {
			list = append(list, fmt.Sprintf("{.msg_hdr = {.msg_iov = &parts[%d], .msg_iovlen = 1%s}}", i, to))
		}
		w.line("struct mmsghdr list[] = {%s};", strings.Join(list, ", "))
		w.line("%s = sendmmsg(%s, list, %d, %s);", r, fd, len(c.Parts), l.constant(c.Flags))
		return
	}
	w.line("struct msghdr m = {.msg_iov = parts, .msg_iovlen = %d%s};", len(c.Parts), to)
	for _, item := range c.Items {
		w.comment(item.Text)
		w.line("attach(&m, %s, %s, %s, %d);", l.constant(item.Level), l.constant(item.Type), l.item(item), len(item.Data))
	}
	w.line("%s = sendmsg(%s, &m, %s);", r, fd, l.constant(c.Flags))
}

// item is the data of a control message.
func (l *cLanguage) item(i Item) string {
	word := func(at int) uint32 { return binary.NativeEndian.Uint32(i.Data[at:]) }
	switch {
	case len(i.Rights) > 0:
		return "(int[]){" + l.descriptors(i.Rights) + "}"
	case i.Self != [3]bool{}:
		var ids []string
		for n, own := range []string{"getpid()", "getuid()", "getgid()"} {
			if !i.Self[n] {
				own = fmt.Sprint(word(4 * n))
			}
			ids = append(ids, own)
		}
		return "&(struct ucred){" + strings.Join(ids, ", ") + "}"
	case len(i.Data) == 4:
		return fmt.Sprintf("&(int){%d}", int32(word(0)))
	case len(i.Data) == 2:
		return fmt.Sprintf("&(uint16_t){%d}", binary.NativeEndian.Uint16(i.Data))
	}
	return l.bytes(i.Data)
}

// setsockopt sets an option, in the form that its value has in C.
func (l *cLanguage) setsockopt(w *code, c *Call, fd, r string) {
	level, option := l.constant(c.Level), l.constant(c.Option)
	set := func(value, size string) {
		w.line("%s = setsockopt(%s, %s, %s, %s, %s);", r, fd, level, option, value, told(c, size))
	}
	word := func(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }
	long := func(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }
	raw := c.Bytes
	if c.Length != nil && *c.Length > len(raw) {
		raw = append(append([]byte{}, raw...), make([]byte, *c.Length-len(raw))...)
	}
	switch {
	case c.Value == ValueFilter:
		w.block("{", "}", func() {
			var list []string
			for p := raw; len(p) >= 8; p = p[8:] {
				list = append(list, fmt.Sprintf("{%#x, %d, %d, %#x}", binary.NativeEndian.Uint16(p), p[2], p[3], binary.NativeEndian.Uint32(p[4:])))
			}
			w.line("struct sock_filter filter[] = {%s};", strings.Join(list, ", "))
			w.line("struct sock_fprog program = {%d, filter};", len(list))
			set("&program", "sizeof program")
		})
	case c.Length != nil && len(raw) != len(c.Bytes):
		set(l.bytes(raw), "")
	case c.Value == ValueInt:
		set(fmt.Sprintf("&(int){%d}", word(0)), "sizeof(int)")
	case c.Value == ValueTime:
		set(fmt.Sprintf("&(struct timeval){%d, %d}", long(0), long(8)), "sizeof(struct timeval)")
	case c.Value == ValueLinger:
		set(fmt.Sprintf("&(struct linger){%d, %d}", word(0), word(4)), "sizeof(struct linger)")
	default:
		set(l.bytes(raw), fmt.Sprint(len(raw)))
	}
}
