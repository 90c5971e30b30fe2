package loop

import (
	"time"

	"netnet-tui/engine/protocol"

	"golang.org/x/sys/unix"
)

// listener is a socket that the loop serves: it listens, or receives datagrams.
type listener struct {
	id       uint64 // of the bench
	name     string
	fd       int
	protocol string
	stream   protocol.Stream // nil for datagrams
	datagram protocol.Datagram
	ticker   protocol.Ticker // the same value, if it is one
	drainer  protocol.Drainer
	closer   protocol.Closer
	pace     time.Duration // between two accepts; below 0: never accept
	open     int
	accepted uint64
	ended    string   // why it can't be served any more
	failed   uint64   // calls on it that failed, each for one connection or one datagram
	inRow    int      // of them, those since the last one that succeeded
	watched  bool     // by the readiness
	resting  bool     // it waits for its pace, or has failed too often
	parked   []int    // connections that the kernel has accepted while there was no room
	owed     int      // connections that a draining loop still accepts
	shared   int      // bytes that the protocol keeps for all its connections
	pktinfo  *pktinfo // replies leave from the address that was asked; nil: from the one that the kernel picks
	errors   bool     // it has an error queue, and so have its connections
	erred    bool     // an error was reported since the error queue was read
}

// Open is how many connections there are.
func (l *Loop) Open() int { return l.pool.open }

// Served returns the protocol with which a socket is served, if it is served.
func (l *Loop) Served(id uint64) (protocol string, ok bool) {
	li, ok := l.find(id)
	if !ok {
		return "", false
	}
	return li.protocol, true
}

// Connections is how many connections of a listener are open.
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

// watchListener watches a listener, unless there is a reason to accept nothing now.
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

// unwatchListener stops watching a listener, until rewatch.
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
