package engine

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestRoundtripMeetsNagle checks the cause of the wait, not the time: with Nagle's algorithm every round needs an ACK
// that the other end delays; without it, none does.
func TestRoundtripMeetsNagle(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	const delayed = "DelayedACKs"
	slow := r.well("roundtrip", sock("c"), count(6))
	if n := slow.Evidence.Moved[delayed]; n < 4 {
		t.Errorf("%s: %d delayed ACKs; %v", slow.Text, n, slow.Evidence.Moved)
	}
	r.well("setsockopt", sock("c"), ofOption("TCP_NODELAY"), value("on"))
	var fast Event
	if !labtest.Until(func() bool { // an end that a busy machine delays for 40 ms delays its ACK too
		fast = r.well("roundtrip", sock("c"), count(6))
		return fast.Evidence.Moved[delayed] <= 1
	}) {
		t.Errorf("%s: %d delayed ACKs without Nagle", fast.Text, fast.Evidence.Moved[delayed])
	}
	for _, e := range []Event{slow, fast} {
		if took, err := step.ParseDuration(e.Got); err != nil || took <= 0 || len(e.Notes) != 1 || strings.Count(e.Notes[0], "ms") != 7 {
			t.Errorf("%s: got %s, %q", e.Text, e.Got, e.Notes)
		}
	}
}

func TestRoundtripThatCannotBe(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	problem := func(want string, e Event) {
		t.Helper()
		if !strings.Contains(e.Problem, want) {
			t.Errorf("%s: %q, want something of %q", e.Text, e.Problem, want)
		}
	}
	problem("connected", r.do("roundtrip", sock("s")))
	problem("between 1 and", r.do("roundtrip", sock("c"), count(0)))
	r.well("send", sock("a"), texted("hi"))
	r.waits("c", "pending", "2")
	problem("2 bytes waiting", r.do("roundtrip", sock("c")))
	r.well("recv", sock("c"), size(9), wantsText("hi"))
	r.well("shutdown", sock("a"), op(unix.SHUT_WR))
	r.waits("c", "state", "CLOSE-WAIT")
	problem("connected", r.do("roundtrip", sock("c")))
}

// TestRoundtripCanBeInterrupted interrupts a round trip whose other end does not answer.
func TestRoundtripCanBeInterrupted(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("close", sock("c")) // the far end of a connection that is not ours, and never answers
	r.well("client", named("d"), addr("@s"))
	r.well("dup", named("d2"), sock("d"))
	done := r.later("roundtrip", sock("d"))
	task := r.blocked("roundtrip d")
	if e := r.do("roundtrip", sock("d")); !strings.Contains(e.Problem, "roundtrip d is in progress") {
		t.Errorf("a second one meanwhile: %q", e.Problem)
	}
	r.well("interrupt", ofTask(task))
	if e := r.arrives(done); e.Errno() != "EINTR" || e.Took > answerTime.Seconds() {
		t.Errorf("%s: %s after %v", e.Text, e.Errno(), time.Duration(e.Took*float64(time.Second)))
	}
}
