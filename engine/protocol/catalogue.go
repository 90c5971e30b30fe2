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
	{Name: "websocket", Summary: "sends back messages, and a page for a browser to try it", Source: "RFC 6455",
		New: func(Host) any { return &WebSocket{} }},
	{Name: "zmq", Summary: "sends back messages of any number of parts to REQ, DEALER and ROUTER", Source: "ZeroMQ RFC 37, ZMTP 3.1",
		New: func(Host) any { return &ZMQ{} }},
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
