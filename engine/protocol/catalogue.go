package protocol

import (
	"netnet-tui/engine/status"
)

// Entry is a protocol that can be served.
type Entry struct {
	Name    string
	Summary string         // one line: what it does
	Source  string         // where it is defined, such as RFC 862
	New     func(Host) any // a [Stream], a [Datagram], or both
}

// Host is what a protocol can know of the server it is part of.
type Host struct {
	// Status tells about the server, with at most rows connections.
	Status func(rows int) status.Server
}

// Catalogue is every protocol there is.
func Catalogue() []Entry { return catalogue }

// catalogue is in the order in which help lists it.
var catalogue = []Entry{
	{"echo", "sends back what it gets", "RFC 862", func(Host) any { return Echo{} }},
	{"discard", "reads and throws away", "RFC 863", func(Host) any { return Discard{} }},
	{Name: "http", Summary: "serves a status page, and answers to measure with", Source: "RFC 9112",
		New: func(h Host) any { return newHTTP(h) }},
	{Name: "redis", Summary: "keeps keys and values in memory, in RESP2 and RESP3", Source: "redis.io/docs, RESP",
		New: func(h Host) any { return newRedis(h) }},
}

// Find finds a protocol by its name.
func Find(name string) (Entry, bool) {
	for _, e := range catalogue {
		if e.Name == name {
			return e, true
		}
	}
	return Entry{}, false
}

// Names lists the names of all protocols.
func Names() []string {
	names := make([]string, len(catalogue))
	for i, e := range catalogue {
		names[i] = e.Name
	}
	return names
}
