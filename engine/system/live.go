package system

import (
	"fmt"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Live tracks the sockets of the machine as they appear, change and end. It belongs to one goroutine.
type Live struct {
	Missing Missing // what can't be seen, as of the last look
	Lost    int     // how often deaths came faster than they were read; the kernel does not say how many were lost

	wanted   Wanted
	describe *describer
	tables   Tables
	deaths   sockets.Deaths
	resets   *resets // nil if they can't be seen, or are not wanted
	noDeaths string  // why deaths can't be reported
	noResets string  // why resets can't be reported
	rows     map[Key]*Row
	ended    map[Key]bool    // since the previous look, as reported by the stream of deaths
	ports    map[uint16]bool // where someone in this network listens, or did at the previous look
	look     int
	renamed  bool // the owners of sockets have changed since the previous look
	tell     func(Change)
}

// OpenLive starts watching, and calls tell with everything that happens from the second look on.
func OpenLive(w Wanted, tell func(Change)) (*Live, error) {
	tables, err := OpenTables()
	if err != nil {
		return nil, err
	}
	l := &Live{
		wanted: w, describe: newDescriber(), tables: tables, tell: tell,
		rows: map[Key]*Row{}, ended: map[Key]bool{}, ports: map[uint16]bool{},
	}
	if l.deaths, err = sockets.OpenDeaths(); err != nil {
		l.noDeaths = fmt.Sprintf("the kernel does not report how connections end (%s): ends are found only by looking", sockets.ErrnoName(sockets.Errno(err)))
	}
	if w.Resets {
		if l.resets, err = openResets(); err != nil {
			l.noResets = resetsMissing(err)
		}
	}
	return l, nil
}

// Close stops watching.
func (l *Live) Close() {
	l.tables.Close()
	if l.noDeaths == "" {
		l.deaths.Close()
	}
	l.resets.close()
}

// Rows calls each with every socket of the last look. A row may only be read, and only until the next look.
func (l *Live) Rows(each func(*Row)) {
	for _, r := range l.rows {
		if r.seen == l.look {
			each(r)
		}
	}
}

// Row returns the socket with a key; nil if it is not there.
func (l *Live) Row(k Key) *Row { return l.rows[k] }

// Look reads the tables and finds what is new, what has changed and what has gone. show selects more expensive details
// to be read of all sockets.
func (l *Live) Look(now time.Time, show sockets.Show) {
	l.look++
	l.Missing = nil
	clear(l.ended)
	if l.wanted.Owners {
		l.renamed = l.describe.owners.Refresh(now)
	}
	if l.wanted.read(l.tables, show, &l.Missing, func(s *Socket) { l.see(s, now, show != 0) }) {
		l.Missing.Add("the ends of connections in other networks are found by looking, once a second")
	}
	if l.wanted.Owners {
		l.Missing = append(l.Missing, l.describe.owners.Missing(l.describe.users)...)
	}
	for _, why := range []string{l.noDeaths, l.noResets} {
		if why != "" {
			l.Missing.Add(why)
		}
	}
	if l.resets != nil && l.resets.lost > 0 {
		l.Missing.Add("resets came faster than the kernel's reasons for them were read: some are missing")
	}
	l.sweep(now)
}

// see processes a socket of a table. A socket in TIME-WAIT is what remains of a connection: it is not reported as born,
// and does not die a second time.
func (l *Live) see(s *Socket, now time.Time, full bool) {
	k := s.Key()
	r := l.rows[k]
	if r == nil {
		r = &Row{T: now, Since: now, Changed: now, Born: l.look > 1 && !s.leftOver(), Socket: *s, seen: l.look}
		l.rows[k] = r
		l.describe.describe(r, now)
		r.diagnose(full)
		if r.Born {
			l.happened(Change{T: now, Event: Born, Row: *r})
		}
		return
	}
	l.takeIn(r, s, full, now)
	r.seen = l.look
}

// takeIn processes what a look reports about a known socket.
func (l *Live) takeIn(r *Row, s *Socket, full bool, now time.Time) {
	state, inode := r.State, r.Inode
	was := r.StateName()
	r.take(s, full, now)
	if l.renamed || inode != r.Inode {
		l.describe.describe(r, now)
	}
	if state != r.State {
		l.happened(Change{T: now, Event: Changed, Row: *r, Was: was})
	}
}

// Again looks at one TCP socket of this network again, with all details, which costs a few microseconds. It reports
// false for a socket that has gone, or that can only be seen by looking at all.
func (l *Live) Again(k Key, now time.Time) bool {
	r := l.rows[k]
	if r == nil || k.Network != l.tables.network || !r.Inet() || r.Protocol != unix.IPPROTO_TCP || !r.HasCookie {
		return false
	}
	s, ok := l.tables.Again(&r.Socket)
	if ok {
		l.takeIn(r, &s, true, now)
	}
	return ok
}

// Listeners looks only at the TCP listeners of this network, whose queues can fill within milliseconds. It costs less
// than a tenth of a millisecond. It does nothing before the first look.
func (l *Live) Listeners(now time.Time) {
	if l.look > 0 && l.tables.diag.Open() {
		_ = l.tables.Listeners(func(s *Socket) { l.see(s, now, false) }) // the next look reports any error
	}
}

// sweep forgets the sockets that are no longer there. The kernel reports a death with a delay
// (sock_diag_broadcast_destroy, net/core/sock_diag.c, leaves it to a worker), so a socket whose death it will report is
// kept for another look.
func (l *Live) sweep(now time.Time) {
	clear(l.ports)
	for k, r := range l.rows {
		if r.Listening() && k.Network == l.tables.network {
			l.ports[r.Local.IP.Port()] = true
		}
		if r.seen == l.look || r.seen == l.look-1 && l.told(k, r) {
			continue
		}
		delete(l.rows, k)
		if r.leftOver() {
			continue
		}
		l.happened(Change{T: now, Event: Died, Row: *r, Was: r.StateName(), Ending: r.vanished()})
	}
}

// told reports whether the kernel itself reports the death of such a socket: it does for TCP and UDP sockets of this
// network that are not left over.
func (l *Live) told(k Key, r *Row) bool {
	return l.noDeaths == "" && k.Network == l.tables.network && (r.Protocol == unix.IPPROTO_UDP || r.Protocol == unix.IPPROTO_TCP) && !r.leftOver()
}

// leftOver reports whether a socket is what remains of a connection that has ended. That includes FIN-WAIT-2 if the
// program has closed the socket and the peer has not, and it keeps the cookie.
func (s *Socket) leftOver() bool {
	return s.State == unix.BPF_TCP_TIME_WAIT || s.Timer == sockets.TimerTimeWait
}

// vanished returns the ending of a socket that is no longer there, and of which nothing more is known.
func (r *Row) vanished() Ending {
	if !r.TCP() || r.Peer.IsZero() {
		return EndingClosed
	}
	return EndingUnknown
}

// Wait waits at most the given time for deaths, and processes them.
func (l *Live) Wait(most time.Duration) error {
	if l.noDeaths != "" {
		time.Sleep(most)
		return nil
	}
	if !l.deaths.Wait(most) {
		return nil
	}
	now := time.Now()
	l.resets.read()
	lost, err := l.deaths.Read(func(one *sockets.InetSocket) { l.died(one, now) })
	if lost {
		l.Lost++
	}
	return err
}

// died processes a death that the kernel reports.
func (l *Live) died(one *sockets.InetSocket, now time.Time) {
	k := Key{l.tables.network, one.Cookie}
	if l.ended[k] {
		return
	}
	l.ended[k] = true
	last := Row{T: now, Since: now, Socket: Socket{InetSocket: *one, Network: l.tables.network, HasUID: true, HasCookie: true}}
	before := l.rows[k]
	c := Change{T: now, Event: Died, Ending: ending(before, &last, l.ports[one.Local.IP.Port()])}
	if last.TCP() && c.Ending != EndingHere && c.Ending != EndingThere && c.Ending != EndingBoth {
		c.By, c.Reason = l.resets.of(&last.Socket)
	}
	if before == nil { // it lived between two looks: its owner is no longer known
		l.describe.describe(&last, now)
		c.Row = last
	} else {
		c.Was = before.StateName()
		c.Row = *before
		c.Row.Info, c.Row.HasInfo = one.Info, one.HasInfo
		delete(l.rows, k)
	}
	l.happened(c)
}

func (l *Live) happened(c Change) {
	c.Row.Ending = c.Ending
	if l.tell != nil {
		l.tell(c)
	}
}

// take updates a row with a later look at its socket, keeping what that look did not include.
func (r *Row) take(s *Socket, full bool, now time.Time) {
	r.T = now
	info, has, memory, congestion := r.Info, r.HasInfo, r.Memory, r.Congestion
	owners, group, container := r.Owners, r.Socket.Cgroup, r.Container
	if s.State != r.State {
		r.Changed = now
	}
	r.Socket = *s
	r.Owners, r.Socket.Cgroup, r.Container = owners, group, container
	if full && s.HasInfo {
		r.rate(now)
	} else {
		r.Info, r.HasInfo, r.Memory, r.Congestion = info, has, memory, congestion
	}
	r.diagnose(full)
}

// rateOver is the least time over which a rate is measured: over shorter times, bursts would make it jump between zero
// and too much.
const rateOver = 900 * time.Millisecond

// rate updates the bytes per second in both directions since the last measurement.
func (r *Row) rate(now time.Time) {
	since := now.Sub(r.rated.t)
	if since < rateOver {
		return
	}
	if !r.rated.t.IsZero() {
		r.InRate = float64(r.Info.Bytes_received-r.rated.in) / since.Seconds()
		r.OutRate = float64(r.Info.Bytes_acked-r.rated.out) / since.Seconds()
	}
	r.rated.t, r.rated.in, r.rated.out = now, r.Info.Bytes_received, r.Info.Bytes_acked
}
