package ffi

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// foreign is a language that calls the C library directly: LuaJIT through its ffi, Python through
// ctypes. Their programs differ only in spelling: in Words and in the fields below.
type foreign struct {
	code.Words
	library     string // prefix of a function
	null        string
	on, off     string
	list, tuple string // of the elements %s
	plus        string // operator that joins bytes
	times       string // the bytes %s repeated %d times
	longs       string // two longs as bytes: %d, %d
	length      string // length of the address in to
	longer      string // extends that address by %d bytes
	noName      string // -1 if to holds no address, else 0
	room        string // arguments for an address that is not used, of %s bytes
	pair        string // an array for two descriptors
	event       string // struct epoll_event: %s, %s
	request     string // a request %s as an argument of ioctl
	pointer     string // the bytes %s as an argument of fcntl
	number      string // the int %d as an argument of fcntl
	noAnswer    string // sets the result to 0 if the call succeeded
}

// Call writes a call: its result is in r and its errno in e.
func (l *foreign) Call(w *code.Writer, c *program.Call) {
	made := "r"
	switch c.Name {
	case "socketpair", "pipe2":
		w.Line("pair = %s", l.pair)
	case "bind", "connect", "sendto", "sendmsg", "sendmmsg":
		if c.Address != nil {
			w.Line("to = %s", l.Address(c.Address))
		}
		if c.Address != nil && c.Length != nil && *c.Length > len(c.Address.Raw) {
			w.Line(l.longer, *c.Length)
		}
	case "getsockname", "getpeername":
		w.Line("to = name(%s%s, %s, %s)", l.library, c.Name, l.Descriptor(c.FD), code.Told(c, "128"))
	case "poll", "select":
		var list []string
		for _, i := range c.Watched {
			list = append(list, fmt.Sprintf(l.tuple, l.Variable(i.Ref)+", "+l.Constant(i.Events)))
		}
		w.Line("watch(%s)", strings.Join(list, ", "))
	case "server", "client", "memfd", "timerfd":
		made = "made"
	}
	if len(c.Items) > 1 {
		for _, item := range c.Items {
			w.Comment(item.Text)
		}
	}
	w.Line("answer(%s)", l.expression(c))
	if c.Name == "ioctl" && c.Argument() != 0 { // the argument is not a result
		w.Line("%s", l.noAnswer)
	}
	switch {
	case len(c.Makes) == 0:
	case c.Name == "socketpair" || c.Name == "pipe2":
		w.Line("%s, %s = pair[0], pair[1]", l.Variable(c.Makes[0]), l.Variable(c.Makes[1]))
	case c.Name == "recvmsg":
		for i, m := range c.Makes {
			w.Line("%s = descriptor(%s, %d)", l.Variable(m), l.Into(c), i)
		}
	default:
		w.Line("%s = %s", l.Variable(c.Makes[0]), made)
	}
}

// oneLine reports whether a call is a single expression, with nothing to prepare before it or store after it.
func oneLine(c *program.Call) bool {
	switch c.Name {
	case "socketpair", "pipe2", "bind", "connect", "getsockname", "getpeername", "epoll_ctl", "epoll_wait", "poll", "select", "recvmsg",
		"server", "client", "memfd", "timerfd":
		return false
	}
	return c.Address == nil
}

// text returns expressions for the data to send, separated by commas.
func (l *foreign) text(c *program.Call) string {
	var texts []string
	for _, t := range c.Parts {
		text := l.Bytes(t.Body)
		if t.Times != 0 {
			text = fmt.Sprintf(l.times, text, t.Times)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, ", ")
}

// function returns a call of a C library function.
func (l *foreign) function(name string, args ...any) string {
	parts := make([]string, len(args))
	for i, arg := range args {
		parts[i] = fmt.Sprint(arg)
	}
	return l.library + name + "(" + strings.Join(parts, ", ") + ")"
}

// Compare returns a comparison of a call's result.
func (l *foreign) Compare(n program.Number) string {
	return fmt.Sprintf("e == 0 and r %s %d", l.Compared(n.Op), n.N)
}
