package protocol_test

import (
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// spoken is the outcome of a conversation with a protocol.
type spoken struct {
	out      string
	messages int
	closed   bool
}

// served makes a protocol of the catalogue and a connection to it.
func served(t testing.TB, name string) (protocol.Stream, *protocoltest.Conn) {
	t.Helper()
	entry, err := protocol.Find(name)
	if err != nil {
		t.Fatal(err)
	}
	s, c := entry.New(protocol.Host{}).(protocol.Stream), &protocoltest.Conn{Number: 3}
	s.Open(c)
	return s, c
}

// speak says something in pieces of a length to a server that can write only room bytes at a time; 0 means no limit.
func speak(t testing.TB, name, said string, piece, room int) spoken {
	t.Helper()
	s, c := served(t, name)
	c.Room = room
	var out string
	for len(said) > 0 && !c.Closed {
		n := min(piece, len(said))
		c.Feed(s, said[:n])
		said = said[n:]
		for c.Full() && !c.Closed {
			out += c.Take()
			if d, ok := s.(protocol.Drainer); ok {
				d.Drain(c)
			}
			c.Feed(s, "")
		}
		if c.Rest() > protocol.MaxInput {
			t.Fatalf("%s leaves %d bytes, and at most %d are kept", name, c.Rest(), protocol.MaxInput)
		}
	}
	return spoken{out + c.Take(), c.Messages, c.Closed}
}

// sameSplit checks that saying something at once and in pieces has the same outcome, and returns it.
func sameSplit(t testing.TB, name, said string) spoken {
	t.Helper()
	whole := speak(t, name, said, max(1, len(said)), 0)
	for _, piece := range []int{1, 2, 7, 1000} {
		if len(said)/piece > 1<<18 {
			continue // too many pieces for a quick test
		}
		if got := speak(t, name, said, piece, 0); got != whole {
			t.Errorf("%.60q in pieces of %d: %.200q; at once: %.200q", said, piece, got.out, whole.out)
		}
	}
	return whole
}

// fuzzSplit says arbitrary bytes after before: at once, split in two, byte by byte, and with little room to write. That
// must make no difference, and [protocoltest.Conn.Feed] checks that a protocol never uses more than it was given.
func fuzzSplit(f *testing.F, name, before string) {
	f.Fuzz(func(t *testing.T, said string, at, room uint16) {
		if len(said) > 1<<13 {
			t.Skip("longer input takes too long byte by byte")
		}
		for _, said := range []string{said, before + said} {
			whole := speak(t, name, said, max(1, len(said)), 0)
			for _, piece := range []int{1, 1 + int(at)} {
				if got := speak(t, name, said, piece, 0); got != whole {
					t.Fatalf("in pieces of %d: %+v; at once: %+v", piece, got, whole)
				}
			}
			if got := speak(t, name, said, max(1, len(said)), 1+int(room)); got != whole {
				t.Fatalf("with room for %d: %+v; with room for all: %+v", 1+int(room), got, whole)
			}
		}
	})
}
