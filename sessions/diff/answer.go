package diff

import (
	"slices"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/again"
)

// answer compares the answers of the steps.
func (c *comparison) answer() {
	l, r := answered(*c.left), answered(*c.right)
	if failed := c.left.Errno() != c.right.Errno() || c.left.Failed() != c.right.Failed() || (c.left.Problem == "") != (c.right.Problem == ""); failed || !c.sameAnswer(l, r) {
		c.tell(PartAnswer, "", l, r)
		c.found[len(c.found)-1].Fleeting = c.eitherIsExpected()
	}
	if l, r := c.left.Repetition(), c.right.Repetition(); far(int64(c.left.Times), int64(c.right.Times), 2) || far(c.left.Bytes, c.right.Bytes, 2) {
		c.tell(PartAnswer, "repetition", l, r)
	}
}

// eitherIsExpected reports whether the step itself expects several possible answers, and both answers are
// among them.
func (c *comparison) eitherIsExpected() bool {
	return c.left.Text == c.right.Text && len(c.left.Step.Want) > 1 && !c.left.Failed() && !c.right.Failed()
}

// answered returns the answer of a step, and says whether it was unexpected.
func answered(e engine.Event) string {
	said := again.Answer(e)
	if e.Failed() && e.Problem == "" {
		said += ", which was not expected"
	}
	return said
}

// sameAnswer reports whether two answers of the pair mean the same.
func (c *comparison) sameAnswer(l, r string) bool {
	if l == r {
		return true
	}
	made := c.left.Made()
	verb, _ := step.FindVerb(made.Verb)
	switch {
	case verb == nil:
		return c.text(l, r)
	case made.Target != nil:
		return c.sameLook(*made.Target, l, r)
	case verb.Answer == step.AnswerTime:
		a, errA := time.ParseDuration(l)
		b, errB := time.ParseDuration(r)
		return errA == nil && errB == nil && !longer(a, b, longerTrip)
	case c.expirations():
		return near(l, r) || l != "0" && r != "0"
	case verb.Answer == step.AnswerAddress:
		return c.address(l, r)
	case verb.Name == "fork":
		return c.meet(l, r) // a process ID
	case c.packets():
		return len(l) == len(r) || strings.Count(l, `\x`) > 0 && strings.Count(r, `\x`) > 0 // headers differ in numbers and checksums
	case made.Option != nil:
		return c.sameOption(made.Option.Name, l, r)
	}
	return c.text(l, r)
}

// expirations reports whether what was read is a timer's count of expirations.
func (c *comparison) expirations() bool {
	return c.left.Evidence != nil && c.left.Made().Verb == "read" &&
		slices.ContainsFunc(c.left.Evidence.Sockets, func(o status.Observed) bool { return o.Plain == status.KindTimerfd })
}

// packets reports whether whole packets were received, with their headers.
func (c *comparison) packets() bool {
	if c.left.Evidence == nil {
		return false
	}
	return slices.ContainsFunc(c.left.Evidence.Sockets, func(o status.Observed) bool {
		return o.Kind.Type == engine.SockRaw || o.Kind.Domain == engine.AFPacket
	})
}

// sameLook reports whether what show or expect saw means the same.
func (c *comparison) sameLook(t step.Target, l, r string) bool {
	if f, ok := status.FindField(t.Field); ok {
		return c.field(*f, l, r)
	}
	if info, ok := strings.CutPrefix(t.Field, step.InfoPrefix); ok {
		return near(l, r) || !slices.Contains(telling(), info)
	}
	return t.Field == step.FieldFD || c.sameOption(t.Field, l, r)
}

// sameOption reports whether two values of an option, or of whatever else has a name, mean the same.
func (c *comparison) sameOption(name, l, r string) bool {
	switch {
	case slices.Contains(passing(), name):
		return true
	case name == "SO_PEERCRED":
		return c.numbers(l, r, 1) // a process ID
	}
	return near(l, r) || c.text(l, r)
}

// passing returns the options whose value only reflects the moment.
func passing() []string {
	return []string{"SO_COOKIE", "SO_INCOMING_CPU", "SO_INCOMING_NAPI_ID", "SO_MEMINFO", "SO_PEERPIDFD", "TCP_INFO", "TCP_TIMESTAMP", "TCP_QUEUE_SEQ", "TCP_CC_INFO", "MPTCP_INFO"}
}
