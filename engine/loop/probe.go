package loop

import (
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// probe is what the kernel reports about a connection, for a table on a screen. There are no probes while no screen
// asks for them.
type probe struct {
	id              uint64 // of the probed connection
	peer            string
	state           uint8 // the kernel's number; 0: not probed yet
	stall           stall
	recvq, sendq    int32
	rtt             uint32 // in microseconds
	in, out         uint64 // at the last sample
	inRate, outRate float32
}

// stall is what holds up a connection's bytes, as far as the kernel knows.
type stall uint8

const (
	flowing stall = iota
	peerShut
	oursShut
	unacked
)

// probes holds the probes by descriptor.
type probes struct {
	list    []probe
	read    time.Time // when the table was last read
	sampled time.Time // when the rates were taken
	cursor  int       // where probeSome continues
	rows    []row     // reused for every frame
}

// unwatched is how long the probes are kept without being read.
const unwatched = 10 * time.Second

// rotation is how many connections are probed for every frame besides those on the screen.
const rotation = 64

// sampleEvery is the interval over which rates are measured.
const sampleEvery = time.Second

// forget drops the probes if they have not been read for a while.
func (s *probes) forget(now time.Time) {
	if now.Sub(s.read) > unwatched {
		*s = probes{}
	}
}

// at returns the probe of a connection, a new one if the descriptor belonged to another connection before.
func (s *probes) at(c *conn) *probe {
	fd := int(c.fd)
	if fd >= len(s.list) {
		s.list = append(s.list, make([]probe, fd+1-len(s.list)+fd/4)...)
	}
	if s.list[fd].id != c.id {
		s.list[fd] = probe{id: c.id, in: c.in, out: c.out}
	}
	return &s.list[fd]
}

// sample computes the rates of all connections from the loop's own counts.
func (l *Loop) sample(now time.Time) {
	since := now.Sub(l.probes.sampled)
	if since < sampleEvery {
		return
	}
	l.probes.sampled = now
	for _, o := range l.owners {
		c := o.conn
		if c == nil {
			continue
		}
		s := l.probes.at(c)
		if since < 2*sampleEvery {
			s.inRate, s.outRate = float32(float64(c.in-s.in)/since.Seconds()), float32(float64(c.out-s.out)/since.Seconds())
		}
		s.in, s.out = c.in, c.out
	}
}

// probeSome probes the next few connections in turn, whether they are on the screen or not, so that the table can be
// sorted and filtered by what only the kernel knows.
func (l *Loop) probeSome() {
	s := &l.probes
	for probed, tried := 0, 0; probed < rotation && tried < len(l.owners); tried++ {
		if s.cursor >= len(l.owners) {
			s.cursor = 0
		}
		if c := l.owners[s.cursor].conn; c != nil && c.flags&gone == 0 {
			l.probe(c)
			probed++
		}
		s.cursor++
	}
}

// probe asks the kernel about a connection, with calls that change nothing.
func (l *Loop) probe(c *conn) *probe {
	s := l.probes.at(c)
	fd := int(c.fd)
	if s.peer == "" {
		s.peer = c.Peer()
	}
	s.recvq, s.sendq = queue(fd, unix.TIOCINQ), queue(fd, unix.SIOCOUTQ)
	info, err := unix.GetsockoptTCPInfo(fd, unix.SOL_TCP, unix.TCP_INFO)
	if err != nil { // not TCP: it is connected, or it would have been closed
		s.state = unix.BPF_TCP_ESTABLISHED
		return s
	}
	s.state, s.rtt, s.stall = info.State, info.Rtt, flowing
	switch {
	case info.Notsent_bytes > 0 && info.Snd_wnd < info.Snd_mss:
		s.stall = peerShut
	case s.recvq > 0 && info.Rcv_wnd < info.Rcv_mss:
		s.stall = oursShut
	case info.Unacked > 0 && info.Last_ack_recv > 1000 && info.Last_data_sent > 1000:
		s.stall = unacked
	}
	return s
}

func queue(fd int, request uint) int32 {
	n, err := sockets.Linux{}.IoctlGet(fd, request)
	if err != nil {
		return -1
	}
	return int32(n)
}

// stall returns what holds up the connection's bytes.
func (c *conn) stall(s *probe) status.Stall {
	switch {
	case s.stall == peerShut:
		return status.StallPeer
	case c.flags&(stopped|choked) != 0:
		return status.StallStopped
	case s.stall == oursShut:
		return status.StallOurs
	case s.stall == unacked:
		return status.StallUnacked
	case c.flags&(finished|shut) != 0:
		return status.StallHalfOpen
	}
	return ""
}
