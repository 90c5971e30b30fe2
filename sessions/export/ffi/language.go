package ffi

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// foreign is a language that calls the functions of the C library as they are: LuaJIT by its ffi,
// Python by ctypes. Their programs are one text in two spellings, and this is what differs beside the
// words that all languages have.
type foreign struct {
	code.Words
	library     string // in front of a function
	null        string
	on, off     string
	list, tuple string // of %s
	plus        string // between bytes that follow each other
	times       string // bytes that are repeated: %s, %d
	longs       string // two longs as bytes: %d, %d
	length      string // of the address in to
	longer      string // makes that address longer by so many bytes, %d
	noName      string // -1 where that address is none
	room        string // for an address that nobody looks at, of so many bytes: %s
	pair        string // two descriptors to fill in
	event       string // struct epoll_event: %s, %s
	request     string // of ioctl, %s
	pointer     string // bytes as an argument of fcntl, %s
	number      string // an int as one, %d
	noAnswer    string // the answer is 0 where the call has gone well
}

// Call writes a call: r is what it answers, and e its errno.
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
	for _, item := range c.Items {
		w.Comment(item.Text)
	}
	w.Line("answer(%s)", l.expression(c))
	if c.Name == "ioctl" && c.Argument() != 0 { // what was given is not an answer
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

// oneLine reports whether a call is its expression alone, and needs nothing set before or kept behind it.
func oneLine(c *program.Call) bool {
	switch c.Name {
	case "socketpair", "pipe2", "bind", "connect", "getsockname", "getpeername", "epoll_ctl", "epoll_wait", "poll", "select", "recvmsg",
		"server", "client", "memfd", "timerfd":
		return false
	}
	return c.Address == nil
}

// text is an expression for what is sent.
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

// function is a call of a function of the C library.
func (l *foreign) function(name string, args ...any) string {
	parts := make([]string, len(args))
	for i, arg := range args {
		parts[i] = fmt.Sprint(arg)
	}
	return l.library + name + "(" + strings.Join(parts, ", ") + ")"
}

// Compare compares what a call has answered.
func (l *foreign) Compare(n program.Number) string {
	return fmt.Sprintf("e == 0 and r %s %d", l.Compared(n.Op), n.N)
}
