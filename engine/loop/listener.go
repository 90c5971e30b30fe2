package loop

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/readiness"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// listener is a socket that was taken over: it listens, or takes datagrams.
type listener struct {
	id       uint64 // of the bench
	name     string
	fd       int
	protocol string
	stream   protocol.Stream // nil for datagrams
	datagram protocol.Datagram
	ticker   protocol.Ticker // the same value again, where it is one
	drainer  protocol.Drainer
	closer   protocol.Closer
	pace     time.Duration // between two accepts, below 0 none at all
	open     int
	accepted uint64
	dead     bool  // it does not listen any more
	watched  bool  // it is told of
	resting  bool  // its pace makes it wait
	parked   []int // connections that the kernel has accepted while there was no room
	owed     int   // connections that a draining loop still accepts
	shared   int   // bytes that the protocol keeps for all its connections
}

// Service is what to serve on a socket.
type Service struct {
	ID       uint64
	Name     string
	FD       int
	Datagram bool
	Protocol string
}

// Serve takes a socket over. It must be non-blocking.
func (l *Loop) Serve(s Service) error {
	entry, err := protocol.Find(s.Protocol)
	if err != nil {
		return err
	}
	if _, ok := l.find(s.ID); ok {
		return fmt.Errorf("%s is served already: unserve it first", s.Name)
	}
	li := &listener{id: s.ID, name: s.Name, fd: s.FD, protocol: s.Protocol}
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
	li.ticker, _ = made.(protocol.Ticker)
	li.drainer, _ = made.(protocol.Drainer)
	li.closer, _ = made.(protocol.Closer)
	if p, ok := made.(protocol.Pacer); ok {
		li.pace = p.Pace()
	}
	if domain, _ := unix.GetsockoptInt(li.fd, unix.SOL_SOCKET, unix.SO_DOMAIN); domain == unix.AF_UNIX && l.diag.FD < 0 {
		l.diag = sockets.OpenDiag() // for its accept queue
	}
	if err := l.begin(); err != nil {
		return err
	}
	l.listeners = append(l.listeners, li)
	l.conns.put(li.fd, owner{listener: li})
	if errno := l.attend(li); errno != 0 {
		l.listeners = l.listeners[:len(l.listeners)-1]
		l.conns.put(li.fd, owner{})
		return unwatchable(li, l.readiness.Name(), errno)
	}
	return nil
}

func unwatchable(li *listener, with string, errno unix.Errno) error {
	if with == "select" && errno == unix.EINVAL {
		return fmt.Errorf("select(2) can't watch %s: its descriptor, %d, is not below %d", li.name, li.fd, readiness.SelectLimit)
	}
	return fmt.Errorf("%s can't be watched with %s: %w", li.name, with, errno)
}

// begin makes what a serving loop needs, where it has served nothing so far.
func (l *Loop) begin() error {
	if l.options.Policy == Shed && l.spareFD < 0 {
		l.spareFD = spareDescriptor()
	}
	if l.readiness == nil {
		return l.With(readiness.Default, l.spin)
	}
	return nil
}

// Rest gives up what only a serving loop needs.
func (l *Loop) Rest() {
	if l.Serving() {
		return
	}
	if l.readiness != nil {
		l.readiness.Close()
		l.readiness = nil
	}
	if l.spareFD >= 0 {
		_ = unix.Close(l.spareFD)
		l.spareFD = -1
	}
	l.diag.Close()
	l.diag = sockets.NoDiag()
	for l.queue.len() > 0 {
		l.queue.pop().flags &^= queued
	}
	l.timers, l.queue, l.starved, l.draining = nil, waitlist{}, false, false
	l.Run() // and whoever waits for steps is told
}

