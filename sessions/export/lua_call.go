package export

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"netnet-tui/engine/step"
)

func (l *luaLanguage) call(w *code, c *Call) {
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
		w.block("do", "end", func() {
			w.line("local pair = ffi.new(\"int[2]\", -1)")
			if c.Name == "pipe2" {
				set("C.pipe2(pair, %s)", flags)
			} else {
				set("C.socketpair(%s, %s, %s, pair)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
			}
			if len(c.Makes) > 0 {
				w.line("%s, %s = pair[0], pair[1]", l.variable(c.Makes[0]), l.variable(c.Makes[1]))
			}
		})
	case "bind", "connect":
		w.line("to = %s", l.address(c.Address))
		if c.Length != nil && *c.Length > len(c.Address.Raw) {
			w.line(`to = to .. ("\0"):rep(128)`)
		}
		set("C.%s(%s, to, %s)", c.Name, fd, told(c, "#to"))
	case "accept", "accept4":
		at := "nil, nil"
		if c.Asks {
			at = fmt.Sprintf(`ffi.new("uint8_t[128]"), ffi.new("unsigned[1]", %s)`, told(c, "128"))
		}
		if c.Name == "accept" {
			makes("C.accept(%s, %s)", fd, at)
		} else {
			makes("C.accept4(%s, %s, %s)", fd, at, flags)
		}
	case "getsockname", "getpeername":
		w.line("to = name(C.%s, %s, %s)", c.Name, fd, told(c, "128"))
		set("to and 0 or -1")
	case "epoll_ctl":
		set(`C.epoll_ctl(%s, %s, %s, ffi.new("struct epoll_event", { %s, %s, 0 }))`, fd, l.constant(c.Op), l.variable(c.Other), l.constant(c.Flags), l.variable(c.Other))
	case "epoll_wait":
		set("C.epoll_wait(%s, reports, %d, %d)", fd, c.Number, milliseconds(c.Timeout))
	case "poll", "select":
		var list []string
		for _, i := range c.Watched {
			list = append(list, l.variable(i.Ref), l.constant(i.Events))
		}
		w.line("watch(%s)", strings.Join(list, ", "))
		switch {
		case c.Name == "poll":
			set("poll_watched(%d)", milliseconds(c.Timeout))
		case c.Timeout < 0:
			set("select_watched()")
		default:
			set("select_watched(%d, %d)", c.Timeout.Microseconds()/1e6, c.Timeout.Microseconds()%1e6)
		}
	case "recvmsg":
		into := "received"
		if c.FD.Messages {
			into = l.messageOf(c.FD)
		}
		w.line("r, %s = receive(%s, %s, %d, into(%s))", into, fd, flags, c.Room, numbers(c.Sizes))
		set("r")
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
		set("timer(%d, %d, %d, %d, %s)", c.Every.Nanoseconds()/1e9, c.Every.Nanoseconds()%1e9, c.Timeout.Nanoseconds()/1e9, c.Timeout.Nanoseconds()%1e9, flags)
		l.made(w, c)
	case "ioctl":
		set("%s", l.expression(c, fd, flags))
		if len(c.Bytes) == 4 && binary.NativeEndian.Uint32(c.Bytes) != 0 { // what was given is not an answer
			w.line("r = e == 0 and 0 or -1")
		}
	case "sendmsg":
		for _, item := range c.Items {
			w.comment(item.Text)
		}
		set("%s", l.expression(c, fd, flags))
	default:
		if c.Name == "sendto" && c.Address != nil {
			w.line("to = %s", l.address(c.Address))
		}
		makes("%s", l.expression(c, fd, flags))
	}
}

// made takes what a step of several calls has made.
func (l *luaLanguage) made(w *code, c *Call) {
	if len(c.Makes) > 0 {
		w.line("%s = made", l.variable(c.Makes[0]))
	}
}

