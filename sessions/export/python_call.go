package export

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine/step"
)

func (l *pythonLanguage) call(w *code, c *Call) {
	fd := l.descriptor(c.FD)
	flags := l.constant(c.Flags)
	set := func(format string, args ...any) { w.line("answer("+format+")", args...) }
	makes := func(format string, args ...any) {
		set(format, args...)
		if len(c.Makes) > 0 {
			w.line("%s = r", l.variable(c.Makes[0]))
		}
	}
	switch c.Name {
	case "socketpair", "pipe2":
		w.line("pair = (ctypes.c_int * 2)(-1, -1)")
		if c.Name == "pipe2" {
			set("libc.pipe2(pair, %s)", flags)
		} else {
			set("libc.socketpair(%s, %s, %s, pair)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
		}
		if len(c.Makes) > 0 {
			w.line("%s, %s = pair", l.variable(c.Makes[0]), l.variable(c.Makes[1]))
		}
	case "bind", "connect":
		w.line("to = %s", l.address(c.Address))
		if c.Length != nil && *c.Length > len(c.Address.Raw) {
			w.line("to = to + bytes(128)")
		}
		set("libc.%s(%s, to, %s)", c.Name, fd, told(c, "len(to)"))
	case "accept", "accept4":
		at := "None, None"
		if c.Asks {
			at = fmt.Sprintf("ctypes.create_string_buffer(128), ctypes.byref(ctypes.c_uint(%s))", told(c, "128"))
		}
		if c.Name == "accept" {
			makes("libc.accept(%s, %s)", fd, at)
		} else {
			makes("libc.accept4(%s, %s, %s)", fd, at, flags)
		}
	case "getsockname", "getpeername":
		w.line("to = name(libc.%s, %s, %s)", c.Name, fd, told(c, "128"))
		set("-1 if to is None else 0")
	case "epoll_ctl":
		set("libc.epoll_ctl(%s, %s, %s, ctypes.byref(epoll_event(%s, %s)))", fd, l.constant(c.Op), l.variable(c.Other), l.constant(c.Flags), l.variable(c.Other))
	case "epoll_wait":
		set("libc.epoll_wait(%s, reports, %d, %d)", fd, c.Number, milliseconds(c.Timeout))
	case "poll", "select":
		var list []string
		for _, i := range c.Watched {
			list = append(list, "("+l.variable(i.Ref)+", "+l.constant(i.Events)+")")
		}
		w.line("watch(%s)", strings.Join(list, ", "))
		switch {
		case c.Name == "poll":
			set("poll_watched(%d)", milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("select_watched(None)")
		default:
			set("select_watched(%s)", seconds(c.Timeout.Seconds()))
		}
	case "recvmsg":
		into := "received"
		if c.FD.Messages {
			into = l.messageOf(c.FD)
		}
		set("receive(%s, %s, %s, %d, into(data, %s))", fd, into, flags, c.Room, numbers(c.Sizes))
		for i, m := range c.Makes {
			w.line("%s = descriptor(%s, %d)", l.variable(m), into, i)
		}
	case "server":
		set("server(%s, %d)", l.address(c.Address), c.Number)
		l.made(w, c)
	case "client":
		set("client(%s)", l.address(c.Address))
		l.made(w, c)
	case "memfd":
		set("memory_file(%s, %s)", l.bytes([]byte(c.Text)), l.text(c.Parts[0]))
		l.made(w, c)
	case "timerfd":
		set("timer(%d, %d, %s)", c.Every.Nanoseconds(), c.Timeout.Nanoseconds(), flags)
		l.made(w, c)
	case "ioctl":
		set("%s", l.expression(c, fd, flags))
		if len(c.Bytes) == 4 && binary.NativeEndian.Uint32(c.Bytes) != 0 { // what was given is not an answer
			w.line("r = -1 if e else 0")
		}
	case "sendmsg":
		for _, item := range c.Items {
			w.comment(item.Text)
		}
		set("%s", l.expression(c, fd, flags))
	default:
		if c.Name == "setsockopt" && c.Value == ValueFilter {
			w.line("program = ctypes.create_string_buffer(%s)  # struct sock_filter of linux/filter.h, one or more", l.bytes(c.Bytes))
		}
		if c.Name == "sendto" && c.Address != nil {
			w.line("to = %s", l.address(c.Address))
		}
		makes("%s", l.expression(c, fd, flags))
	}
}

// oneLine reports whether a call is one expression in Lua and Python, which needs nothing set before.
func oneLine(c *Call) bool {
	switch c.Name {
	case "socketpair", "pipe2", "bind", "connect", "getsockname", "getpeername", "epoll_ctl", "epoll_wait", "poll", "select", "recvmsg",
		"server", "client", "memfd", "timerfd":
		return false
	case "sendto":
		return c.Address == nil
	case "setsockopt":
		return c.Value != ValueFilter
	}
	return true
}

// made takes what a step of several calls has made.
func (l *pythonLanguage) made(w *code, c *Call) {
	if len(c.Makes) > 0 {
		w.line("%s = made", l.variable(c.Makes[0]))
	}
}

// expression is a call that is one expression.
func (l *pythonLanguage) expression(c *Call, fd, flags string) string {
	var texts []string
	for _, t := range c.Parts {
		texts = append(texts, l.text(t))
	}
	joined := strings.Join(texts, ", ")
	to := "None"
	if c.Address != nil && c.Name != "sendto" {
		to = l.address(c.Address)
	}
	if c.Length != nil && c.Address != nil && *c.Length > len(c.Address.Raw) {
		to += fmt.Sprintf(" + bytes(%d)", *c.Length)
	}
	switch c.Name {
	case "socket":
		return fmt.Sprintf("libc.socket(%s, %s, %s)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
	case "listen":
		return fmt.Sprintf("libc.listen(%s, %d)", fd, c.Number)
	case "accept4":
		return fmt.Sprintf("libc.accept4(%s, None, None, %s)", fd, flags)
	case "accept":
		return fmt.Sprintf("libc.accept(%s, None, None)", fd)
	case "dup", "close":
		return fmt.Sprintf("libc.%s(%s)", c.Name, fd)
	case "dup3":
		return fmt.Sprintf("libc.dup3(%s, %s, %s)", fd, l.variable(c.Other), flags)
	case "epoll_create1":
		return fmt.Sprintf("libc.epoll_create1(%s)", flags)
	case "eventfd2":
		return fmt.Sprintf("libc.eventfd(%d, %s)", c.Number, flags)
	case "shutdown":
		return fmt.Sprintf("libc.shutdown(%s, %s)", fd, l.constant(c.Op))
	case "lseek":
		return fmt.Sprintf("libc.lseek(%s, %d, %s)", fd, c.Number, l.constant(c.Op))
	case "sendfile":
		return fmt.Sprintf("libc.sendfile(%s, %s, None, ctypes.c_size_t(%d))", fd, l.variable(c.Other), c.Sizes[0])
	case "splice":
		return fmt.Sprintf("libc.splice(%s, None, %s, None, ctypes.c_size_t(%d), 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "tee":
		return fmt.Sprintf("libc.tee(%s, %s, ctypes.c_size_t(%d), 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "sendto":
		n := c.Parts[0].Len()
		if c.Address == nil {
			return fmt.Sprintf("libc.send(%s, %s, ctypes.c_size_t(%d), %s)", fd, joined, n, flags)
		}
		return fmt.Sprintf("libc.sendto(%s, %s, ctypes.c_size_t(%d), %s, to, %s)", fd, joined, n, flags, told(c, "len(to)"))
	case "write":
		return fmt.Sprintf("libc.write(%s, %s, ctypes.c_size_t(%d))", fd, joined, c.Parts[0].Len())
	case "recvfrom":
		if c.Asks {
			return fmt.Sprintf("libc.recvfrom(%s, data, ctypes.c_size_t(%d), %s, ctypes.create_string_buffer(128), ctypes.byref(ctypes.c_uint(128)))", fd, c.Sizes[0], flags)
		}
		return fmt.Sprintf("libc.recv(%s, data, ctypes.c_size_t(%d), %s)", fd, c.Sizes[0], flags)
	case "read":
		return fmt.Sprintf("libc.read(%s, data, ctypes.c_size_t(%d))", fd, c.Sizes[0])
	case "readv":
		return fmt.Sprintf("read_parts(%s, into(data, %s))", fd, numbers(c.Sizes))
	case "writev":
		return fmt.Sprintf("write_parts(%s, [%s])", fd, joined)
	case "sendmmsg":
		return fmt.Sprintf("send_messages(%s, %s, %s, [%s]%s)", fd, to, flags, joined, toldLast(c, ", length=%d"))
	case "sendmsg":
		var items []string
		for _, item := range c.Items {
			items = append(items, fmt.Sprintf("control_message(%s, %s, %s)", l.constant(item.Level), l.constant(item.Type), l.item(item)))
		}
		return fmt.Sprintf("send_message(%s, %s, %s, [%s]%s%s)", fd, to, flags, joined, strings.TrimSuffix(", "+strings.Join(items, " + "), ", "), toldLast(c, ", length=%d"))
	case "recvmmsg":
		return fmt.Sprintf("receive_many(%s, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "setsockopt":
		return l.setsockopt(c, fd)
	case "getsockopt":
		size := c.Sizes[0]
		if c.Length != nil {
			size = *c.Length
		}
		return fmt.Sprintf("get_option(%s, %s, %s, %d)", fd, l.constant(c.Level), l.constant(c.Option), size)
	case "flag":
		return fmt.Sprintf("set_flag(%s, %s, %s, %s, %s)", fd, l.constant(c.Op), l.constant(c.Set), l.constant(c.Option), capital(strconv.FormatBool(c.On)))
	case "closedown":
		return fmt.Sprintf("closedown(%s)", fd)
	case "fcntl":
		switch {
		case c.Pointer:
			return fmt.Sprintf("libc.fcntl(%s, %s, %s)", fd, l.constant(c.Option), l.bytes(c.Bytes))
		case len(c.Bytes) > 0:
			return fmt.Sprintf("libc.fcntl(%s, %s, %d)", fd, l.constant(c.Option), c.Number)
		}
		return fmt.Sprintf("libc.fcntl(%s, %s)", fd, l.constant(c.Option))
	case "ioctl":
		if !c.Pointer {
			return fmt.Sprintf("libc.ioctl(%s, ctypes.c_ulong(%s))", fd, l.constant(c.Option))
		}
		argument := int32(0)
		if len(c.Bytes) == 4 {
			argument = int32(binary.NativeEndian.Uint32(c.Bytes))
		}
		return fmt.Sprintf("ask(%s, %s, %d)", fd, l.constant(c.Option), argument)
	}
	panic("no such call: " + c.Name)
}

// text is an expression for what is sent.
func (l *pythonLanguage) text(t step.Text) string {
	if t.Times == 0 {
		return l.bytes(t.Body)
	}
	return fmt.Sprintf("%s * %d", l.bytes(t.Body), t.Times)
}

func (l *pythonLanguage) item(i Item) string {
	word := func(at int) uint32 { return binary.NativeEndian.Uint32(i.Data[at:]) }
	switch {
	case len(i.Rights) > 0:
		return "ints(" + l.descriptors(i.Rights) + ")"
	case i.Self != [3]bool{}:
		var ids []string
		for n, own := range []string{"os.getpid()", "os.getuid()", "os.getgid()"} {
			if !i.Self[n] {
				own = fmt.Sprint(int32(word(4 * n)))
			}
			ids = append(ids, own)
		}
		return "ints(" + strings.Join(ids, ", ") + ")"
	case len(i.Data) == 4:
		return fmt.Sprintf("ints(%d)", int32(word(0)))
	}
	return l.bytes(i.Data)
}

func (l *pythonLanguage) setsockopt(c *Call, fd string) string {
	word := func(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }
	long := func(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }
	set := func(value string, size int) string {
		return fmt.Sprintf("libc.setsockopt(%s, %s, %s, %s, %s)", fd, l.constant(c.Level), l.constant(c.Option), value, told(c, strconv.Itoa(size)))
	}
	switch {
	case c.Value == ValueFilter:
		return set(fmt.Sprintf(`struct.pack("HP", %d, ctypes.addressof(program))`, len(c.Bytes)/8), 16)
	case c.Length != nil:
		raw := c.Bytes
		if *c.Length > len(raw) {
			raw = append(append([]byte{}, raw...), make([]byte, *c.Length-len(raw))...)
		}
		return set(l.bytes(raw), 0)
	case c.Value == ValueInt:
		return set(fmt.Sprintf("ints(%d)", word(0)), 4)
	case c.Value == ValueTime:
		return set(fmt.Sprintf("struct.pack(\"=qq\", %d, %d)", long(0), long(8)), 16)
	case c.Value == ValueLinger:
		return set(fmt.Sprintf("ints(%d, %d)", word(0), word(4)), 8)
	}
	return set(l.bytes(c.Bytes), len(c.Bytes))
}