// With chooses the readiness, also while something is served: all that is watched goes
// over to the new one.
func (l *Loop) With(name string, spin time.Duration) error {
	entry, err := readiness.Find(name)
	if err != nil {
		return err
	}
	l.spin = spin
	old := l.readiness
	if old != nil && old.Name() == name {
		return nil
	}
	next, err := entry.New(l.calls)
	if err != nil {
		return fmt.Errorf("%s is not to be had here: %w", name, err)
	}
	for _, li := range l.listeners {
		if li.watched {
			if errno := next.Watch(li.fd, true, false); errno != 0 {
				next.Close()
				return unwatchable(li, name, errno)
			}
		}
	}
	if old != nil {
		l.leave(old)
		old.Close()
	}
	l.readiness = next
	if l.receiver, _ = next.(readiness.Receiver); l.receiver != nil {
		l.receiver.Bound(l.memory.each / 2) // the rest is for what is kept already, and for output
	}
	if name != "busy" { // which never sleeps
		next.Watch(l.wake.fd, true, false)
	}
	for _, o := range l.conns {
		if c := o.conn; c != nil {
			c.flags = c.flags&^(seeksIn|seeksOut) | unread
			c.watch()
			l.later(c) // what the old one had told and nobody has read yet
		}
	}
	l.bury()
	return nil
}

// leave takes everything out of a readiness. One by which the kernel receives is stopped
// first, and what it had received by then is dealt with.
func (l *Loop) leave(old readiness.Readiness) {
	l.leaving = true
	defer func() { l.leaving = false }()
	if l.receiver != nil {
		for fd, o := range l.conns {
			if o.conn != nil || o.listener != nil && o.listener.watched {
				old.Watch(fd, false, false)
			}
		}
		for tries := 0; l.receiver.Underway() && tries < leaveTries; tries++ {
			events, _ := old.Wait(leaveWait)
			for i := range events {
				if events[i].Done != readiness.Nothing {
					l.event(&events[i])
				}
			}
		}
	}
	for fd, o := range l.conns {
		if o.conn != nil || o.listener != nil {
			old.Forget(fd, true)
		}
	}
}

// leaveWait bounds one wait for what is still under way, leaveTries their number.
const (
	leaveWait  = time.Millisecond
	leaveTries = 1000
)

// Unserve ends the connections of a listener and gives it back. It tells how many there were.
func (l *Loop) Unserve(id uint64) (closed int, err error) {
	li, ok := l.find(id)
	if !ok {
		return 0, errors.New("it is not served")
	}
	l.leaveAlone(li)
	l.conns.put(li.fd, owner{})
	for _, o := range l.conns {
		if o.conn != nil && o.conn.listener == li {
			l.doom(o.conn, 0)
			closed++
		}
	}
	for _, fd := range li.parked {
		l.calls.Close(fd)
	}
	l.bury()
	l.shares(li, 0)
	l.recycle()
	l.listeners = slices.DeleteFunc(l.listeners, func(other *listener) bool { return other == li })
	l.Rest()
	return closed, nil
}

// Readiness is the name of the one that is used.
func (l *Loop) Readiness() string {
	if l.readiness == nil {
		return readiness.Default
	}
	return l.readiness.Name()
}

// Open is how many connections there are.
func (l *Loop) Open() int { return l.open }

// Served tells with which protocol a socket is served.
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

// attend has a listener watched, unless it is to wait.
func (l *Loop) attend(li *listener) unix.Errno {
	if li.watched || li.dead || li.pace < 0 || li.resting || l.draining && li.owed <= 0 || li.stream != nil && (l.starved || l.full()) {
		return 0
	}
	errno := l.readiness.Watch(li.fd, true, false)
	if errno == 0 {
		li.watched = true
	}
	return errno
}

// leaveAlone has a listener not watched for now.
func (l *Loop) leaveAlone(li *listener) {
	if li.watched {
		li.watched = false
		l.readiness.Forget(li.fd, true)
	}
}

func (l *Loop) full() bool {
	return l.options.MaxConnections > 0 && l.open >= l.options.MaxConnections || l.memory.crowded(l.open)
}
