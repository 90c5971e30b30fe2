package engine

import (
	"slices"

	"netnet-tui/engine/bench"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

func planBind(t *task) ([]stage, error) {
	s, addr, err := t.socketAndAddress()
	if err != nil {
		return nil, err
	}
	return []stage{t.stageBind(s, addr)}, nil
}

func (t *task) stageBind(s *bench.Entry, addr sockets.Addr) stage {
	return func() (action, error) {
		return action{
			call:  func(k sockets.Kernel) step.Result { return t.answer(0, k.Bind(s.FD, addr)) },
			enter: func(r *step.Result) { t.observeHolders(r, addr) },
		}, nil
	}
}

func planListen(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return []stage{t.stageListen(s, t.backlog())}, nil
}

func (t *task) backlog() int {
	if t.step.Count == nil {
		return step.DefaultBacklog
	}
	return *t.step.Count
}

func (t *task) stageListen(s *bench.Entry, backlog int) stage {
	return func() (action, error) {
		return action{
			call: func(k sockets.Kernel) step.Result { return t.answer(0, k.Listen(s.FD, backlog)) },
			enter: func(r *step.Result) {
				if r.Errno == 0 {
					for _, w := range t.engine.observer.Life(&s.Subject).BacklogWarnings(backlog) {
						t.warn(w)
					}
				}
				t.observeHolders(r, s.Ends.Local)
			},
		}, nil
	}
}

// mostInvolved bounds how many sockets are involved in a call that found a port in use.
const mostInvolved = 8

// observeHolders takes the evidence of the sockets that hold the port that a call found in use: listeners, connections,
// and closed ones in TIME-WAIT. If there are many, the oldest suffice to explain it.
func (t *task) observeHolders(r *step.Result, addr sockets.Addr) {
	if r.Errno != unix.EADDRINUSE || !step.IsInet(addr.Family) {
		return
	}
	for _, other := range t.engine.bench.All() {
		if len(t.involved) == mostInvolved {
			return
		}
		if step.IsInet(other.Ends.Local.Family) && other.Ends.Local.IP.Port() == addr.IP.Port() && !slices.Contains(t.involved, other) {
			t.observe(other)
		}
	}
}

func planConnect(t *task) ([]stage, error) {
	s, addr, err := t.socketAndAddress()
	if err != nil {
		return nil, err
	}
	return []stage{t.stageConnect(s, addr, nil)}, t.refuseIfSharedServed(s) // a served socket must keep its address
}

func (t *task) stageConnect(s *bench.Entry, addr sockets.Addr, goOn func(step.Result) bool) stage {
	return func() (action, error) {
		s.Target, _ = addr.Read()
		s.History.Used()
		return action{
			blocks: t.sleeps(s, 0),
			call:   func(k sockets.Kernel) step.Result { return t.answer(0, k.Connect(s.FD, addr)) },
			goOn:   goOn,
		}, nil
	}
}

func planAccept(t *task) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{
		blocks: t.sleeps(s, 0),
		call:   func(k sockets.Kernel) step.Result { return t.answer(t.accept(k, s.FD)) },
		enter: func(r *step.Result) {
			if r.Errno == 0 {
				t.made(int(r.Number), 0, status.Socket{Domain: s.Domain, Type: s.Type, Protocol: s.Protocol, Origin: "accept(" + s.Name + ")", Parent: s.ID})
			}
		},
	}), nil
}

// accept makes the call that the step names: accept4(2) or accept(2), with or without an address.
func (t *task) accept(k sockets.Kernel, fd int) (conn int, err error) {
	switch t.step.Accept {
	case step.AcceptAddr:
		conn, _, err = k.Accept4From(fd, t.step.Flags, t.length()...)
	case step.AcceptPlain:
		conn, err = k.Accept(fd)
	case step.AcceptPlainAddr:
		conn, _, err = k.AcceptFrom(fd, t.length()...)
	default:
		conn, err = k.Accept4(fd, t.step.Flags)
	}
	return conn, err
}

func planGetsockname(t *task) ([]stage, error) {
	return t.planName(sockets.Kernel.Getsockname)
}

func planGetpeername(t *task) ([]stage, error) {
	return t.planName(sockets.Kernel.Getpeername)
}

func (t *task) planName(name func(k sockets.Kernel, fd int, told ...int) (sockets.Addr, error)) ([]stage, error) {
	s, err := t.socket(t.step.Socket)
	if err != nil {
		return nil, err
	}
	return one(action{call: func(k sockets.Kernel) step.Result {
		addr, err := name(k, s.FD, t.length()...)
		return step.Result{Answer: step.AnswerAddress, Addr: addr, Errno: sockets.Errno(err)}
	}}), nil
}

// domainOf returns the domain of the socket that a shorthand makes: that of its address.
func domainOf(a sockets.Addr) int {
	if a.IsZero() {
		return unix.AF_INET
	}
	return a.Family
}

func planServer(t *task) ([]stage, error) {
	addr, err := t.address(t.step.Address, unix.AF_INET)
	if err != nil {
		return nil, err
	}
	reuse, _ := sockopts.Find("SO_REUSEADDR")
	on, err := reuse.Parse("on")
	if err != nil {
		return nil, err
	}
	return []stage{
		t.stageSocket(domainOf(addr), unix.SOCK_STREAM, 0, 0),
		func() (action, error) {
			return t.stageSet(t.newest(), step.OptionOf(reuse), on)()
		},
		func() (action, error) { return t.stageBind(t.newest(), addr)() },
		func() (action, error) { return t.stageListen(t.newest(), t.backlog())() },
	}, t.engine.door.Have(addr) // check before the first call
}

func planClient(t *task) ([]stage, error) {
	addr, err := t.address(t.step.Address, unix.AF_INET)
	if err != nil {
		return nil, err
	}
	pending, _ := sockopts.Find("SO_ERROR")
	begun := func(r step.Result) bool { return r.Errno == unix.EINPROGRESS }
	return []stage{
		t.stageSocket(domainOf(addr), unix.SOCK_STREAM, 0, unix.SOCK_NONBLOCK),
		func() (action, error) { return t.stageConnect(t.newest(), addr, begun)() },
		func() (action, error) {
			a, err := t.stagePoll([]watch{{t.newest(), unix.POLLOUT}}, step.ClientWait)()
			a.enter = func(r *step.Result) {
				if r.Errno == 0 && r.Number == 0 { // no answer yet: the attempt is still in progress
					r.Errno = unix.EINPROGRESS
				}
			}
			return a, err
		},
		func() (action, error) {
			a, err := t.stageGet(t.newest(), step.OptionOf(pending))()
			a.enter = func(r *step.Result) {
				if n, ok := r.Value.Number(); ok && r.Errno == 0 { // the result of client is that of the attempt
					*r = step.Result{Answer: step.AnswerZero, Errno: unix.Errno(n)}
				}
			}
			return a, err
		},
	}, t.engine.door.Client(unix.SOCK_STREAM, addr) // check before the first call
}

// newest returns the socket that this step made last.
func (t *task) newest() *bench.Entry { return t.involved[len(t.involved)-1] }
