package c

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

// text returns expressions for bytes and their number. Repeated bytes are built once, at the start of main.
func (l *language) text(t step.Text) (text, length string) {
	if t.Times == 0 {
		return l.Bytes(t.Body), fmt.Sprint(len(t.Body))
	}
	made := fmt.Sprintf("times(%d, %s, %d)", t.Times, l.Bytes(t.Body), len(t.Body))
	for i, other := range l.texts {
		if other == made {
			return fmt.Sprintf("text_%d", i+1), fmt.Sprint(t.Len())
		}
	}
	l.texts = append(l.texts, made)
	return fmt.Sprintf("text_%d", len(l.texts)), fmt.Sprint(t.Len())
}

// vector returns the elements of an iovec array.
func (l *language) vector(texts []step.Text) string {
	var parts []string
	for _, t := range texts {
		text, n := l.text(t)
		parts = append(parts, fmt.Sprintf("{(char *)%s, %s}", text, n))
	}
	return strings.Join(parts, ", ")
}

// sendmsg writes a message, or several of one part each.
func (l *language) sendmsg(w *code.Writer, c *program.Call, fd string) {
	w.Line("struct iovec parts[] = {%s};", l.vector(c.Parts))
	to := ""
	if c.Address != nil {
		w.Line("to = %s;", l.Address(c.Address))
		to = ", .msg_name = &to.any, .msg_namelen = " + code.Told(c, "to.length")
	}
	if c.Name == "sendmmsg" {
		var list []string
		for i := range c.Parts {
			list = append(list, fmt.Sprintf("{.msg_hdr = {.msg_iov = &parts[%d], .msg_iovlen = 1%s}}", i, to))
		}
		w.Line("struct mmsghdr list[] = {%s};", strings.Join(list, ", "))
		w.Line("r = sendmmsg(%s, list, %d, %s);", fd, len(c.Parts), l.Constant(c.Flags))
		return
	}
	w.Line("struct msghdr m = {.msg_iov = parts, .msg_iovlen = %d%s};", len(c.Parts), to)
	for _, item := range c.Items {
		if len(c.Items) > 1 {
			w.Comment(item.Text)
		}
		w.Line("attach(&m, %s, %s, %s, %d);", l.Constant(item.Level), l.Constant(item.Type), l.Item(item), len(item.Data))
	}
	w.Line("r = sendmsg(%s, &m, %s);", fd, l.Constant(c.Flags))
}

// setsockopt writes the setting of an option, with its value in the type that C has for it.
func (l *language) setsockopt(w *code.Writer, c *program.Call, fd string) {
	level, option := l.Constant(c.Level), l.Constant(c.Option)
	set := func(value, size string) {
		w.Line("r = setsockopt(%s, %s, %s, %s, %s);", fd, level, option, value, code.Told(c, size))
	}
	raw := c.Padded()
	switch {
	case c.Value == program.ValueFilter:
		w.Block("{", "}", func() {
			list := code.Filter("{%#x, %d, %d, %#x}", raw)
			w.Line("struct sock_filter filter[] = {%s};", strings.Join(list, ", "))
			w.Line("struct sock_fprog program = {%d, filter};", len(list))
			set("&program", "sizeof program")
		})
	case c.Length != nil && len(raw) != len(c.Bytes):
		set(l.Bytes(raw), "")
	case c.Value == program.ValueInt:
		set(fmt.Sprintf("&(int){%d}", c.Word(0)), "sizeof(int)")
	case c.Value == program.ValueTime:
		set(fmt.Sprintf("&(struct timeval){%d, %d}", c.Long(0), c.Long(8)), "sizeof(struct timeval)")
	case c.Value == program.ValueLinger:
		set(fmt.Sprintf("&(struct linger){%d, %d}", c.Word(0), c.Word(4)), "sizeof(struct linger)")
	default:
		set(l.Bytes(raw), fmt.Sprint(len(raw)))
	}
}
