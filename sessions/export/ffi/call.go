package ffi

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// expression returns the call itself: of a function of the C library if one suffices, otherwise of one
// of the program's own functions.
func (l *foreign) expression(c *program.Call) string {
	fd, flags := l.Descriptor(c.FD), l.Constant(c.Flags)
	switch c.Name {
	case "socket":
		return l.function("socket", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto))
	case "socketpair":
		return l.function("socketpair", l.Constant(c.Domain), l.Constant(c.Type), l.Constant(c.Proto), "pair")
	case "pipe2":
		return l.function("pipe2", "pair", flags)
	case "bind", "connect":
		return l.function(c.Name, fd, "to", code.Told(c, l.length))
	case "listen":
		return l.function("listen", fd, c.Number)
	case "accept", "accept4":
		args := []any{fd, l.null, l.null}
		if c.Asks {
			args = []any{fd, fmt.Sprintf(l.room, code.Told(c, "128"))}
		}
		if c.Name == "accept4" {
			args = append(args, flags)
		}
		return l.function(c.Name, args...)
	case "getsockname", "getpeername":
		return l.noName
	case "dup", "close":
		return l.function(c.Name, fd)
	case "dup3":
		return l.function("dup3", fd, l.Variable(c.Other), flags)
	case "epoll_create1":
		return l.function("epoll_create1", flags)
	case "epoll_ctl":
		event := fmt.Sprintf(l.event, flags, l.Variable(c.Other))
		return l.function("epoll_ctl", fd, l.Constant(c.Op), l.Variable(c.Other), event)
	case "epoll_wait":
		return l.function("epoll_wait", fd, "reports", c.Number, code.Milliseconds(c.Timeout))
	case "eventfd2":
		return l.function("eventfd", c.Number, flags)
	case "shutdown":
		return l.function("shutdown", fd, l.Constant(c.Op))
	case "lseek":
		return l.function("lseek", fd, c.Number, l.Constant(c.Op))
	case "sendfile":
		return l.function("sendfile", fd, l.Variable(c.Other), l.null, c.Sizes[0])
	case "splice":
		return l.function("splice", l.Variable(c.Other), l.null, fd, l.null, c.Sizes[0], 0)
	case "tee":
		return l.function("tee", l.Variable(c.Other), fd, c.Sizes[0], 0)
	case "sendto":
		if c.Address == nil {
			return l.function("send", fd, l.text(c), c.Parts[0].Len(), flags)
		}
		return l.function("sendto", fd, l.text(c), c.Parts[0].Len(), flags, "to", code.Told(c, l.length))
	case "write":
		return l.function("write", fd, l.text(c), c.Parts[0].Len())
	case "recvfrom":
		if c.Asks {
			return l.function("recvfrom", fd, "data", c.Sizes[0], flags, fmt.Sprintf(l.room, "128"))
		}
		return l.function("recv", fd, "data", c.Sizes[0], flags)
	case "read":
		return l.function("read", fd, "data", c.Sizes[0])
	}
	return l.more(c, fd, flags)
}

