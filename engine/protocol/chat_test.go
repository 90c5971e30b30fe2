package protocol_test

import (
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// room returns a chat with guests 1 to n, who have read everything said so far.
func room(t *testing.T, n int) (protocol.Stream, []*protocoltest.Conn) {
	t.Helper()
	chat, guests := serve[protocol.Stream](t, "chat"), make([]*protocoltest.Conn, n)
	for i := range guests {
		guests[i] = &protocoltest.Conn{Number: uint64(i + 1)}
		chat.Open(guests[i])
	}
	protocoltest.Turns(chat, guests...)
	for _, c := range guests {
		c.Take()
	}
	return chat, guests
}

// feed makes a guest say something and everyone hear it.
func feed(chat protocol.Stream, guests []*protocoltest.Conn, who int, text string) {
	guests[who].Feed(chat, text)
	protocoltest.Turns(chat, guests...)
}

// hears fails unless exactly want was sent to a connection since the last call.
func hears(t *testing.T, c *protocoltest.Conn, want string) {
	t.Helper()
	if want != "" {
		want += "\r\n"
	}
	if got := c.Take(); got != want {
		t.Errorf("guest %d hears %q, want %q", c.Number, got, want)
	}
}

func TestANewcomerIsToldWhoIsThereAndTheOthersOfIt(t *testing.T) {
	chat := serve[protocol.Stream](t, "chat")
	one, two, three := &protocoltest.Conn{Number: 1}, &protocoltest.Conn{Number: 2}, &protocoltest.Conn{Number: 7}
	chat.Open(one)
	hears(t, one, "* you are guest1, /name NEW changes that; nobody else is here")
	chat.Open(two)
	protocoltest.Turns(chat, one, two)
	hears(t, two, "* you are guest2, /name NEW changes that; here are guest1")
	hears(t, one, "* guest2 has come")
	chat.Open(three)
	protocoltest.Turns(chat, one, two, three)
	hears(t, three, "* you are guest7, /name NEW changes that; here are guest1, guest2")
	hears(t, one, "* guest7 has come")
	hears(t, two, "* guest7 has come")
}

func TestALineIsToldToAllOthers(t *testing.T) {
	chat, g := room(t, 3)
	feed(chat, g, 0, "hello\r\nany")
	hears(t, g[0], "")
	hears(t, g[1], "guest1: hello")
	hears(t, g[2], "guest1: hello")
	feed(chat, g, 0, "body?\n\n\r\n")
	hears(t, g[1], "guest1: anybody?")
	if g[0].Messages != 2 || g[0].Rest() != 0 {
		t.Errorf("%d messages, %d bytes left", g[0].Messages, g[0].Rest())
	}
}

func TestTwoRoomsKnowNothingOfEachOther(t *testing.T) {
	one, g := room(t, 1)
	_, h := room(t, 1)
	feed(one, g, 0, "hello\n")
	hears(t, h[0], "")
}

func TestAMemberTakesANameThatNobodyHas(t *testing.T) {
	chat, g := room(t, 2)
	feed(chat, g, 0, "/name Ann\n")
	hears(t, g[0], "* you are now Ann")
	hears(t, g[1], "* guest1 is now Ann")
	feed(chat, g, 0, "hi\n")
	hears(t, g[1], "Ann: hi")
	for _, taken := range []string{"Ann", "ann"} {
		feed(chat, g, 1, "/name "+taken+"\n")
		hears(t, g[1], "* someone else is "+taken)
	}
	for _, wrong := range []string{"", "a b", "a:b", "*", "é", "\x1b[2J", strings.Repeat("x", 21)} {
		feed(chat, g, 1, "/name "+wrong+"\n")
		hears(t, g[1], "* a name is 1 to 20 letters, digits, - or _ of ASCII")
	}
	hears(t, g[0], "")
	feed(chat, g, 0, "/name ANN\n")
	hears(t, g[0], "* you are now ANN")
}

func TestANumberIsSkippedWhoseNameIsTaken(t *testing.T) {
	chat, g := room(t, 1)
	feed(chat, g, 0, "/name guest2\n")
	two := &protocoltest.Conn{Number: 2}
	chat.Open(two)
	hears(t, two, "* you are guest3, /name NEW changes that; here are guest2")
}

func TestTheCommandsAnswerOnlyWhoAsks(t *testing.T) {
	chat, g := room(t, 2)
	feed(chat, g, 0, "/who\n")
	hears(t, g[0], "* here are guest1, guest2")
	feed(chat, g, 0, "/dance\x07 now\n")
	hears(t, g[0], `* there is no /dance\x07: there are /name NEW, /who and /quit`)
	hears(t, g[1], "")
}

func TestWhoIsThereIsToldInBoundsOfALine(t *testing.T) {
	chat, g := room(t, 150)
	feed(chat, g, 0, "/who\n")
	got := g[0].Take()
	if names := strings.Count(got, "guest"); names != 100 || !strings.HasSuffix(got, "guest100 and 50 more\r\n") {
		t.Errorf("%d names are told: %q", names, got)
	}
}

func TestQuitEndsTheConnectionAndIsToldOnce(t *testing.T) {
	chat, g := room(t, 2)
	feed(chat, g, 0, "/quit\nnot heard any more\n")
	hears(t, g[0], "* goodbye")
	if !g[0].Closed {
		t.Error("the connection is still open")
	}
	chat.(protocol.Closer).Closed(g[0])
	protocoltest.Turns(chat, g...)
	hears(t, g[1], "* guest1 has gone")
	feed(chat, g, 1, "/who\n")
	hears(t, g[1], "* here are guest2")
}

func TestWhoIsGoneForAnyReasonIsToldOfOnce(t *testing.T) {
	chat, g := room(t, 3)
	chat.(protocol.Closer).Closed(g[0])
	protocoltest.Turns(chat, g...)
	hears(t, g[2], "* guest1 has gone")
	chat.End(g[1])
	chat.(protocol.Closer).Closed(g[1])
	protocoltest.Turns(chat, g...)
	hears(t, g[2], "* guest2 has gone")
	if !g[1].Closed {
		t.Error("after the peer's FIN the connection is still open")
	}
	if feed(chat, g, 2, "alone?\n"); len(g[0].Out) != 0 {
		t.Errorf("a member that is gone was told %q", g[0].Out)
	}
}

func TestALineOf1024BytesPassesAndALongerOneIsAnswered(t *testing.T) {
	const tooLong = "* a line has at most 1024 bytes: yours was not sent"
	chat, g := room(t, 2)
	longest := strings.Repeat("x", 1024)
	for _, end := range []string{"\n", "\r\n"} {
		feed(chat, g, 0, longest+end)
		hears(t, g[0], "")
		hears(t, g[1], "guest1: "+longest)
		feed(chat, g, 0, longest+"x"+end)
		hears(t, g[0], tooLong)
		hears(t, g[1], "")
	}
	// A long line that comes in pieces is answered once, before its end, and not buffered.
	for range 3 {
		feed(chat, g, 0, longest+longest)
	}
	hears(t, g[0], tooLong)
	if g[0].Rest() != 0 {
		t.Errorf("%d bytes of it are kept", g[0].Rest())
	}
	feed(chat, g, 0, "its end\nand the next\n")
	hears(t, g[0], "")
	hears(t, g[1], "guest1: and the next")
	if g[0].Closed {
		t.Error("the connection has ended")
	}
}

func TestNoControlCharacterOfAPeerIsPassedOn(t *testing.T) {
	chat, g := room(t, 2)
	for said, want := range map[string]string{
		"a\tb\x00":               `a\x09b\x00`,
		"\x1b]0;title\x07":       `\x1b]0;title\x07`,
		"cursor\rback":           `cursor\x0dback`,
		"\x7f":                   `\x7f`,
		"\x9b31m\xff":            `\x9b31m\xff`, // C1 as a byte, which is not UTF-8
		"\u009b31m":              `\xc2\x9b31m`, // and as a character
		"\u202eright to left":    `\xe2\x80\xaeright to left`,
		"grüße, 世界 \ufffd \\x00": "grüße, 世界 \ufffd \\x00",
	} {
		feed(chat, g, 0, said+"\n")
		hears(t, g[1], "guest1: "+want)
	}
}

func TestAMemberThatDoesNotReadMissesLinesAndIsToldHowMany(t *testing.T) {
	chat, g := room(t, 3)
	slow := g[1] // another member has its turn after it
	slow.Room = 1
	feed(chat, g, 0, "one\ntwo\nthree\nfour\n")
	g[2].Take()
	hears(t, slow, "guest1: one")
	chat.(protocol.Drainer).Drain(slow)
	hears(t, slow, "* you missed 3 lines")
	chat.(protocol.Drainer).Drain(slow)
	hears(t, slow, "")

	feed(chat, g, 0, "five\nsix\n")
	hears(t, slow, "guest1: five")
	slow.Room = 0
	feed(chat, g, 0, "seven\n")
	hears(t, slow, "* you missed 1 line\r\nguest1: seven")
}

func TestWhoDoesNotReadItsAnswersIsNotHeardUntilItDoes(t *testing.T) {
	chat, g := room(t, 2)
	g[0].Room = 1
	feed(chat, g, 0, "/who\n/who\nhello\n")
	hears(t, g[1], "")
	hears(t, g[0], "* here are guest1, guest2")
	feed(chat, g, 0, "")
	hears(t, g[0], "* here are guest1, guest2")
	feed(chat, g, 0, "")
	hears(t, g[1], "guest1: hello")
	hears(t, g[0], "")
}

// gone is a connection that is found to be gone when it is written to.
type gone struct {
	*protocoltest.Conn
	write func()
}

func (g gone) Write([]byte) { g.write() }

func TestWhoIsFoundGoneWhileALineIsToldKeepsItFromNobody(t *testing.T) {
	chat, g := room(t, 1)
	closing := gone{Conn: &protocoltest.Conn{Number: 2}, write: func() {}}
	chat.Open(&closing)
	last := &protocoltest.Conn{Number: 3}
	chat.Open(last)
	g = append(g, closing.Conn, last)
	protocoltest.Turns(chat, g...)
	last.Take()
	closing.write = func() { chat.(protocol.Closer).Closed(closing) }
	feed(chat, g, 0, "hello\n")
	hears(t, last, "guest1: hello\r\n* guest2 has gone")
}
