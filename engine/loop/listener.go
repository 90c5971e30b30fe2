package loop

import (
	"time"

	"netnet-tui/engine/protocol"

	"golang.org/x/sys/unix"
)

// listener is a socket that the loop serves: it listens, or receives datagrams.
type listener struct {
	id       uint64 // on the bench
	name     string
	fd       int
	protocol string
	stream   protocol.Stream // nil for datagrams
	datagram protocol.Datagram
	ticker   protocol.Ticker // the protocol, if it is one
	drainer  protocol.Drainer
	closer   protocol.Closer
	pace     time.Duration // between two accepts; negative: never accept
	open     int
	accepted uint64
	ended    string   // why it can't be served any more
	failed   uint64   // failed calls on it, each about one connection or one datagram
	inRow    int      // failures since the last success
	watched  bool     // by the readiness
	resting  bool     // it waits for its pace, or has failed too often
	parked   []int    // connections that the kernel accepted while there was no room
	owed     int      // connections that a draining loop has still to accept
	shared   int      // bytes that the protocol keeps for all its connections
	pktinfo  *pktinfo // makes replies leave from the address that was asked; nil: the kernel picks one
	errors   bool     // it has an error queue, and so do its connections
	erred    bool     // an error was reported since the error queue was last read
}

// Open returns how many connections there are.
func (l *Loop) Open() int { return l.pool.open }

// Served returns the protocol that a socket is served with; ok is false if it is not served.
func (l *Loop) Served(id uint64) (protocol string, ok bool) {
	li, ok := l.find(id)
	if !ok {
		return "", false
	}
	return li.protocol, true
}

// Connections returns how many connections of a listener are open.
func (l *Loop) Connections(id uint64) int {
	if li, ok := l.find(id); ok {
		return li.open
	}
	return 0
}

func (l *Loop) find(id uint64) (*listener, bool) {
	for _, li := range l.listeners {
		if li.id == id {
			return li, true
		}
	}
	return nil, false
}

// watchListener watches a listener, unless there is a reason not to accept now.
func (l *Loop) watchListener(li *listener) unix.Errno {
	if li.watched || li.ended != "" || li.pace < 0 || li.resting || l.draining && li.owed <= 0 || li.stream != nil && (l.shortage.starved || l.full()) {
		return 0
	}
	errno := l.watcher.readiness.Watch(li.fd, true, false)
	if errno == 0 {
		li.watched = true
	}
	return errno
}

// unwatchListener stops watching a listener until rewatch.
func (l *Loop) unwatchListener(li *listener) {
	if li.watched {
		li.watched = false
		l.watcher.readiness.Forget(li.fd, true)
	}
}

// full reports whether there is no room for another connection.
func (l *Loop) full() bool {
	return l.options.MaxConnections > 0 && l.pool.open >= l.options.MaxConnections || l.memory.crowded(l.pool.open)
}
