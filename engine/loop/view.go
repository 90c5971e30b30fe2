package loop

import (
	"strconv"
	"strings"
	"time"

	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"

	"golang.org/x/sys/unix"
)

// View returns what is asked for, at now. It probes the connections on the screen, and a few others in turn.
func (l *Loop) View(q status.Query, now time.Time) status.Server {
	l.probes.read = now
	l.Follow(q.Follow)
	l.sample(now)
	l.probeSome()
	v := l.summary(now)
	shown, first, rows := l.visible(q)
	v.Shown, v.First = shown, first
	for _, r := range rows {
		v.Connections = append(v.Connections, l.connection(r.conn, l.probe(r.conn), now))
	}
	v.Chosen = l.chosen(q.Chosen, v.Connections, now)
	if l.followed.id != 0 {
		v.Follow = &status.Follow{ID: l.followed.id, Name: l.followed.name, Calls: l.followed.calls.last()}
	}
	return v
}

// chosen returns the connection with an ID, which is likely among rows; nil if there is none.
func (l *Loop) chosen(id uint64, rows []status.Connection, now time.Time) *status.Connection {
	if id == 0 {
		return nil
	}
	for i := range rows {
		if rows[i].ID == id {
			return &rows[i]
		}
	}
	for _, o := range l.owners {
		if c := o.conn; c != nil && c.id == id && c.flags&gone == 0 {
			v := l.connection(c, l.probe(c), now)
			return &v
		}
	}
	return nil
}

// brief returns the server's state with at most rows connections.
func (l *Loop) brief(rows int) status.Server {
	l.probes.read = l.clock.now()
	v := l.summary(l.clock.now())
	for _, o := range l.owners {
		if len(v.Connections) >= rows {
			break
		}
		if c := o.conn; c != nil && c.flags&gone == 0 {
			v.Connections = append(v.Connections, l.connection(c, l.probe(c), l.clock.now()))
		}
	}
	return v
}

// summary returns the server's state without the rows.
func (l *Loop) summary(now time.Time) status.Server {
	gear, rate := l.Gate.Gear()
	v := status.Server{
		Spin: l.watcher.spin, Gear: gear, Rate: rate, Policy: l.options.Policy.String(), Starved: l.shortage.starved,
		Draining: l.draining, Up: now.Sub(l.clock.began).Seconds(), Shown: l.pool.open,
		Totals: l.totals, Loop: l.spent, Calls: l.calls.counts.list(), Memory: l.memory.status(),
	}
	if l.watcher.readiness != nil {
		v.Readiness = l.watcher.readiness.Name()
	}
	v.Totals.Open = l.pool.open
	if !l.Gate.open() {
		v.Phase, v.Next, v.Fired, v.Recent = l.iteration.phase, l.Gate.next, l.iteration.fired, l.recent.last()
		v.Ready, v.ReadyFirst = l.readyList()
		v.ReadyCount = len(l.iteration.ready)
	}
	for _, li := range l.listeners {
		v.Listeners = append(v.Listeners, l.listening(li))
	}
	return v
}

// maxReady is how many entries of a ready list are shown at once.
const maxReady = 128

// readyList returns the entries of the ready list around the current one, and the index of the first of them.
func (l *Loop) readyList() (shown []status.Ready, first int) {
	all := l.iteration.ready
	first = max(0, min(l.iteration.fired, len(all)-maxReady))
	for _, e := range all[first:min(len(all), first+maxReady)] {
		shown = append(shown, status.Ready{Name: l.nameOf(e.FD), Bits: bitsOf(e)})
	}
	return shown, first
}

func (l *Loop) listening(li *listener) status.Listener {
	s := status.Listener{ID: li.id, Name: li.name, FD: li.fd, Protocol: li.protocol, Datagram: li.stream == nil,
		Connections: li.open, Accepted: li.accepted, Failed: li.failed, Ended: li.ended, Address: address(li.fd)}
	if li.stream == nil {
		return s
	}
	if info, err := unix.GetsockoptTCPInfo(li.fd, unix.SOL_TCP, unix.TCP_INFO); err == nil {
		// For a listener these are the length and the limit of the accept queue (net/ipv4/tcp.c, tcp_get_info).
		waiting, backlog := int(info.Unacked), int(info.Sacked)
		s.Queue, s.Backlog = &waiting, &backlog
	}
	return s
}

func (l *Loop) connection(c *conn, s *probe, now time.Time) status.Connection {
	ms := l.clock.milliseconds(now)
	v := status.Connection{
		ID: c.id, Name: c.name(), FD: int(c.fd), Protocol: c.listener.protocol, Peer: s.peer, State: status.StateOf(int(s.state)),
		Age: seconds(ms - c.born), Idle: seconds(ms - min(c.moved, ms)), In: c.in, Out: c.out,
		InRate: float64(s.inRate), OutRate: float64(s.outRate), Buffered: c.waiting(),
		RTT: float64(s.rtt) / 1000, Stall: c.stall(s),
	}
	if s.recvq >= 0 {
		n := int(s.recvq)
		v.RecvQ = &n
	}
	if s.sendq >= 0 {
		n := int(s.sendq)
		v.SendQ = &n
	}
	return v
}

func seconds(ms uint32) float64 { return float64(ms) / 1000 }

// name returns the connection's name in steps: its listener's name and its ID.
func (c *conn) name() string { return c.listener.name + "_" + strconv.FormatUint(c.id, 10) }

// nameOf returns a descriptor's name in traces.
func (l *Loop) nameOf(fd int) string {
	switch o := l.owners.at(fd); {
	case o.conn != nil:
		return o.conn.name()
	case o.listener != nil:
		return o.listener.name
	case fd == l.wake.fd:
		return "wake"
	case fd == l.beat.fd:
		return "beat"
	}
	return strconv.Itoa(fd)
}

// bitsOf formats an entry of the ready list.
func bitsOf(e readiness.Event) string {
	switch e.Done {
	case readiness.Accepted:
		return "accepted"
	case readiness.Received:
		return "received " + strconv.Itoa(e.N)
	case readiness.Nothing, readiness.Sent: // no wait reports sends
	}
	var words []string
	for _, b := range []struct {
		bit  readiness.Bits
		name string
	}{{readiness.In, "in"}, {readiness.Out, "out"}, {readiness.RDHup, "rdhup"}, {readiness.Err, "err"}, {readiness.Hup, "hup"}} {
		if e.Bits&b.bit != 0 {
			words = append(words, b.name)
		}
	}
	return strings.Join(words, "|")
}

// Adopt returns the descriptor of a connection by its name. From then on the bench has it too, and [Loop.Gone] is
// called when the loop closes it.
func (l *Loop) Adopt(name string) (fd int, ok bool) {
	at := strings.LastIndexByte(name, '_')
	if at < 0 {
		return 0, false
	}
	id, err := strconv.ParseUint(name[at+1:], 10, 64)
	if err != nil {
		return 0, false
	}
	for fd, o := range l.owners {
		if c := o.conn; c != nil && c.id == id && c.listener.name == name[:at] && c.flags&gone == 0 {
			c.flags |= adopted
			return fd, true
		}
	}
	return 0, false
}
