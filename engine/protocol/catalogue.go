package protocol

import (
	"fmt"
	"strings"
	"sync"
	"time"

	"netnet-tui/engine/status"
)

// Entry is a protocol that can be served.
type Entry struct {
	Name      string
	Summary   string         // one line: what it does
	Source    string         // where it is defined, such as RFC 862
	New       func(Host) any // a [Stream], a [Datagram], or both; called once for each listener
	Parameter *Parameter     // what may follow its name; nil if nothing
	Holds     int            // the most bytes it buffers for one connection, as reported by [Conn.Hold]
}

// Host is what a protocol can learn about its server.
type Host struct {
	// Status returns the state of the server, with at most rows connections. The caller may modify it.
	Status func(rows int) status.Server
	// Room returns how many bytes the protocol may use for all its connections together, including those it uses now;
	// nil means no limit.
	Room func() int
	// Hold reports how many bytes it uses now; nil if nothing counts them.
	Hold func(bytes int)
}

// Catalogue lists every protocol.
func Catalogue() []Entry { return catalogue() }

// catalogue is in the order in which the help lists it. It is made on first use.
var catalogue = sync.OnceValue(func() []Entry {
	return []Entry{
		{Name: "echo", Summary: "sends back what it gets", Source: "RFC 862",
			New: func(Host) any { return &Echo{} }},
		{Name: "discard", Summary: "reads and throws away", Source: "RFC 863",
			New: func(Host) any { return Discard{} }},
		{Name: "chargen", Summary: "sends lines of characters without end", Source: "RFC 864",
			New: func(Host) any { return newChargen() }},
		{Name: "qotd", Summary: "says a sentence about sockets and closes", Source: "RFC 865",
			New: func(Host) any { return newQOTD() }},
		{Name: "daytime", Summary: "says the date and time in words and closes", Source: "RFC 867",
			New: func(Host) any { return newDaytime() }},
		{Name: "time", Summary: "sends the seconds since 1900 as 32 bits and closes", Source: "RFC 868",
			New: func(Host) any { return newTime() }},
		{Name: "chat", Summary: "a room in which every line is sent to all others", Source: "lines of text: /name NEW, /who, /quit",
			New: func(Host) any { return newChat() }},
		{Name: "http", Summary: "serves a status page, and answers to measure with", Source: "RFC 9112", Holds: httpHolds,
			New: func(h Host) any { return newHTTP(h) }},
		{Name: "redis", Summary: "keeps keys and values in memory, in RESP2 and RESP3", Source: "redis.io/docs, RESP", Holds: redisHolds,
			New: func(h Host) any { return newRedis(h) }},
		{Name: "websocket", Summary: "sends back messages, and a page for a browser to try it", Source: "RFC 6455", Holds: webSocketHolds,
			New: func(Host) any { return &WebSocket{} }},
		{Name: "zmq", Summary: "sends back messages of any number of parts to REQ, DEALER and ROUTER", Source: "ZeroMQ RFC 37, ZMTP 3.1", Holds: zmqHolds,
			New: func(Host) any { return &ZMQ{} }},

		{Name: "bad-never-accepts", Summary: "leaves every connection in the accept queue", Source: "listen(2)",
			New: func(Host) any { return &BadAccept{pace: -1} }},
		with(Entry{Name: "bad-slow-accept", Summary: "echo that seldom accepts a connection", Source: "listen(2)"},
			"time between two accepts", time.Second, readPeriod, func(d time.Duration) any { return &BadAccept{pace: d} }),
		with(Entry{Name: "bad-slow-read", Summary: "echo that pauses after each read", Source: "RFC 9293, 3.8.6"},
			"pause after each read", time.Second, readPeriod, func(d time.Duration) any { return &BadSlowRead{pause: d} }),
		{Name: "bad-never-reads", Summary: "accepts and never reads: the window shuts", Source: "RFC 9293, 3.8.6",
			New: func(Host) any { return &BadNeverReads{} }},
		with(Entry{Name: "bad-drops", Summary: "echo whose answer comes in drops of one byte", Source: "RFC 862, slowly", Holds: dropsHolds},
			"time between two bytes", 100*time.Millisecond, readPeriod, func(d time.Duration) any { return BadDrops{every: d} }),
		with(Entry{Name: "bad-half-close", Summary: "ends its output at once and continues to read", Source: "RFC 9293, 3.6"},
			"bytes it sends back before the FIN", 0, readBytes, func(n int) any { return newBadHalfClose(n) }),
		with(Entry{Name: "bad-reset", Summary: "echo that ends with an RST", Source: "RFC 9293, 3.5.2"},
			"bytes it sends back before the RST", 1000, readBytes, func(n int) any { return newBadReset(n) }),
		with(Entry{Name: "bad-stall", Summary: "echo that falls silent, neither reads nor writes", Source: "RFC 9293, 3.8.6"},
			"bytes it sends back before it stalls", 1000, readBytes, func(n int) any { return newBadStall(n) }),
	}
})

// Find returns the protocol with the given name, which may have a parameter, as in bad-reset:4096. The entry keeps that
// name, and its New makes the protocol with that parameter.
func Find(name string) (Entry, error) {
	base, text, given := strings.Cut(name, ":")
	for _, e := range catalogue() {
		if e.Name == base {
			if !given {
				return e, nil
			}
			return e.bound(text)
		}
	}
	return Entry{}, fmt.Errorf("there is no protocol %q: there are %s", base, strings.Join(Names(), ", "))
}

// bound returns the entry with text as its parameter.
func (e Entry) bound(text string) (Entry, error) {
	if e.Parameter == nil {
		return Entry{}, fmt.Errorf("%s takes no parameter: leave out %q", e.Name, ":"+text)
	}
	made, err := e.Parameter.bind(text)
	if err != nil {
		return Entry{}, fmt.Errorf("%s: %w: write %s:%s, %s", e.Name, err, e.Name, e.Parameter.Default, e.Parameter.Meaning)
	}
	e.Name, e.New = e.Name+":"+text, made
	return e, nil
}

// Names returns the names of all protocols.
func Names() []string {
	entries := catalogue()
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name
	}
	return names
}
