package diff

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
)

// calls compares the calls of the pair. For steps that repeat their calls, it compares only the last: how
// often they had to is a matter of timing.
func (c *comparison) calls() {
	l, r := c.left.Calls, c.right.Calls
	switch {
	case c.left.Made().Verb == "roundtrip":
		return
	case severalTimes(*c.left) || severalTimes(*c.right):
		l, r = l[max(0, len(l)-1):], r[max(0, len(r)-1):]
	}
	if left, right := names(l), names(r); left != right {
		c.tell(PartCall, "", left, right)
		return
	}
	answered := len(c.found) > 0 // the answer already shows how the last call differs
	for i := range l {
		asked, came := c.sameCall(l[i], r[i])
		if c.left.Text != c.right.Text {
			asked = true // the difference is in the steps themselves
		}
		if !asked || !came && !(answered && i == len(l)-1) {
			c.tell(PartCall, "", said(l[i]), said(r[i]))
		}
	}
}

// severalTimes reports whether a step repeated its calls.
func severalTimes(e engine.Event) bool { return e.Times > 0 || e.Asked > 1 || e.Skipped > 0 }

func names(calls []engine.Call) string {
	list := make([]string, len(calls))
	for i, call := range calls {
		list[i] = string(call.Name)
	}
	return strings.Join(list, ", ")
}

// said returns a call as a trace shows it, without its duration.
func said(c engine.Call) string {
	text := string(c.Name) + "(" + strings.Join(c.Args, ", ") + ") = " + c.Answer()
	if c.Process != "" {
		text = c.Process + ": " + text
	}
	return text
}

// sameCall reports whether two calls asked the same, and whether the kernel answered the same.
func (c *comparison) sameCall(l, r engine.Call) (asked, came bool) {
	a, b := l.Values, r.Values
	asked = l.Process == r.Process && a.FD.Name == b.FD.Name && a.Other.Name == b.Other.Name &&
		a.Domain == b.Domain && a.Type == b.Type && a.Protocol == b.Protocol && a.Flags == b.Flags && a.Op == b.Op &&
		a.Size == b.Size && slices.Equal(a.Parts, b.Parts) && a.Room == b.Room && a.Count == b.Count &&
		a.Level == b.Level && a.Option == b.Option && same(a.Told, b.Told) && c.address(a.Addr.String(), b.Addr.String())
	came = l.Errno == r.Errno && (alike(l.Ret, r.Ret) || strings.HasPrefix(l.Note, "<") || c.expirations()) && // a descriptor is compared by name, not number
		a.MsgFlags == b.MsgFlags && slices.Equal(ready(a.Watched), ready(b.Watched)) && slices.EqualFunc(a.Control, b.Control, c.sameControl)
	return asked, came
}

// sameControl reports whether two control messages mean the same: credentials may have another process ID,
// and timestamps always differ.
func (c *comparison) sameControl(l, r engine.ControlMessage) bool {
	a, b := engine.ControlItem(l), engine.ControlItem(r)
	if a.Name != b.Name {
		return false
	}
	switch {
	case strings.Contains(engine.ControlTitle(l), "CREDENTIALS"):
		return c.numbers(a.Value, b.Value, 1)
	case strings.Contains(engine.ControlTitle(l), "TIMESTAMP"):
		return c.numbers(a.Value, b.Value, 3) // software, –, hardware
	}
	return c.text(a.Value, b.Value)
}

// ready returns what a wait reported, ordered by name: epoll_wait orders by time.
func ready(watched []engine.Watched) []string {
	var list []string
	for _, w := range watched {
		list = append(list, fmt.Sprintf("%s %#x", w.FD.Name, w.Ready))
	}
	slices.Sort(list)
	return list
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }
