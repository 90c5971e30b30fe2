package protocol_test

import (
	"encoding/binary"
	"strings"
	"testing"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

func TestEchoSendsBackAndClosesAfterThePeer(t *testing.T) {
	c, echo := &protocoltest.Conn{}, serve[protocol.Stream](t, "echo")
	echo.Open(c)
	c.Feed(echo, "hello")
	if got := c.Take(); got != "hello" || c.Messages != 1 || c.Closed {
		t.Errorf("it said %q, %d messages, closed %t", got, c.Messages, c.Closed)
	}
	if echo.End(c); !c.Closed {
		t.Error("it does not close after the peer's FIN")
	}
	if got := serve[protocol.Datagram](t, "echo").Datagram([]byte("hi"), []byte("> ")); string(got) != "> hi" {
		t.Errorf("the datagram's answer is %q", got)
	}
}

func TestDiscardAnswersNothing(t *testing.T) {
	c, discard := &protocoltest.Conn{}, serve[protocol.Stream](t, "discard")
	discard.Open(c)
	c.Feed(discard, "hello")
	if len(c.Out) != 0 || c.Rest() != 0 || c.Closed {
		t.Errorf("it said %q, left %d bytes, closed %t", c.Out, c.Rest(), c.Closed)
	}
	if discard.End(c); !c.Closed {
		t.Error("it does not close after the peer's FIN")
	}
	if got := serve[protocol.Datagram](t, "discard").Datagram([]byte("hi"), nil); len(got) != 0 {
		t.Errorf("the datagram's answer is %q", got)
	}
}

func TestChargenRotatesLinesOf72PrintingCharacters(t *testing.T) {
	c, chargen := &protocoltest.Conn{Room: 20_000}, serve[protocol.Stream](t, "chargen")
	chargen.Open(c)
	lines := strings.Split(string(c.Out), "\r\n")
	if want := " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg"; lines[0] != want {
		t.Errorf("the first line is %q, want %q", lines[0], want)
	}
	for i, line := range lines[1 : len(lines)-1] {
		before := lines[i]
		if len(line) != 72 || line[:71] != before[1:] || line[71] != ' '+(before[71]-' '+1)%95 {
			t.Fatalf("%q is followed by %q", before, line)
		}
	}
	if lines[95] != lines[0] {
		t.Errorf("line 95 is %q and not the first again", lines[95])
	}
}

func TestChargenGoesOnWhenThereIsRoomAndStopsWithThePeer(t *testing.T) {
	c, chargen := &protocoltest.Conn{Room: 10_000}, serve[protocol.Stream](t, "chargen")
	chargen.Open(c)
	if !c.Full() {
		t.Fatal("it stopped before the connection was full: nothing would wake it")
	}
	all := c.Take()
	chargen.(protocol.Drainer).Drain(c)
	if !c.Full() {
		t.Fatal("it did not go on")
	}
	all += c.Take()
	const cycle = 95 * 74
	for i := cycle; i < len(all); i++ {
		if all[i] != all[i-cycle] {
			t.Fatalf("the pattern breaks at byte %d", i)
		}
	}
	c.Feed(chargen, "stop, please")
	if len(c.Out) != 0 || c.Rest() != 0 || c.Closed {
		t.Errorf("what it got was not discarded: it said %q, left %d bytes, closed %t", c.Out, c.Rest(), c.Closed)
	}
	if chargen.End(c); !c.Closed {
		t.Error("it does not close after the peer's FIN")
	}
}

func TestChargenAnswersADatagramWith0To512Characters(t *testing.T) {
	chargen, lengths := serve[protocol.Datagram](t, "chargen"), map[int]bool{}
	for range 2000 {
		reply := chargen.Datagram(nil, []byte("before"))
		text, ok := strings.CutPrefix(string(reply), "before")
		if !ok || len(text) > 512 {
			t.Fatalf("the answer is %d bytes: %q", len(text), reply)
		}
		lengths[len(text)] = true
	}
	if len(lengths) < 100 {
		t.Errorf("2000 answers have only %d lengths", len(lengths))
	}
}

// said returns what a protocol says on a new connection before it closes it.
func said(t *testing.T, p protocol.Stream, now time.Time) string {
	t.Helper()
	c := &protocoltest.Conn{Time: now}
	p.Open(c)
	if !c.Closed || c.WasReset || c.Messages != 1 {
		t.Errorf("closed %t, reset %t, %d messages", c.Closed, c.WasReset, c.Messages)
	}
	return c.Take()
}

func TestDaytimeSaysTheDateAndTimeInWords(t *testing.T) {
	now := time.Date(1982, time.February, 22, 17, 37, 43, 0, time.FixedZone("PST", -8*3600))
	if got := said(t, serve[protocol.Stream](t, "daytime"), now); got != "Tuesday, February 23, 1982 01:37:43-UTC\r\n" {
		t.Errorf("it says %q", got)
	}
	reply := string(serve[protocol.Datagram](t, "daytime").Datagram([]byte("?"), nil))
	at, err := time.Parse("Monday, January 2, 2006 15:04:05-MST\r\n", reply)
	if age := time.Since(at); err != nil || age < 0 || age > time.Minute {
		t.Errorf("the datagram's answer is %q, %v", reply, err)
	}
}

func TestTimeSendsTheExamplesOfTheRFC(t *testing.T) {
	server := serve[protocol.Stream](t, "time")
	for seconds, at := range map[uint32]time.Time{
		2_208_988_800: time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC),
		2_398_291_200: time.Date(1976, time.January, 1, 0, 0, 0, 0, time.UTC),
		2_524_521_600: time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
		2_629_584_000: time.Date(1983, time.May, 1, 0, 0, 0, 0, time.UTC),
		0:             time.Date(2036, time.February, 7, 6, 28, 16, 0, time.UTC), // they wrap around
	} {
		if got := said(t, server, at); len(got) != 4 || binary.BigEndian.Uint32([]byte(got)) != seconds {
			t.Errorf("at %s it sends % x, want %d", at, got, seconds)
		}
	}
	before := time.Now().Unix()
	reply := serve[protocol.Datagram](t, "time").Datagram(nil, nil)
	if got := int64(binary.BigEndian.Uint32(reply)) - int64(uint32(before+2_208_988_800)); len(reply) != 4 || got < 0 || got > 60 {
		t.Errorf("the datagram's answer is % x, %d seconds late", reply, got)
	}
}

func TestQuotesRotateAndFitTheRFC(t *testing.T) {
	qotd, seen := serve[protocol.Stream](t, "qotd"), map[string]bool{}
	first := said(t, qotd, time.Time{})
	for quote := first; !seen[quote]; quote = said(t, qotd, time.Time{}) {
		seen[quote] = true
		text, ok := strings.CutSuffix(quote, "\r\n")
		if !ok || len(quote) > 512 || len(text) == 0 {
			t.Errorf("a quote of %d bytes: %q", len(quote), quote)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
			t.Errorf("%q is not printing ASCII", text)
		}
	}
	if len(seen) < 10 {
		t.Errorf("there are only %d quotes", len(seen))
	}
	datagrams := serve[protocol.Datagram](t, "qotd")
	one, two := string(datagrams.Datagram(nil, nil)), string(datagrams.Datagram(nil, nil))
	if one != first || two == one || !seen[two] {
		t.Errorf("two datagrams are answered %q and %q", one, two)
	}
}