// more returns the calls with options and requests, and those made by the program's own functions.
func (l *foreign) more(c *program.Call, fd, flags string) string {
	option := l.Constant(c.Option)
	to := l.null
	if c.Address != nil {
		to = "to"
	}
	switch c.Name {
	case "poll":
		return fmt.Sprintf("poll_watched(%d)", code.Milliseconds(c.Timeout))
	case "select":
		timeout := l.null
		if c.Timeout >= 0 {
			timeout = code.Seconds(c.Timeout.Seconds())
		}
		return fmt.Sprintf("select_watched(%s)", timeout)
	case "readv":
		return fmt.Sprintf("read_parts(%s, into(data, %s))", fd, code.Numbers(c.Sizes))
	case "writev":
		return fmt.Sprintf("write_parts(%s, %s)", fd, fmt.Sprintf(l.list, l.text(c)))
	case "sendmmsg":
		return fmt.Sprintf("send_messages(%s, %s, %s, %s%s)", fd, to, flags, fmt.Sprintf(l.list, l.text(c)), code.ToldLast(c))
	case "sendmsg":
		control := ""
		if len(c.Items) == 0 && c.Length != nil {
			control = ", " + l.null
		}
		for i, item := range c.Items {
			control += []string{", ", l.plus}[min(i, 1)] + fmt.Sprintf("control_message(%s, %s, %s)", l.Constant(item.Level), l.Constant(item.Type), l.Item(item))
		}
		return fmt.Sprintf("send_message(%s, %s, %s, %s%s%s)", fd, to, flags, fmt.Sprintf(l.list, l.text(c)), control, code.ToldLast(c))
	case "recvmmsg":
		return fmt.Sprintf("receive_many(%s, %d, %d, %s)", fd, c.Number, c.Sizes[0], flags)
	case "recvmsg":
		return fmt.Sprintf("receive(%s, %s, %s, %d, into(data, %s))", fd, l.Into(c), flags, c.Room, code.Numbers(c.Sizes))
	case "setsockopt":
		return l.setsockopt(c, fd)
	case "getsockopt":
		return fmt.Sprintf("get_option(%s, %s, %s, %s)", fd, l.Constant(c.Level), option, code.Told(c, fmt.Sprint(c.Sizes[0])))
	case "flag":
		on := l.off
		if c.On {
			on = l.on
		}
		return fmt.Sprintf("set_flag(%s, %s, %s, %s, %s)", fd, l.Constant(c.Op), l.Constant(c.Set), option, on)
	case "fcntl":
		switch {
		case c.Pointer:
			return l.function("fcntl", fd, option, fmt.Sprintf(l.pointer, l.Bytes(c.Bytes)))
		case len(c.Bytes) > 0:
			return l.function("fcntl", fd, option, fmt.Sprintf(l.number, c.Number))
		}
		return l.function("fcntl", fd, option)
	case "ioctl":
		if c.Pointer {
			return fmt.Sprintf("ask(%s, %s, %d)", fd, option, c.Argument())
		}
		return l.function("ioctl", fd, fmt.Sprintf(l.request, option))
	case "server":
		return fmt.Sprintf("server(%s, %d)", l.Address(c.Address), c.Number)
	case "client":
		return fmt.Sprintf("client(%s)", l.Address(c.Address))
	case "closedown":
		return fmt.Sprintf("closedown(%s)", fd)
	case "memfd":
		return fmt.Sprintf("memory_file(%s, %s)", l.Bytes([]byte(c.Text)), l.text(c))
	case "timerfd":
		return fmt.Sprintf("timer(%d, %d, %s)", c.Timeout.Nanoseconds(), c.Every.Nanoseconds(), flags)
	}
	panic("no such call: " + c.Name)
}

// setsockopt returns the setting of an option, whose value is a string of bytes.
func (l *foreign) setsockopt(c *program.Call, fd string) string {
	value, size := l.Bytes(c.Bytes), len(c.Bytes)
	switch {
	case c.Value == program.ValueFilter:
		list := code.Filter(fmt.Sprintf(l.tuple, "%#x, %d, %d, %#x"), c.Bytes)
		value, size = "filter_program("+strings.Join(list, ", ")+")", 16
	case c.Length != nil:
		value = l.Bytes(c.Padded())
	case c.Value == program.ValueInt:
		value = fmt.Sprintf(l.Ints, fmt.Sprint(c.Word(0)))
	case c.Value == program.ValueTime:
		value = fmt.Sprintf(l.longs, c.Long(0), c.Long(8))
	case c.Value == program.ValueLinger:
		value = fmt.Sprintf(l.Ints, fmt.Sprintf("%d, %d", c.Word(0), c.Word(4)))
	}
	return l.function("setsockopt", fd, l.Constant(c.Level), l.Constant(c.Option), value, code.Told(c, fmt.Sprint(size)))
}
