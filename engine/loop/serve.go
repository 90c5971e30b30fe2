package loop

import (
	"errors"
	"fmt"
	"slices"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Service is a socket and how to serve it.
type Service struct {
	ID       uint64
	Name     string
	FD       int
	Datagram bool
	Protocol string
	PktInfo  bool // for datagrams: reply from the address that was asked; the socket has [PktInfoOption]
}

// Serve takes over a socket. It must be non-blocking.
func (l *Loop) Serve(s Service) error {
	entry, err := protocol.Find(s.Protocol)
	if err != nil {
		return err
	}
	if _, ok := l.find(s.ID); ok {
		return fmt.Errorf("%s is served already: unserve it first", s.Name)
	}
	li := &listener{id: s.ID, name: s.Name, fd: s.FD, protocol: s.Protocol, errors: hasErrorQueue(s.FD)}
	made := entry.New(protocol.Host{
		Status: l.brief,
		Room:   func() int { return l.shareRoom(li) },
		Hold:   func(bytes int) { l.shares(li, bytes) },
	})
	if s.Datagram {
		li.datagram, _ = made.(protocol.Datagram)
		if li.datagram == nil {
			return fmt.Errorf("%s is for streams only: %s takes datagrams", s.Protocol, s.Name)
		}
	} else {
		li.stream, _ = made.(protocol.Stream)
		if li.stream == nil {
			return fmt.Errorf("%s is for datagrams only: %s is a listener of streams", s.Protocol, s.Name)
		}
	}
	if s.PktInfo {
		li.pktinfo = &pktinfo{}
	}
	li.ticker, _ = made.(protocol.Ticker)
	li.drainer, _ = made.(protocol.Drainer)
	li.closer, _ = made.(protocol.Closer)
	if p, ok := made.(protocol.Pacer); ok {
		li.pace = p.Pace()
	}
	if domain, _ := unix.GetsockoptInt(li.fd, unix.SOL_SOCKET, unix.SO_DOMAIN); domain == unix.AF_UNIX && !l.diag.Open() {
		l.diag = sockets.OpenDiag() // for its accept queue
	}
	if err := l.begin(); err != nil {
		return err
	}
	l.listeners = append(l.listeners, li)
	l.owners.put(li.fd, owner{listener: li})
	if errno := l.watchListener(li); errno != 0 {
		l.listeners = l.listeners[:len(l.listeners)-1]
		l.owners.put(li.fd, owner{})
		return unwatchable(li.name, li.fd, l.watcher.readiness.Name(), errno)
	}
	return nil
}

// begin opens what only a serving loop needs.
func (l *Loop) begin() error {
	if l.options.Policy == Shed {
		l.shortage.keepSpare()
	}
	if l.watcher.readiness == nil {
		return l.With(readiness.Default, l.watcher.spin)
	}
	return nil
}

// Rest releases what only a serving loop needs, if nothing is served.
func (l *Loop) Rest() {
	if l.Serving() {
		return
	}
	l.setBeat(false)
	l.watcher.close()
	l.shortage.giveUpSpare()
	l.diag.Close()
	l.diag = sockets.NoDiag()
	for l.turns.queue.len() > 0 {
		l.turns.queue.pop().flags &^= queued
	}
	l.timers, l.turns.queue, l.shortage.starved, l.draining = nil, waitlist{}, false, false
	l.Run() // ends the steps that are waited for
}

// Unserve closes the connections of a listener and gives the listener back. It returns how many there were.
func (l *Loop) Unserve(id uint64) (closed int, err error) {
	li, ok := l.find(id)
	if !ok {
		return 0, errors.New("it is not served")
	}
	l.unwatchListener(li)
	l.owners.put(li.fd, owner{})
	for _, o := range l.owners {
		if o.conn != nil && o.conn.listener == li {
			l.closeLater(o.conn, 0)
			closed++
		}
	}
	for _, fd := range li.parked {
		l.calls.Close(fd)
	}
	l.closePending()
	l.shares(li, 0)
	l.pool.recycle()
	l.listeners = slices.DeleteFunc(l.listeners, func(other *listener) bool { return other == li })
	l.Rest()
	return closed, nil
}
