package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// watch is a socket and the events to watch for.
type watch struct {
	*bench.Entry
	events int
}

func (t *task) watches() ([]watch, error) {
	var watches []watch
	for _, interest := range t.step.Interests {
		s, err := t.socket(interest.Socket)
		if err != nil {
			return nil, err
		}
		watches = append(watches, watch{s, interest.Events})
	}
	return watches, nil
}

// timeout returns how long the step waits; without a timeout, it only polls.
func (t *task) timeout() time.Duration {
	if t.step.Timeout == nil {
		return 0
	}
	return *t.step.Timeout
}

func planPoll(t *task) ([]stage, error) {
	watches, err := t.watches()
	return []stage{t.stagePoll(watches, t.timeout())}, err
}

func (t *task) stagePoll(watches []watch, timeout time.Duration) stage {
	return func() (action, error) {
		fds := make([]unix.PollFd, len(watches))
		for i, w := range watches {
			fds[i] = unix.PollFd{Fd: int32(w.FD), Events: int16(w.events)}
		}
		return action{
			blocks: timeout != 0,
			call: func(k sockets.Kernel) step.Result {
				n, err := k.Poll(fds, timeout)
				r := step.Result{Answer: step.AnswerReady, Number: int64(n), Errno: sockets.Errno(err)}
				for i, fd := range fds {
					if fd.Revents != 0 {
						r.Ready = append(r.Ready, step.Ready{Socket: t.local(watches[i].Entry), Events: int(uint16(fd.Revents))})
					}
				}
				return r
			},
		}, nil
	}
}

func planSelect(t *task) ([]stage, error) {
	watches, err := t.watches()
	if err != nil {
		return nil, err
	}
	for _, w := range watches {
		if number(w.FD) >= unix.FD_SETSIZE {
			return nil, fmt.Errorf("select can't watch %s: its sets end at descriptor %d, and this one is %d", w.Name, unix.FD_SETSIZE-1, number(w.FD))
		}
	}
	timeout := t.timeout()
	return one(action{
		blocks: timeout != 0,
		call: func(k sockets.Kernel) step.Result {
			sets := &sockets.FdSets{}
			for _, w := range watches {
				sets.N = max(sets.N, number(w.FD)+1)
				mark(sets, w)
			}
			n, err := k.Select(sets, timeout)
			r := step.Result{Answer: step.AnswerReady, Number: int64(n), Errno: sockets.Errno(err)}
			for _, w := range watches {
				if events := sets.Events(number(w.FD)); events != 0 && r.Errno == 0 {
					r.Ready = append(r.Ready, step.Ready{Socket: t.local(w.Entry), Events: events})
				}
			}
			return r
		},
	}), nil
}

// mark sets a socket's events in the three sets of select.
func mark(sets *sockets.FdSets, w watch) {
	if w.events&(unix.POLLIN|unix.POLLRDHUP) != 0 {
		sets.Read.Set(number(w.FD))
	}
	if w.events&unix.POLLOUT != 0 {
		sets.Write.Set(number(w.FD))
	}
	if w.events&unix.POLLPRI != 0 {
		sets.Except.Set(number(w.FD))
	}
}

func planEpoll(t *task) ([]stage, error) {
	return []stage{t.stageMake(status.KindEpoll, func(k sockets.Kernel) (int, error) { return k.EpollCreate1(t.step.Flags) })}, nil
}

func planEpollCtl(t *task) ([]stage, error) {
	e, s, err := t.socketAndOther()
	if err != nil {
		return nil, err
	}
	return one(action{
		call: func(k sockets.Kernel) step.Result {
			return t.answer(0, k.EpollCtl(e.FD, t.step.Op, s.FD, uint32(t.step.Flags)))
		},
		enter: func(r *step.Result) {
			if r.Errno == 0 && e.Interests != nil {
				t.listed(e, s)
			}
		},
	}), nil
}

// listed records what the step has done to the interest list of an epoll.
func (t *task) listed(e, s *bench.Entry) {
	change := status.InterestChange{Epoll: e.ID, Socket: s.ID}
	adds := t.step.Op == unix.EPOLL_CTL_ADD
	key := s.Listed(number(s.FD))
	old, known := e.Interests[key]
	if known && !adds {
		change.Before = &old.Events
	}
	if t.step.Op == unix.EPOLL_CTL_DEL {
		delete(e.Interests, key)
	} else {
		asked := t.step.Flags
		change.After = &asked
		e.Interests[key] = bench.Watched{Entry: s, Events: asked}
		_ = t.engine.observer.Inode(&s.Subject) // identifies it in the interest list after it is closed
	}
	if known || adds {
		t.watched = append(t.watched, change)
	}
}

// reportable returns the sockets that an epoll may report, by descriptor number, which is all that an event says. A
// descriptor can be reported after it was closed, while a duplicate of it lives: within one process, the last that had
// the number is meant. Descriptors of different processes with the same number can't be distinguished.
func reportable(e *bench.Entry) map[int][]*bench.Entry {
	last := map[int]*bench.Entry{} // by the engine's number
	for _, s := range e.Interests {
		if before := last[s.FD]; before == nil || before.ID < s.ID {
			last[s.FD] = s.Entry
		}
	}
	by := map[int][]*bench.Entry{}
	for _, s := range last {
		by[number(s.FD)] = append(by[number(s.FD)], s)
	}
	for fd, list := range by {
		open := slices.DeleteFunc(slices.Clone(list), func(s *bench.Entry) bool { return !s.Open })
		if len(open) > 0 {
			list = open
		}
		slices.SortFunc(list, func(a, b *bench.Entry) int { return cmp.Compare(a.ID, b.ID) })
		by[fd] = list
	}
	return by
}

// mostEvents bounds how many events epoll_wait may return.
const mostEvents = 1 << 16

func planEpollWait(t *task) ([]stage, error) {
	e, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	most := step.DefaultMaxEvents
	if t.step.Count != nil {
		most = *t.step.Count
	}
	if most > mostEvents {
		return nil, fmt.Errorf("epoll_wait takes at most %d events here", mostEvents)
	}
	names := map[int]string{}
	for fd, list := range reportable(e) {
		named, local := make([]string, len(list)), make([]string, len(list))
		for i, s := range list {
			named[i], local[i] = s.Name, t.local(s)
		}
		t.fds[t.numberOf(fd)], names[fd] = strings.Join(named, " or "), strings.Join(local, " or ")
	}
	timeout := t.timeout()
	return one(action{
		blocks: timeout != 0,
		call: func(k sockets.Kernel) step.Result {
			events := make([]unix.EpollEvent, max(most, 0))
			n, err := k.EpollWait(e.FD, events, timeout)
			r := step.Result{Answer: step.AnswerReady, Number: int64(n), Errno: sockets.Errno(err)}
			for _, event := range events[:max(n, 0)] {
				name, ok := names[int(event.Fd)]
				if !ok {
					name = fmt.Sprint(event.Fd)
				}
				r.Ready = append(r.Ready, step.Ready{Socket: name, Events: int(event.Events)})
			}
			return r
		},
	}), nil
}
