package protocol_test

import (
	"fmt"
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// long is a message of 1 MiB for each protocol: what is said before it, which does not matter here, the message, and
// how much of it has to be buffered until it is complete.
var long = map[string]struct {
	before, said string
	kept         int
}{
	"websocket":       {handshake, masked(0x81, strings.Repeat("x", 1<<20)), 1 << 20},
	"websocket parts": {handshake, masked(0x02, strings.Repeat("x", 1<<19)) + masked(0x80, strings.Repeat("x", 1<<19)), 1 << 20},
	"zmq":             {greets(3, 1, "NULL") + readies("DEALER"), framed(0, strings.Repeat("x", 1<<20)), 0},
	"zmq parts":       {greets(3, 1, "NULL") + readies("DEALER"), framed(1, strings.Repeat("x", 1<<20)) + framed(0, ""), 1 << 20},
	"http":            {"", "POST /echo HTTP/1.1\r\n" + host + "Content-Length: 1048576\r\n\r\n" + strings.Repeat("x", 1<<20), 1 << 20},
	"http chunks":     {"", chunkedPost + strings.Repeat("10000\r\n"+strings.Repeat("x", 1<<16)+"\r\n", 16) + "0\r\n\r\n", 1 << 20},
	"redis":           {"", resp("SET", "k", strings.Repeat("x", 1<<18)) + resp("MGET", "k", "k", "k", "k"), 0},
}

func TestWhatIsKeptOfAMessageIsTold(t *testing.T) {
	const piece = 10_000
	for name, message := range long {
		protocolName, _, _ := strings.Cut(name, " ")
		entry, _ := protocol.Find(protocolName)
		s, c := listening(t, protocolName), &protocoltest.Conn{Time: noon}
		s.Open(c)
		c.Feed(s, message.before)
		most := 0
		for at := 0; at < len(message.said); at += piece {
			c.Feed(s, message.said[at:min(len(message.said), at+piece)])
			if kept := min(at+piece, message.kept); at+piece < len(message.said) && (c.Held < kept-piece || c.Held > kept+kept/4+piece) {
				t.Fatalf("%s: of %d bytes %d are reported as held", name, at+piece, c.Held)
			}
			most = max(most, c.Held)
		}
		if most > entry.Holds || message.kept > 0 && most < message.kept {
			t.Errorf("%s: up to %d bytes were held, and the catalogue says %d", name, most, entry.Holds)
		}
		if c.Held > 1<<10 || c.Messages == 0 {
			t.Errorf("%s: %d bytes are held after the message, %d were answered", name, c.Held, c.Messages)
		}
	}
}

func TestALongAnswerIsWrittenOverSeveralTurns(t *testing.T) {
	const room, piece = 256 << 10, 64 << 10
	for name, message := range long {
		protocolName, _, _ := strings.Cut(name, " ")
		entry, _ := protocol.Find(protocolName)
		whole := converse(listening(t, protocolName), message.before+message.said, 1<<20, false)
		for _, fin := range []bool{false, true} {
			s, c := listening(t, protocolName), &protocoltest.Conn{Number: 5, Time: noon, Room: room}
			s.Open(c)
			c.Feed(s, message.before)
			c.Feed(s, message.said)
			var got strings.Builder
			for turn := 0; ; turn++ {
				if len(c.Out) > room+piece || c.Held > entry.Holds {
					t.Fatalf("%s: %d bytes in one turn, %d held", name, len(c.Out), c.Held)
				}
				if turn == 1 && fin && c.Rest() == 0 {
					s.End(c)
				}
				before := got.Len()
				got.WriteString(c.Take())
				if got.Len() == before {
					break
				}
				s.(protocol.Drainer).Drain(c)
				c.Feed(s, "")
			}
			if got.String() != whole.out || c.Held > 1<<10 || c.Messages != whole.messages {
				t.Errorf("%s: %d bytes and %d messages, %d held; want %d and %d", name, got.Len(), c.Messages, c.Held, len(whole.out), whole.messages)
			}
			if fin && !c.Closed {
				s.End(c)
			}
			if c.Closed != fin {
				t.Errorf("%s: closed %t, the peer ended %t", name, c.Closed, fin)
			}
		}
	}
}

func TestARequestOfAWebSocketCostsAboutTheSameInManyPieces(t *testing.T) {
	s, c := served(t, "websocket")
	said := strings.Replace(handshake, "Origin: ", "X: "+strings.Repeat("x", 15<<10)+"\r\nOrigin: ", 1)
	per := testing.AllocsPerRun(1, func() {
		c.Keep(nil)
		s.Open(c)
		for i := range len(said) {
			c.Feed(s, said[i:i+1])
		}
	})
	if per > 100 {
		t.Errorf("%d bytes one by one allocate %v times", len(said), per)
	}
}

func TestRedisStaysQuickHoweverManyKeysThereAre(t *testing.T) {
	s, c := listening(t, "redis"), &protocoltest.Conn{Time: noon}
	s.Open(c)
	for i := range 50_000 {
		talk(c, s, fmt.Sprintf("SET %d x PX %d\r\n", i, 1+i%1000))
	}
	c.Time = noon.Add(1e9)
	for range 500 { // a hundred at a time
		talk(c, s, "PING\r\n")
	}
	if got := talk(c, s, "DBSIZE\r\n"); got != ":0\r\n" {
		t.Errorf("when all have expired, DBSIZE gives %q", got)
	}
	talk(c, s, "SET a 1 EX 9\r\nSET b 1 EX 5\r\nPERSIST b\r\nEXPIRE a 3\r\nSET c 1 EX 1\r\nDEL c\r\n")
	c.Time = c.Time.Add(4e9)
	if got := talk(c, s, "MGET a b c\r\nDBSIZE\r\n"); got != "*3\r\n$-1\r\n$1\r\n1\r\n$-1\r\n:1\r\n" {
		t.Errorf("of three keys of which one is there for good: %q", got)
	}
	if got := talk(c, s, "FLUSHALL\r\nDBSIZE\r\nSET a 1 EX 1\r\n"); got != "+OK\r\n:0\r\n+OK\r\n" {
		t.Errorf("after FLUSHALL: %q", got)
	}
}
