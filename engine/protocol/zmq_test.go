package protocol_test

import (
	"encoding/binary"
	"strings"
	"testing"
)

// greets returns the greeting of a peer with a version and a mechanism.
func greets(major, minor byte, mechanism string) string {
	return "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f" + string([]byte{major, minor}) +
		mechanism + strings.Repeat("\x00", 20-len(mechanism)) + strings.Repeat("\x00", 32)
}

// framed returns a ZMTP frame. flags excludes the long-frame bit, which is set as needed.
func framed(flags byte, body string) string {
	if len(body) < 256 {
		return string([]byte{flags, byte(len(body))}) + body
	}
	return string(binary.BigEndian.AppendUint64([]byte{flags | 2}, uint64(len(body)))) + body
}

func commanded(name, data string) string {
	return framed(4, string([]byte{byte(len(name))})+name+data)
}

func property(name, value string) string {
	return string([]byte{byte(len(name))}) + name + string(binary.BigEndian.AppendUint32(nil, uint32(len(value)))) + value
}

func readies(socketType string) string {
	return commanded("READY", property("Socket-Type", socketType)+property("Identity", ""))
}

// greeted is our greeting, and welcomed is what a peer has received when traffic begins.
var (
	greeted  = strings.Replace(greets(3, 1, "NULL"), "\x01\x7f", "\x00\x7f", 1)
	welcomed = greeted + readies("ROUTER")
)

func TestZMQGreetsAtOnce(t *testing.T) {
	_, c := served(t, "zmq")
	if got := c.Take(); got != greeted || len(got) != 64 {
		t.Errorf("greets with %q, want %q", got, greeted)
	}
}

func TestZMQGivesAREQItsReplies(t *testing.T) {
	s, c := served(t, "zmq")
	for _, turn := range []struct{ said, want string }{
		{"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f", greeted}, // libzmq waits here for the peer's version
		{greets(3, 1, "NULL")[10:] + readies("REQ"), readies("ROUTER")},
		{"\x01\x00\x00\x05Hello", "\x01\x00\x00\x05Hello"},
		{commanded("PING", "\x00\x64context"), commanded("PONG", "context")},
		{framed(1, "") + framed(0, strings.Repeat("x", 300)), framed(1, "") + framed(0, strings.Repeat("x", 300))},
	} {
		c.Feed(s, turn.said)
		if got := c.Take(); got != turn.want {
			t.Fatalf("%q is answered %q, want %q", turn.said, got, turn.want)
		}
	}
	if c.Messages != 2 {
		t.Errorf("%d messages were answered, want 2", c.Messages)
	}
	if s.End(c); !c.Closed {
		t.Error("the connection stays open after the peer has ended")
	}
}

func TestZMQGivesADEALERItsParts(t *testing.T) {
	parts := framed(1, "a") + framed(1, "") + framed(0, strings.Repeat("b", 256))
	long := "\x02\x00\x00\x00\x00\x00\x00\x00\x01x" // a long frame that could be short
	for _, version := range []string{greets(3, 1, "NULL"), greets(3, 0, "NULL"), greets(4, 7, "NULL")} {
		got := sameSplit(t, "zmq", version+readies("DEALER")+parts+long+framed(0, ""))
		want := spoken{out: welcomed + parts + framed(0, "x") + framed(0, ""), messages: 3}
		if got != want {
			t.Errorf("to version %q: %+v, want %+v", version[10:12], got, want)
		}
	}
}

func TestZMQSendsAMessageWholeOrNotAtAll(t *testing.T) {
	got := sameSplit(t, "zmq", greets(3, 1, "NULL")+readies("DEALER")+framed(1, "first")+commanded("PING", "\x00\x00")+framed(1, "second"))
	if want := welcomed + commanded("PONG", ""); got.out != want || got.messages != 0 {
		t.Errorf("of a message without its last part came %q, want %q", got.out, want)
	}
	got = sameSplit(t, "zmq", greets(3, 1, "NULL")+readies("DEALER")+framed(1, "first")+commanded("PING", "\x00\x00")+framed(0, "last"))
	if want := welcomed + commanded("PONG", "") + framed(1, "first") + framed(0, "last"); got.out != want {
		t.Errorf("with a PING between the parts: %q, want %q", got.out, want)
	}
}

