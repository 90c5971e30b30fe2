package readiness

import (
	"math/bits"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// selects is select(2), the oldest way: a set of bits for each kind of event. The sets have room for descriptors below
// [SelectLimit].
type selects struct {
	calls  sockets.Calls
	asked  sockets.FdSets
	sets   sockets.FdSets
	events []Event
}

// SelectLimit is FD_SETSIZE: the lowest descriptor that select(2) can't watch.
const SelectLimit = unix.FD_SETSIZE

func newSelect(calls sockets.Calls) (Readiness, error) { return &selects{calls: calls}, nil }

func (s *selects) Name() string { return Select }
func (s *selects) Close()       {}

// Watch sets or clears the bits of a descriptor. It returns EINVAL for a descriptor without a bit.
func (s *selects) Watch(fd int, in, out bool) unix.Errno {
	if fd >= SelectLimit {
		return unix.EINVAL
	}
	put(&s.asked.Read, fd, in)
	put(&s.asked.Write, fd, out)
	s.asked.N = max(s.asked.N, fd+1)
	return 0
}

func put(set *unix.FdSet, fd int, on bool) {
	if on {
		set.Set(fd)
		return
	}
	set.Clear(fd)
}

// Forget clears the bits.
func (s *selects) Forget(fd int, _ bool) {
	if fd >= SelectLimit {
		return
	}
	s.asked.Read.Clear(fd)
	s.asked.Write.Clear(fd)
	for s.asked.N > 0 && !s.asked.Read.IsSet(s.asked.N-1) && !s.asked.Write.IsSet(s.asked.N-1) {
		s.asked.N--
	}
}

// Wait passes a copy of the sets, which the kernel overwrites with its answer.
func (s *selects) Wait(timeout time.Duration) ([]Event, unix.Errno) {
	s.sets = s.asked
	n, errno := s.calls.Select(&s.sets, timeout)
	s.events = s.events[:0]
	if n <= 0 {
		return s.events, errno
	}
	const width = unix.NFDBITS
	for word := range (s.sets.N + width - 1) / width {
		read, write := uint64(s.sets.Read.Bits[word]), uint64(s.sets.Write.Bits[word])
		for any := read | write; any != 0; any &= any - 1 {
			bit := bits.TrailingZeros64(any)
			e := Event{FD: word*width + bit}
			if read>>bit&1 != 0 {
				e.Bits |= In
			}
			if write>>bit&1 != 0 {
				e.Bits |= Out
			}
			s.events = append(s.events, e)
		}
	}
	return s.events, 0
}
