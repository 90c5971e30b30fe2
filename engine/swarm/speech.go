package swarm

import (
	"bytes"
	"strings"
)

// speech is what the clients of a protocol send, and what the answers must be. One value serves all of them.
type speech interface {
	// opening returns what a connection begins with. If it is answered, hear sets c.opened.
	opening(c *client) []byte
	// length returns the length of each message.
	length() uint64
	// say returns bytes to send from c.sent on, at most up to c.goal. They are valid until the next call.
	say(c *client) []byte
	// hear checks what has arrived from c.heard on. It returns how many bytes it has used and how many messages they
	// answer. The rest is passed again with more after it. It may append to c.due, and it sets c.over once the server
	// has announced the end of the connection.
	hear(c *client, p []byte) (used, answers int, bad *Mismatch)
}

// ender is a speech whose server may end the connection.
type ender interface {
	// end gets what hear has left unused, and whether the connection broke, which may have lost its last bytes. It
	// returns how many messages the end answers and, if none, whether it is fair: if so, unanswered messages are sent
	// again.
	end(c *client, p []byte, broken bool) (answers int, fair bool, bad *Mismatch)
}

// kind is which side speaks in a protocol.
type kind uint8

const (
	asks      kind = iota // every message is answered
	shakes                // like asks, after an opening that is also answered
	tells                 // the client speaks and gets no answers
	listens               // the server speaks unasked
	farewells             // the server speaks once, and ends the connection
)

// protocol is an entry of the catalogue.
type protocol struct {
	name     string
	kind     kind
	tolerant bool // the server may end a connection at any time
	fleeting bool // the server's answers say whether the connection persists
	new      func(o Options) speech
	grams    func(o Options) gramSpeech // nil if it can't be spoken in datagrams
}

// catalogue is in the order of the help.
var catalogue = []protocol{
	{name: "echo", kind: asks, new: newEcho, grams: newNumbered},
	{name: "discard", kind: tells, new: newDiscard, grams: newUnnumbered(checkNothing)},
	{name: "chargen", kind: listens, new: newChargen},
	{name: "daytime", kind: farewells, new: newDaytime, grams: newUnnumbered(checkDaytime)},
	{name: "time", kind: farewells, new: newTime, grams: newUnnumbered(checkTime)},
	{name: "qotd", kind: farewells, new: newQotd, grams: newUnnumbered(checkQotd)},
	{name: "chat", kind: tells, new: newChat},
	{name: "http", kind: asks, fleeting: true, new: newHTTP},
	{name: "redis", kind: asks, new: newRedis},
	{name: "websocket", kind: shakes, new: newWebsocket},
	{name: "zmq", kind: shakes, new: newZMQ},
}

// bad is the prefix of servers that misbehave; their protocol is echo.
const bad = "bad-"

func find(name string) (protocol, bool) {
	for _, p := range catalogue {
		if p.name == name {
			return p, true
		}
	}
	return protocol{name: name, kind: asks, tolerant: true, new: newEcho}, strings.HasPrefix(name, bad)
}

// Protocols returns the protocols that clients speak.
func Protocols() []string {
	names := make([]string, 0, len(catalogue)+1)
	for _, p := range catalogue {
		names = append(names, p.name)
	}
	return append(names, bad+"…")
}

// DatagramProtocols returns the protocols that clients speak in datagrams.
func DatagramProtocols() []string {
	var names []string
	for _, p := range catalogue {
		if p.grams != nil {
			names = append(names, p.name)
		}
	}
	return names
}

// chunk is about how many bytes are passed to the kernel at once.
const chunk = 64 << 10

// writer writes messages one by one.
type writer interface {
	length() uint64
	message(to []byte, c *client, k uint64) []byte
}

// write writes whole messages into a buffer, at most up to c.goal. The first is the one that contains c.sent.
func write(to []byte, c *client, w writer) []byte {
	length := w.length()
	to = to[:0]
	for k := c.sent / length; k*length < c.goal && len(to) < chunk; k++ {
		to = w.message(to, c, k)
	}
	return to
}

// answerer is a speech whose answers are known exactly.
type answerer interface {
	answer(to []byte, c *client, k uint64) []byte
}

// compare compares what has arrived with the answers, each of which has the given length. It writes the expected
// answers into a buffer, which it returns.
func compare(to []byte, c *client, p []byte, length uint64, a answerer) (answers int, buffer []byte, bad *Mismatch) {
	heard := c.heard - c.opened
	for done := 0; done < len(p); {
		place := heard + uint64(done)
		if place/length >= c.goal/c.length {
			return 0, to, c.differs(p, p[:done])
		}
		to = a.answer(to[:0], c, place/length)
		want := to[place%length:]
		n := min(len(want), len(p)-done)
		if !bytes.Equal(p[done:done+n], want[:n]) {
			return 0, to, further(c.differs(p[done:], want), done)
		}
		done += n
	}
	return int((heard+uint64(len(p)))/length - heard/length), to, nil
}