func TestZMQTakesWhatIsJustWithinItsBounds(t *testing.T) {
	for _, said := range []string{
		framed(0, strings.Repeat("x", 1<<20)),
		framed(1, strings.Repeat("x", 1<<19)) + framed(0, strings.Repeat("x", 1<<19)),
		strings.Repeat(framed(1, "x"), 63) + framed(0, "x"),
	} {
		got := sameSplit(t, "zmq", greets(3, 1, "NULL")+readies("ROUTER")+said+framed(0, "next"))
		if got.out != welcomed+said+framed(0, "next") || got.messages != 2 {
			t.Errorf("%d bytes are answered with %d and %d messages", len(said), len(got.out), got.messages)
		}
	}
}

func TestZMQIgnoresCommandsThatAreForOthers(t *testing.T) {
	commands := commanded("SUBSCRIBE", "a") + commanded("CANCEL", "a") + commanded("PONG", "") + commanded("JOIN", "g") + commanded("LEAVE", "g") + commanded("NEW", "")
	got := sameSplit(t, "zmq", greets(3, 1, "NULL")+readies("DEALER")+commands+framed(0, "x"))
	if got.out != welcomed+framed(0, "x") {
		t.Errorf("answered %q", got.out)
	}
}

func TestZMQTellsAPeerWhatItRefuses(t *testing.T) {
	null, dealer := greets(3, 1, "NULL"), greets(3, 1, "NULL")+readies("DEALER")
	big := string(binary.BigEndian.AppendUint64([]byte{2}, 1<<20+1))
	for name, c := range map[string]struct{ said, why string }{
		"PLAIN":                        {greets(3, 1, "PLAIN"), "NULL"},
		"CURVE":                        {greets(3, 0, "CURVE"), "NULL"},
		"a longer mechanism":           {greets(3, 1, "NULLS"), "NULL"},
		"a message before READY":       {null + framed(0, "x"), "before_READY"},
		"another command before READY": {null + commanded("PING", "\x00\x00"), "not_READY"},
		"a command without a name":     {null + framed(4, ""), "name"},
		"a command with an empty name": {dealer + framed(4, "\x00x"), "name"},
		"a name that is cut":           {null + framed(4, "\x05REA"), "name"},
		"PUB":                          {null + readies("PUB"), "REQ,_DEALER_and_ROUTER"},
		"REP":                          {null + readies("REP"), "REQ,_DEALER_and_ROUTER"},
		"a socket type in small":       {null + commanded("READY", property("socket-TYPE", "dealer")), "REQ,_DEALER_and_ROUTER"},
		"a property that is cut":       {null + commanded("READY", property("Identity", "abc")[:14]), "property"},
		"a property without a name":    {null + commanded("READY", property("", "abc")), "property"},
		"an identity of 256 bytes":     {null + commanded("READY", property("Identity", strings.Repeat("x", 256))), "identity"},
		"an identity from zero":        {null + commanded("READY", property("Identity", "\x00x")), "identity"},
		"READY twice":                  {dealer + readies("DEALER"), "twice"},
		"a reserved bit":               {dealer + framed(8, "x"), "reserved"},
		"a command in parts":           {dealer + framed(5, "\x04PING"), "one_frame"},
		"a frame over 1 MiB":           {dealer + big, "1048576"},
		"2^64-1 bytes":                 {dealer + "\x02\xff\xff\xff\xff\xff\xff\xff\xff", "1048576"},
		"a message over 1 MiB":         {dealer + framed(1, strings.Repeat("x", 1<<20)) + framed(0, "x"), "1048576"},
		"65 parts":                     {dealer + strings.Repeat(framed(1, "x"), 64) + framed(0, "x"), "64"},
		"PING without time to live":    {dealer + commanded("PING", "\x00"), "PING"},
		"PING with too much context":   {dealer + commanded("PING", "\x00\x0012345678901234567"), "PING"},
	} {
		got := sameSplit(t, "zmq", c.said+framed(0, "ignored"))
		heard, ok := strings.CutPrefix(got.out, greeted)
		heard = strings.TrimPrefix(heard, readies("ROUTER"))
		reason, isError := strings.CutPrefix(heard[min(2, len(heard)):], "\x05ERROR")
		if !ok || !isError || heard[0] != 4 || int(heard[1]) != len(heard)-2 || int(reason[0]) != len(reason)-1 {
			t.Errorf("%s is answered %q, which is not an ERROR", name, heard)
			continue
		}
		if !strings.Contains(reason, c.why) || strings.Contains(reason, " ") || got.messages != 0 || !got.closed {
			t.Errorf("%s is answered %q, closed %v; want %q without blanks", name, reason, got.closed, c.why)
		}
	}
}

