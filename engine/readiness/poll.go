package readiness

import (
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// poll is poll(2): the kernel gets the whole list with every wait, and checks every entry of it.
type poll struct {
	calls  sockets.Calls
	round  round[unix.PollFd]
	events []Event
}

func newPoll(calls sockets.Calls) (Readiness, error) { return &poll{calls: calls}, nil }

func (p *poll) Name() string { return Poll }
func (p *poll) Close()       {}

// Watch adds a descriptor to the list, or changes its entry.
func (p *poll) Watch(fd int, in, out bool) unix.Errno {
	events := Bits(0)
	if in {
		events |= In | RDHup
	}
	if out {
		events |= Out
	}
	p.round.put(fd, unix.PollFd{Fd: int32(fd), Events: int16(events)})
	return 0
}

// Forget removes a descriptor from the list.
func (p *poll) Forget(fd int, _ bool) { p.round.drop(fd) }

// Wait makes the call and scans the list until all ready descriptors are found.
func (p *poll) Wait(timeout time.Duration) ([]Event, unix.Errno) {
	list := p.round.list // it may become shorter while the call waits at the gate
	n, errno := p.calls.Poll(list, timeout)
	p.events = p.events[:0]
	for i := 0; n > 0 && i < len(list); i++ {
		bits, fd := list[i].Revents, int(list[i].Fd)
		if bits == 0 {
			continue
		}
		n--
		if p.round.has(fd) {
			p.events = append(p.events, Event{FD: fd, Bits: Bits(bits)})
		}
	}
	return p.events, errno
}
