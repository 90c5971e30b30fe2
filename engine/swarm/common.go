package swarm

import (
	"context"
	"encoding/binary"
	"runtime"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// common is what a swarm has, whether its clients speak over connections or send datagrams.
type common struct {
	options  Options
	protocol protocol
	address  sockets.Addr
	calls    sockets.Bare
	epoll    int
	buf      []byte // into which everything is received
	events   []unix.EpollEvent

	clock
	complete bool  // all have been connected at the same time
	gathered int64 // when they stopped waiting for each other
	ticked   int64 // when beat was called last, in real time
	rested   int64 // when the last breather was over, in real time
	stopping bool  // no new message is sent
	stopped  int64
	patience time.Duration // with the answers that are missing then

	pace
	counts
}

// buffered is how many bytes are received at once.
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

// ticks reports whether it is time for what is not needed in every round.
func (s *common) ticks() bool {
	real := s.real()
	if real-s.ticked < int64(tick) {
		return false
	}
	s.ticked = real
	return true
}

// beat begins what is not needed in every round. It reports whether a breather is over.
func (s *common) beat(ctx context.Context) (breathed bool) {
	runtime.Gosched() // bare calls don't let other goroutines run, such as the one for signals
	s.stand(s.options.Leader.Stands() && ctx.Err() == nil)
	breathed = s.ticked-s.rested >= int64(breather)
	if breathed {
		s.rested = s.ticked
	}
	return breathed
}

// stops reports whether no new message is sent any more: the time is over, ctx has ended, or there
// is no hope. Until then it reports progress every second, and when all clients are there.
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

// impatient reports whether the last answers have been waited for long enough.
func (s *common) impatient() bool { return s.now-s.stopped >= int64(s.patience) }

// untilBeat is how long the loop may sleep.
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