func TestZMQClosesOnWhoSpeaksAnotherProtocol(t *testing.T) {
	for name, said := range map[string]string{
		"ZMTP 1, a short identity": "\x01\x00\x00\x05Hello",
		"ZMTP 1, a long length":    "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x00",
		"ZMTP 2":                   "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x01\x03\x00\x00",
		"HTTP":                     "GET / HTTP/1.1\r\n\r\n",
	} {
		if got := sameSplit(t, "zmq", said); got != (spoken{out: greeted, closed: true}) {
			t.Errorf("%s is answered %+v, want it closed", name, got)
		}
	}
}

func TestZMQClosesAfterAnErrorOfThePeer(t *testing.T) {
	for _, before := range []string{greets(3, 1, "NULL"), greets(3, 1, "NULL") + readies("REQ")} {
		if got := sameSplit(t, "zmq", before+commanded("ERROR", "\x03400")+framed(0, "x")); !got.closed || got.messages != 0 {
			t.Errorf("after ERROR: %+v, want it closed", got)
		}
	}
}

func TestZMQStopsWhileTheConnectionIsFullAndGoesOn(t *testing.T) {
	begun := greets(3, 1, "NULL") + readies("DEALER")
	message := framed(1, "") + framed(0, strings.Repeat("x", 30_000))
	s, c := served(t, "zmq")
	c.Feed(s, begun)
	c.Take()
	c.Room = 100_000
	c.Feed(s, strings.Repeat(message, 20))
	if n := c.Messages; n < 4 || n > 5 || c.Rest() == 0 {
		t.Errorf("%d messages of 30000 bytes were answered with room for 100000, and %d bytes left", n, c.Rest())
	}
	said := begun + strings.Repeat(message+commanded("PING", "\x00\x00p"), 20)
	want := speak(t, "zmq", said, 1<<20, 0)
	for _, room := range []int{1, 1000, 100_000} {
		if got := speak(t, "zmq", said, 1<<20, room); got != want {
			t.Errorf("with room for %d: %d bytes, %d messages; want %d, %d", room, len(got.out), got.messages, len(want.out), want.messages)
		}
	}
}

func FuzzZMQ(f *testing.F) {
	begun := greets(3, 1, "NULL") + readies("DEALER")
	for _, said := range []string{
		begun, greets(3, 0, "PLAIN"), greets(1, 0, ""), "GET / HTTP/1.1\r\n\r\n", framed(1, "") + framed(0, "Hello"), commanded("PING", "\x00\x00p"),
		framed(0, strings.Repeat("x", 300)), strings.Repeat(framed(1, "x"), 65), readies("REQ"), commanded("ERROR", "\x03400"), commanded("SUBSCRIBE", ""), "\x02\xff\xff\xff\xff\xff\xff\xff\xff",
	} {
		f.Add(said, uint16(3), uint16(1))
		f.Add(said, uint16(20), uint16(500))
	}
	fuzzSplit(f, "zmq", begun)
}
