package swarm

import (
	"context"
	"encoding/binary"
	"runtime"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// common is the state shared by swarms over connections and swarms that send datagrams.
type common struct {
	options  Options
	protocol protocol
	address  sockets.Addr
	calls    sockets.Bare
	epoll    int
	buf      []byte // the receive buffer
	events   []unix.EpollEvent

	clock
	complete bool  // all have been connected at the same time
	gathered int64 // when they stopped waiting for each other
	ticked   int64 // when beat was last called, in real time
	rested   int64 // when the last breather ended, in real time
	stopping bool  // no new messages are sent
	stopped  int64
	patience time.Duration // how long to wait for missing answers then

	pace
	counts
}

// buffered is the size of the receive buffer.
const buffered = 128 << 10

func newCommon(o Options, address sockets.Addr, epoll int) common {
	p, _ := find(o.Protocol)
	if o.Rate == 0 && o.Protocol == "chat" {
		o.Rate = chatRate
	}
	return common{
		options: o, protocol: p, address: address, epoll: epoll, pace: pace{rate: o.Rate},
		buf: make([]byte, buffered), events: make([]unix.EpollEvent, wakes),
		clock: clock{start: time.Now()}, counts: counts{errors: failures{}},
	}
}

// ticks reports whether it is time for the work that is not needed in every round.
func (s *common) ticks() bool {
	real := s.real()
	if real-s.ticked < int64(tick) {
		return false
	}
	s.ticked = real
	return true
}

// beat begins the work that is not needed in every round. It reports whether a breather is over.
func (s *common) beat(ctx context.Context) (breathed bool) {
	runtime.Gosched() // bare calls don't let other goroutines run, such as the signal handler's
	s.stand(s.options.Leader.Stands() && ctx.Err() == nil)
	breathed = s.ticked-s.rested >= int64(breather)
	if breathed {
		s.rested = s.ticked
	}
	return breathed
}

// stops reports whether no new messages are sent: the time is over, ctx is done, or there is no hope. Until then it
// reports progress every second, and when all clients are connected.
func (s *common) stops(ctx context.Context, progress func(Report), all, hopeless bool) bool {
	if s.stopping {
		return true
	}
	if s.ticked-s.reported >= int64(second) || all && !s.complete {
		s.complete = all || s.complete
		progress(s.progress())
	}
	if ctx.Err() == nil && s.now < int64(s.options.For) && !hopeless {
		return false
	}
	s.stopping, s.stopped, s.patience = true, s.now, lastAnswers
	if ctx.Err() != nil || s.protocol.tolerant {
		s.patience = second
	}
	return true
}

// impatient reports whether the wait for the last answers is over.
func (s *common) impatient() bool { return s.now-s.stopped >= int64(s.patience) }

// untilBeat returns how long the loop may sleep.
func (s *common) untilBeat() time.Duration {
	pause := max(tick-time.Duration(s.real()-s.ticked), 0)
	if s.rate > 0 && !s.stopping && s.credit < 1 {
		pause = min(pause, time.Duration((1-s.credit)/s.rate*float64(second)))
	}
	return pause
}

func (s *common) set(fd, level, option, value int) unix.Errno {
	var raw [4]byte
	binary.NativeEndian.PutUint32(raw[:], uint32(value))
	return s.calls.Setsockopt(fd, level, option, raw[:])
}
