package swarm

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"netnet-tui/engine/door"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Run runs a swarm, and calls progress when all clients are connected and then once a second. It returns the final
// report when the time is over, when ctx is done, or when no client could connect. The error says why it could not
// begin.
func Run(ctx context.Context, o Options, progress func(Report)) (Report, error) {
	if err := o.Check(); err != nil {
		return Report{}, err
	}
	address, datagrams, err := o.server()
	if err == nil {
		address, err = address.Resolve()
	}
	if err != nil {
		return Report{}, err
	}
	if err := door.New(door.Rules{Typed: true, AllowNet: o.AllowNet, AllowUnix: true}, nil).Reach(address); err != nil {
		return Report{}, &Unavailable{err.Error()}
	}
	if err := raiseLimit(o.Clients); err != nil {
		return Report{}, err
	}
	epoll, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return Report{}, os.NewSyscallError("epoll_create1", err)
	}
	defer func() { _ = unix.Close(epoll) }()
	if o.Seed == 0 {
		o.Seed = uint64(time.Now().UnixNano())
	}
	c := newCommon(o, address, epoll)
	if datagrams {
		return newSenders(c).run(ctx, progress), nil
	}
	return newSwarm(c).run(ctx, progress), nil
}

// run runs a swarm until it ends.
func (s *swarm) run(ctx context.Context, progress func(Report)) Report {
	s.loop(ctx, progress)
	s.closeAll()
	return s.report()
}

func newSwarm(shared common) *swarm {
	o := shared.options
	s := &swarm{
		common: shared, speech: shared.protocol.new(o),
		random:  rand.New(rand.NewPCG(o.Seed, 0)),
		clients: make([]client, o.Clients),
	}
	s.gathers = o.Rate == 0 && !s.brief() && s.protocol.kind != listens
	stamps := make([]int64, o.Clients*o.Pipeline)
	for i := range s.clients {
		c := &s.clients[i]
		c.number = i
		c.stamps = stamps[i*o.Pipeline : (i+1)*o.Pipeline]
		switch {
		case i < o.Idle:
			c.role = idle
		case i < o.Idle+o.Slow:
			c.role = slow
		}
		s.waiting = append(s.waiting, c)
	}
	return s
}

// reserve is how many descriptors the process needs besides those of its clients.
const reserve = 16

// raiseLimit raises RLIMIT_NOFILE to allow one descriptor per client.
func raiseLimit(clients int) error {
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
		return os.NewSyscallError("getrlimit", err)
	}
	need := uint64(clients + reserve)
	if limit.Max < need {
		return &Unavailable{fmt.Sprintf("%d clients need %d descriptors, and this process may have %d: ask for fewer clients, or raise the hard limit (ulimit -Hn)",
			clients, need, limit.Max)}
	}
	if limit.Cur >= need {
		return nil
	}
	return sockets.Linux{}.SetNofile(limit.Max)
}
