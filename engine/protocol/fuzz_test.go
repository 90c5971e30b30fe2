package protocol_test

import (
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/protocol/protocoltest"
)

// fuzz says bytes at once, split in two and byte by byte, which must make no difference. [protocoltest.Conn.Feed]
// checks that a protocol never uses more than it was given.
func fuzz(f *testing.F, name string) {
	f.Fuzz(func(t *testing.T, said string, at uint16) {
		if len(said) > 1<<14 {
			t.Skip("longer input takes too long byte by byte")
		}
		for _, fin := range []bool{false, true} {
			whole := converse(listening(t, name), said, max(1, len(said)), fin)
			for _, piece := range []int{1, 1 + int(at)} {
				if got := converse(listening(t, name), said, piece, fin); got != whole {
					t.Fatalf("in pieces of %d: %+v; at once: %+v", piece, got, whole)
				}
			}
			if narrow := converseNarrow(t, name, said, 1+int(at), fin); narrow.out != whole.out {
				t.Fatalf("with room for %d: %q; with room for all: %q", 1+int(at), brief(narrow.out), brief(whole.out))
			}
		}
	})
}

// converseNarrow says something to a server that can write only a little at a time.
func converseNarrow(t *testing.T, name, said string, room int, fin bool) end {
	s := listening(t, name)
	c := &protocoltest.Conn{Number: 5, Time: noon, Room: max(room, 1000)}
	s.Open(c)
	c.Feed(s, said)
	out := c.Take()
	drain := func() {
		for !c.Closed {
			before := c.Rest()
			if d, ok := s.(protocol.Drainer); ok {
				d.Drain(c)
			}
			c.Feed(s, "")
			more := c.Take()
			if out += more; more == "" && c.Rest() == before {
				return
			}
		}
	}
	drain()
	if fin && !c.Closed {
		s.End(c)
		out += c.Take()
		drain()
	}
	return end{out: out}
}

func FuzzHTTP(f *testing.F) {
	for _, r := range refusals {
		if len(r.said) < 1<<12 {
			f.Add(r.said, uint16(3))
		}
	}
	f.Add("GET /hello HTTP/1.1\r\n"+host+"\r\nGET /bytes/100000 HTTP/1.1\r\n"+host+"\r\nGET /chunked HTTP/1.1\r\n"+host+"\r\n", uint16(2000))
	f.Add(chunkedPost+"3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\nGET /status.json HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", uint16(7))
	f.Add("POST /echo HTTP/1.1\r\n"+host+"Expect: 100-continue\r\nContent-Length: 3, 3\r\n\r\nabcHEAD / HTTP/1.1\r\n"+host+"Connection: close\r\n\r\n", uint16(1))
	fuzz(f, "http")
}

// many1500 adds enough members to a set for a reply that takes several turns.
func many1500() string {
	var b strings.Builder
	b.WriteString("\r\n")
	for i := range 1500 {
		if i%500 == 0 {
			b.WriteString("\r\nSADD s")
		}
		b.WriteString(" " + strconv.Itoa(i))
	}
	return b.String() + "\r\n"
}

func FuzzRedis(f *testing.F) {
	for _, said := range []string{
		resp("SET", "k", "v", "EX", "10", "GET") + resp("GET", "k") + resp("INCR", "n"),
		"SET k \"a\\x41\" NX\r\nMGET k x\r\nINCRBY n -5\r\nTTL k\r\nINFO\r\nHELLO 3\r\nGET none\r\nQUIT\r\n",
		"*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n*1\r\n$x\r\n", "CLIENT SETNAME a\r\nCLIENT GETNAME\r\nCONFIG GET save\r\nCOMMAND DOCS\r\nMSET a 1 b 2\r\nDEL a b\r\n",
		"*2\r\n$4\r\nECHO\r\n$3\r\nab\r\n", "ECHO 'x\r\n", "EXPIRE k 9223372036854775807\r\nPERSIST k\r\n",
		"LPUSH l a b\r\nRPUSH l c\r\nLRANGE l 0 -1\r\nLPOP l 2\r\nRPOP l\r\nTYPE l\r\nHSET h a 1 b 2\r\nHGETALL h\r\nHDEL h a\r\nHSCAN h 0\r\n",
		"SADD s a b c\r\nSPOP s\r\nSMEMBERS s\r\nSPOP s 9\r\nZADD z 1 a -2.5 b\r\nZRANGE z 0 -1 WITHSCORES\r\nZPOPMIN z\r\nZPOPMAX z 2\r\nKEYS *\r\nSCAN 0 MATCH [a-z]* COUNT 3\r\n",
		"SADD s" + strings.Repeat(" x", 20) + many1500() + "SMEMBERS s\r\nSCARD s\r\nKEYS *\r\nSPOP s 1400\r\nRANDOMKEY\r\nGET s\r\n",
	} {
		f.Add(said, uint16(3))
		f.Add(said, uint16(1000))
	}
	fuzz(f, "redis")
}
