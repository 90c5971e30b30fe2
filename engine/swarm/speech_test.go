package swarm

import (
	"math/rand/v2"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"
)

func TestEveryProtocolIsSpokenAndVerified(t *testing.T) {
	labtest.Need(t)
	for _, name := range protocolNames() {
		s := &server{keep: true}
		if greeting, ok := greetings[name]; ok {
			s.answer = func(int, []byte, []byte) ([]byte, ending) { return nil, goesOn }
			s.greet = func(int) ([]byte, ending) {
				if name == "chargen" {
					return greeting(), goesOn
				}
				return greeting(), closes
			}
		} else {
			s.answer = peers[name].answer(map[int]int{})
		}
		address := serve(t, s)
		o := short(address)
		o.Protocol, o.Clients, o.Rate, o.Size, o.For = name, 5, 200, 200, 200*time.Millisecond
		if name == "chargen" {
			o.Rate = 0
		}
		r := runUntil(t, o, func(r Report) bool { return r.Messages >= 5 && (r.In > 0 || name == "discard") })
		if !r.Verified || r.Messages < 5 || r.Lost+r.Ended > 0 || len(r.Errors) > 0 {
			t.Errorf("%s: %+v, first mismatch %v", name, r, r.First)
		}
		if name != "discard" && r.In == 0 {
			t.Errorf("%s: nothing came back: %+v", name, r)
		}
	}
}

func TestWrongGreetingsAreMismatches(t *testing.T) {
	labtest.Need(t)
	for name, greeting := range map[string]string{
		"daytime": "no line's end", "time": "\x00\x00\x00\x00", "qotd": "", "chargen": newChargenText() + "x",
		"http": "HTTP/1.1 500 Oh\r\n\r\n", "redis": "-ERR unknown command\r\n", "websocket": "HTTP/1.1 200 OK\r\n\r\n",
		"zmq": newChargenText(), "discard": "?", "chat": "you: swarm 00001 0000000001 and so on\n",
	} {
		address := serve(t, &server{
			answer: func(int, []byte, []byte) ([]byte, ending) { return nil, goesOn },
			greet: func(int) ([]byte, ending) {
				if p, _ := find(name); p.kind == farewells {
					return []byte(greeting), closes
				}
				return []byte(greeting), goesOn
			},
		})
		o := short(address)
		o.Protocol, o.For = name, 50*time.Millisecond
		if r := runUntil(t, o, func(r Report) bool { return r.Mismatches > 0 }); r.Verified || r.Mismatches == 0 || r.First == nil {
			t.Errorf("%s: %q was accepted: %+v", name, greeting, r)
		}
	}
}

// runUntil runs a swarm again for longer, up to 10 seconds, until its report shows what it should: on a busy machine a
// short run may not be enough.
func runUntil(t *testing.T, o Options, shown func(Report) bool) Report {
	t.Helper()
	for ; ; o.For *= 4 {
		if r := run(t, o); shown(r) || o.For > 2500*time.Millisecond {
			return r
		}
	}
}

func newChargenText() string { return string(newChargen(Options{}).(*chargen).ring.at(0, lineSize)) }

// A stream may arrive in other pieces than it was sent in, and a changed byte is found wherever the pieces end.
func TestPiecesOfAnyLengthAreTheSameStream(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range []string{"echo", "http", "redis", "websocket", "zmq", "chat"} {
		for range 60 {
			p, _ := find(name)
			o := Options{Address: "127.0.0.1:1", Protocol: name, Size: 1 + random.IntN(400), Pipeline: 1}
			stream := speak(p.new(o), 10, peers[name])
			if used, answers, bad := listen(p.new(o), stream, random); bad != nil || used != len(stream) || answers != 10 && name != "chat" {
				t.Fatalf("%s of %d bytes: %d of %d bytes used, %d answers, %v", name, o.Size, used, len(stream), answers, bad)
			}
			if name == "http" || name == "chat" { // much of the stream is up to the server
				continue
			}
			changed := len(stream) - 1 - random.IntN(min(len(stream), o.Size-o.Size/2)) // in the last payload
			if name == "redis" {
				changed -= min(2, changed)
			}
			stream[changed] ^= 0x10
			if _, _, bad := listen(p.new(o), stream, random); bad == nil {
				t.Fatalf("%s of %d bytes: byte %d of %d was changed, and it was not noticed", name, o.Size, changed, len(stream))
			} else if bad.Byte != uint64(changed) {
				t.Fatalf("%s of %d bytes: byte %d of %d was changed, the mismatch is %v", name, o.Size, changed, len(stream), bad)
			}
		}
	}
}

func TestAMessageCostsNoAllocation(t *testing.T) {
	for _, name := range []string{"echo", "redis", "zmq", "websocket"} {
		p, _ := find(name)
		s := p.new(Options{Address: "127.0.0.1:1", Size: 300, Pipeline: 1})
		stream := speak(s, 10, peers[name])
		c := subject(s, 10)
		allocs := testing.AllocsPerRun(10, func() {
			*c = client{number: c.number, base: c.base, length: c.length, goal: c.goal, due: c.due[:0]}
			c.sent = uint64(len(s.say(c)))
			for used := 0; used < len(stream); used = int(c.heard) {
				n, _, bad := s.hear(c, stream[used:])
				if bad != nil || n == 0 {
					t.Fatalf("%s: %d bytes used of %d: %v", name, used, len(stream), bad)
				}
				c.heard += uint64(n)
			}
		})
		if allocs > 3 { // those of the opening
			t.Errorf("%s: ten messages and their answers cost %g allocations", name, allocs)
		}
	}
}

// subject returns a client without a connection that has sent messages.
func subject(s speech, messages uint64) *client {
	c := &client{number: 3, base: 77, length: s.length()}
	c.goal = messages * c.length
	return c
}

// speak returns what a server answers to this many messages.
func speak(s speech, messages uint64, p peer) []byte {
	c := subject(s, messages)
	all := append([]byte(nil), s.opening(c)...)
	for c.sent < c.goal {
		piece := s.say(c)
		piece = piece[:(len(piece)+1)/2] // the kernel does not take everything
		all = append(all, piece...)
		c.sent += uint64(len(piece))
	}
	return append([]byte(nil), p(all)...)
}

// listen passes a stream to a speech in pieces.
func listen(s speech, stream []byte, random *rand.Rand) (used, answers int, bad *Mismatch) {
	c := subject(s, 10)
	c.sent = c.goal
	for at := 0; at < len(stream); {
		at = min(at+1+random.IntN(100), len(stream))
		for n := -1; n != 0 && used < at; { // more follows the opening directly
			var k int
			if n, k, bad = s.hear(c, stream[used:at]); bad != nil {
				return used, answers, bad
			}
			used += n
			answers += k
			c.heard += uint64(n)
			c.answered += uint64(k)
		}
	}
	return used, answers, nil
}
