package protocol_test

import (
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// opened returns a new connection to a protocol.
func opened(t *testing.T, name string) (*protocoltest.Conn, protocol.Stream) {
	t.Helper()
	c, s := &protocoltest.Conn{}, serve[protocol.Stream](t, name)
	s.Open(c)
	return c, s
}

// tick lets the requested time pass.
func tick(t *testing.T, c *protocoltest.Conn, s protocol.Stream) {
	t.Helper()
	if c.Wake <= 0 {
		t.Fatal("no Tick is scheduled")
	}
	c.Wake = 0
	s.(protocol.Ticker).Tick(c)
}

// upToReset returns how many bytes a protocol echoes before it resets the connection.
func upToReset(t *testing.T, name string) int {
	t.Helper()
	c, s := opened(t, name)
	c.Feed(s, strings.Repeat("x", 5000))
	tick(t, c, s)
	if !c.WasReset {
		t.Errorf("%s does not reset the connection", name)
	}
	return len(c.Out)
}

func TestAcceptingHasItsPace(t *testing.T) {
	for name, want := range map[string]time.Duration{
		"bad-slow-accept": time.Second, "bad-slow-accept:250ms": 250 * time.Millisecond, "bad-slow-accept:1m30s": 90 * time.Second,
	} {
		if got := serve[protocol.Pacer](t, name).Pace(); got != want {
			t.Errorf("%s accepts every %s, want %s", name, got, want)
		}
	}
	if got := serve[protocol.Pacer](t, "bad-never-accepts").Pace(); got >= 0 {
		t.Errorf("bad-never-accepts accepts every %s", got)
	}
	c, s := opened(t, "bad-slow-accept")
	if c.Feed(s, "hello"); c.Take() != "hello" {
		t.Error("bad-slow-accept does not echo")
	}
}

func TestTheSlowReaderPausesAfterEachRead(t *testing.T) {
	c, s := opened(t, "bad-slow-read:300ms")
	for range 2 {
		c.Feed(s, "hello")
		if got := c.Take(); got != "hello" || !c.Stopped || c.Wake != 300*time.Millisecond {
			t.Fatalf("it said %q, stopped %t, for %s", got, c.Stopped, c.Wake)
		}
		if tick(t, c, s); c.Stopped {
			t.Fatal("it does not read again")
		}
	}
	if s.End(c); !c.Closed {
		t.Error("it does not close after the peer's FIN")
	}
}

func TestTheOneThatNeverReadsStopsAtOpenAndStaysOpen(t *testing.T) {
	c, s := opened(t, "bad-never-reads")
	if !c.Stopped || c.Wake != 0 {
		t.Errorf("stopped %t, for %s", c.Stopped, c.Wake)
	}
	if s.End(c); c.Closed || c.Ended {
		t.Error("it saw the peer's FIN")
	}
}

func TestDropsComeOneByteAtATimeWhileNothingIsRead(t *testing.T) {
	c, s := opened(t, "bad-drops")
	c.Feed(s, "abc")
	if len(c.Out) != 0 || !c.Stopped || c.Messages != 1 {
		t.Fatalf("at once it said %q, stopped %t, %d messages", c.Out, c.Stopped, c.Messages)
	}
	for _, want := range []string{"a", "b", "c"} {
		if !c.Stopped || c.Wake != 100*time.Millisecond {
			t.Fatalf("before %q: stopped %t, the next drop in %s", want, c.Stopped, c.Wake)
		}
		tick(t, c, s)
		if got := c.Take(); got != want {
			t.Fatalf("a drop is %q, want %q", got, want)
		}
	}
	if c.Stopped || c.Wake != 0 {
		t.Errorf("after the last drop: stopped %t, the next in %s", c.Stopped, c.Wake)
	}
	c.Feed(s, "de")
	if tick(t, c, s); c.Take() != "d" {
		t.Error("a second answer does not come in drops")
	}
}

func TestDropsGoOnAfterThePeersFINUntilTheLast(t *testing.T) {
	c, s := opened(t, "bad-drops")
	c.Feed(s, "ab")
	s.End(c)
	tick(t, c, s)
	if c.Closed {
		t.Fatal("it closed before the last drop")
	}
	if tick(t, c, s); c.Take() != "ab" || !c.Closed {
		t.Error("it does not close after the last drop")
	}
	quiet, s := opened(t, "bad-drops")
	if s.End(quiet); !quiet.Closed {
		t.Error("it does not close when nothing is left to say")
	}
}

func TestTheHalfCloseEndsOurOutputAndReadsOn(t *testing.T) {
	c, s := opened(t, "bad-half-close")
	if !c.Ended || c.Closed || c.Stopped {
		t.Fatalf("at once: output ended %t, closed %t, stopped %t", c.Ended, c.Closed, c.Stopped)
	}
	c.Feed(s, "are you there?")
	if c.Rest() != 0 || c.Closed || c.Messages != 0 {
		t.Errorf("it left %d bytes, closed %t, %d messages answered", c.Rest(), c.Closed, c.Messages)
	}
	if s.End(c); !c.Closed {
		t.Error("it does not close after the peer's FIN")
	}
}

func TestTheHalfCloseMaySendBackFirst(t *testing.T) {
	c, s := opened(t, "bad-half-close:3")
	c.Feed(s, "ab")
	if c.Ended {
		t.Error("its output ended too early")
	}
	c.Feed(s, "cd")
	if got := c.Take(); got != "abc" || !c.Ended || c.Rest() != 0 {
		t.Errorf("it said %q, output ended %t, left %d bytes", got, c.Ended, c.Rest())
	}
}

func TestTheResetComesBehindTheLastAnswer(t *testing.T) {
	c, s := opened(t, "bad-reset:6")
	c.Feed(s, "1234")
	if c.Wake != 0 || c.Stopped {
		t.Fatal("the reset is coming already")
	}
	c.Feed(s, "5678")
	if got := c.Take(); got != "123456" || c.WasReset || !c.Stopped {
		t.Fatalf("it said %q, reset %t, stopped %t", got, c.WasReset, c.Stopped)
	}
	if s.End(c); c.Closed {
		t.Fatal("the peer's FIN turned the reset into a close")
	}
	if tick(t, c, s); !c.WasReset {
		t.Error("there was no reset")
	}
	early, s := opened(t, "bad-reset:6")
	early.Feed(s, "1")
	if s.End(early); !early.Closed || early.WasReset {
		t.Error("a peer that ends before the fault is not closed in order")
	}
	if n := upToReset(t, "bad-reset:0"); n != 0 {
		t.Errorf("bad-reset:0 sends back %d bytes", n)
	}
}

func TestTheStallEchoesAndThenDoesNothingMore(t *testing.T) {
	c, s := opened(t, "bad-stall")
	c.Feed(s, strings.Repeat("x", 999))
	if c.Stopped || len(c.Take()) != 999 {
		t.Fatal("it stalls too early")
	}
	c.Feed(s, "yz")
	if got := c.Take(); got != "y" || !c.Stopped || c.Wake != 0 {
		t.Errorf("it said %q, stopped %t, for %s", got, c.Stopped, c.Wake)
	}
	s.End(c)
	c.Feed(s, "hello?")
	if len(c.Out) != 0 || c.Closed || c.Ended {
		t.Errorf("stalled, it said %q, closed %t, ended %t", c.Out, c.Closed, c.Ended)
	}
}

func TestEveryConnectionHasItsOwnFault(t *testing.T) {
	s := serve[protocol.Stream](t, "bad-stall:3")
	one, two := &protocoltest.Conn{Number: 1}, &protocoltest.Conn{Number: 2}
	s.Open(one)
	s.Open(two)
	one.Feed(s, "abc")
	two.Feed(s, "ab")
	if !one.Stopped || two.Stopped {
		t.Errorf("after 3 bytes on one and 2 on the other: stopped %t and %t", one.Stopped, two.Stopped)
	}
}
