package swarm

import "golang.org/x/sys/unix"

// counts is what a swarm has counted so far.
type counts struct {
	connected   int
	connections uint64
	refused     uint64 // connections that could not be made
	messages    uint64
	early       uint64 // those before all clients were connected
	in, out     uint64
	latency     histogram
	connects    histogram
	errors      failures
	mismatches  uint64
	first       *Mismatch
	ended       uint64
	lost        uint64
	cut         uint64

	reported         int64 // when progress was last reported, in real time
	reportedMessages uint64
}

func (t *counts) failed(call string, errno unix.Errno) { t.errors[failure{call, errno}]++ }

// report returns what has been done so far.
func (s *common) report() Report {
	until := s.now
	if s.stopping {
		until = s.stopped
	}
	elapsed, talked := float64(until)/float64(second), float64(until-s.gathered)/float64(second)
	r := Report{
		Protocol: s.options.Protocol, Address: s.options.Address, Clients: s.options.Clients, Seed: s.options.Seed,
		Connected: s.connected, Connections: s.connections, Messages: s.messages, In: s.in, Out: s.out,
		Latency: s.latency.quantiles(), Connect: s.connects.quantiles(),
		Errors: s.errors.list(), Mismatches: s.mismatches, First: s.first,
		Ended: s.ended, Lost: s.lost, Cut: s.cut, Elapsed: elapsed,
		Verified: s.connections > 0 && s.mismatches == 0 && (s.messages > 0 || s.protocol.tolerant || s.cut > 0),
	}
	if talked > 0 {
		r.PerSecond = float64(s.messages-s.early) / talked
	}
	return r
}

// progress returns a report with the rate since the last one.
func (s *common) progress() Report {
	r := s.report()
	r.PerSecond = 0
	if since := s.ticked - s.reported; since > 0 {
		r.PerSecond = float64(s.messages-s.reportedMessages) / (float64(since) / float64(second))
	}
	s.reported, s.reportedMessages = s.ticked, s.messages
	return r
}