// expression is a call that is one expression.
func (l *luaLanguage) expression(c *Call, fd, flags string) string {
	var texts []string
	for _, t := range c.Parts {
		texts = append(texts, l.text(t))
	}
	joined := strings.Join(texts, ", ")
	to := "nil"
	if c.Address != nil && c.Name != "sendto" {
		to = l.address(c.Address)
	}
	if c.Length != nil && c.Address != nil && *c.Length > len(c.Address.Raw) {
		to += fmt.Sprintf(` .. ("\0"):rep(%d)`, *c.Length)
	}
	switch c.Name {
	case "socket":
		return fmt.Sprintf("C.socket(%s, %s, %s)", l.constant(c.Domain), l.constant(c.Type), l.constant(c.Proto))
	case "listen":
		return fmt.Sprintf("C.listen(%s, %d)", fd, c.Number)
	case "accept4":
		return fmt.Sprintf("C.accept4(%s, nil, nil, %s)", fd, flags)
	case "accept":
		return fmt.Sprintf("C.accept(%s, nil, nil)", fd)
	case "dup", "close":
		return fmt.Sprintf("C.%s(%s)", c.Name, fd)
	case "dup3":
		return fmt.Sprintf("C.dup3(%s, %s, %s)", fd, l.variable(c.Other), flags)
	case "epoll_create1":
		return fmt.Sprintf("C.epoll_create1(%s)", flags)
	case "eventfd2":
		return fmt.Sprintf("C.eventfd(%d, %s)", c.Number, flags)
	case "shutdown":
		return fmt.Sprintf("C.shutdown(%s, %s)", fd, l.constant(c.Op))
	case "lseek":
		return fmt.Sprintf("C.lseek(%s, %d, %s)", fd, c.Number, l.constant(c.Op))
	case "sendfile":
		return fmt.Sprintf("C.sendfile(%s, %s, nil, %d)", fd, l.variable(c.Other), c.Sizes[0])
	case "splice":
		return fmt.Sprintf("C.splice(%s, nil, %s, nil, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "tee":
		return fmt.Sprintf("C.tee(%s, %s, %d, 0)", l.variable(c.Other), fd, c.Sizes[0])
	case "sendto":
		n := c.Parts[0].Len()
		if c.Address == nil {
			return fmt.Sprintf("C.send(%s, %s, %d, %s)", fd, joined, n, flags)
		}
		return fmt.Sprintf("C.sendto(%s, %s, %d, %s, to, %s)", fd, joined, n, flags, told(c, "#to"))
	case "write":
		return fmt.Sprintf("C.write(%s, %s, %d)", fd, joined, c.Parts[0].Len())
	case "recvfrom":
		if c.Asks {
			return fmt.Sprintf(`C.recvfrom(%s, data, %d, %s, ffi.new("uint8_t[128]"), ffi.new("unsigned[1]", 128))`, fd, c.Sizes[0], flags)
		}
		return fmt.Sprintf("C.recv(%s, data, %d, %s)", fd, c.Sizes[0], flags)
	case "read":
		return fmt.Sprintf("C.read(%s, data, %d)", fd, c.Sizes[0])
	case "readv":
		return fmt.Sprintf("C.readv(%s, into(%s))", fd, numbers(c.Sizes))
	case "writev":
		return fmt.Sprintf("write_parts(%s, { %s })", fd, joined)
	case "sendmmsg":
		return fmt.Sprintf("send_messages(%s, %s, %s, { %s }%s)", fd, to, flags, joined, toldLast(c, ", %d"))
	case "sendmsg":
		var items []string
		for _, item := range c.Items {
			items = append(items, fmt.Sprintf("control_message(%s, %s, %s)", l.constant(item.Level), l.constant(item.Type), l.item(item)))
		}
		control := strings.Join(items, " .. ")
		if control == "" && c.Length != nil {
			control = "nil"
		}
		return fmt.Sprintf("send_message(%s, %s, %s, { %s }%s%s)", fd, to, flags, joined, strings.TrimSuffix(", "+control, ", "), toldLast(c, ", %d"))
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
		return fmt.Sprintf("set_flag(%s, %s, %s, %s, %t)", fd, l.constant(c.Op), l.constant(c.Set), l.constant(c.Option), c.On)
	case "closedown":
		return fmt.Sprintf("closedown(%s)", fd)
	case "fcntl":
		switch {
		case c.Pointer:
			return fmt.Sprintf("C.fcntl(%s, %s, ffi.cast(\"const char *\", %s))", fd, l.constant(c.Option), l.bytes(c.Bytes))
		case len(c.Bytes) > 0:
			return fmt.Sprintf(`C.fcntl(%s, %s, ffi.new("int", %d))`, fd, l.constant(c.Option), c.Number)
		}
		return fmt.Sprintf("C.fcntl(%s, %s)", fd, l.constant(c.Option))
	case "ioctl":
		if !c.Pointer {
			return fmt.Sprintf("C.ioctl(%s, %s)", fd, l.constant(c.Option))
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
func (l *luaLanguage) text(t step.Text) string {
	if t.Times == 0 {
		return l.bytes(t.Body)
	}
	return fmt.Sprintf("(%s):rep(%d)", l.bytes(t.Body), t.Times)
}

func (l *luaLanguage) item(i Item) string {
	word := func(at int) uint32 { return binary.NativeEndian.Uint32(i.Data[at:]) }
	switch {
	case len(i.Rights) > 0:
		return "i32(" + l.descriptors(i.Rights) + ")"
	case i.Self != [3]bool{}:
		var ids []string
		for n, own := range []string{"C.getpid()", "C.getuid()", "C.getgid()"} {
			if !i.Self[n] {
				own = fmt.Sprint(int32(word(4 * n)))
			}
			ids = append(ids, own)
		}
		return "i32(" + strings.Join(ids, ", ") + ")"
	case len(i.Data) == 4:
		return fmt.Sprintf("i32(%d)", int32(word(0)))
	}
	return l.bytes(i.Data)
}

func (l *luaLanguage) setsockopt(c *Call, fd string) string {
	word := func(at int) int32 { return int32(binary.NativeEndian.Uint32(c.Bytes[at:])) }
	long := func(at int) int64 { return int64(binary.NativeEndian.Uint64(c.Bytes[at:])) }
	set := func(value string, size int) string {
		return fmt.Sprintf("C.setsockopt(%s, %s, %s, %s, %s)", fd, l.constant(c.Level), l.constant(c.Option), value, told(c, strconv.Itoa(size)))
	}
	switch {
	case c.Value == ValueFilter:
		var list []string
		for p := c.Bytes; len(p) >= 8; p = p[8:] {
			list = append(list, fmt.Sprintf("{ %#x, %d, %d, %#x }", binary.NativeEndian.Uint16(p), p[2], p[3], binary.NativeEndian.Uint32(p[4:])))
		}
		return set(fmt.Sprintf(`ffi.new("struct sock_fprog", { %d, ffi.new("struct sock_filter[?]", %d, { %s }) })`, len(list), len(list), strings.Join(list, ", ")), 16)
	case c.Length != nil:
		raw := c.Bytes
		if *c.Length > len(raw) {
			raw = append(append([]byte{}, raw...), make([]byte, *c.Length-len(raw))...)
		}
		return set(l.bytes(raw), 0)
	case c.Value == ValueInt:
		return set(fmt.Sprintf("i32(%d)", word(0)), 4)
	case c.Value == ValueTime:
		return set(fmt.Sprintf("i64(%d, %d)", long(0), long(8)), 16)
	case c.Value == ValueLinger:
		return set(fmt.Sprintf("i32(%d, %d)", word(0), word(4)), 8)
	}
	return set(l.bytes(c.Bytes), len(c.Bytes))
}
