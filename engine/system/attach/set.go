package attach

import (
	"slices"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Plan is what setting an option of another program's socket would do, for a person to confirm.
type Plan struct {
	Socket  Socket
	Option  *sockopts.Option
	Old     Reading        // its present value
	Asked   sockopts.Value // the value to be set
	Sharers []status.Owner // the processes that share the socket, all of which are affected
	Missing system.Missing // why more may share it; empty if all are known
	Hazard  string         // how it can break the program, which needs a second confirmation; "" if no way is known
	Warns   []string       // what the kernel accepts silently: the option has no effect, or another value is kept
}

// Get reads one option of a socket, even if that changes something: see [ReadHazard]. The error is a [Refused], a
// [Gone], or says why the option can't be used for this.
func (p *Process) Get(s Socket, o *sockopts.Option) (Reading, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if err := reachable(o, false); err != nil {
		return Reading{}, err
	}
	return p.get(s, o)
}

func (p *Process) get(s Socket, o *sockopts.Option) (Reading, error) {
	s.flags(p.flags(s.FD))
	for _, f := range flagNames {
		if f.name == o.Name && o.Call == sockopts.Fcntl {
			return flagReading(s, o, f.flag), p.still(s)
		}
	}
	if q, ok := o.Quiet(); ok {
		if value, ok := p.told(&s)[q]; ok {
			return Reading{Option: o, Value: o.Decode(value), Source: FromDiag}, p.still(s)
		}
	}
	r := Reading{Option: o}
	h := p.reads(s, o)
	p.make([]*sockets.Hold{h})
	return r, p.answer(&r, h)
}

// still returns an error unless the descriptor still belongs to the socket.
func (p *Process) still(s Socket) error {
	if inode, _, err := p.inode(s.FD); err != nil || inode != s.Inode {
		return &Gone{p.PID, s.FD, "it has closed it, or has another file there"}
	}
	return nil
}

// Plan prepares to set an option, and changes nothing.
func (p *Process) Plan(s Socket, o *sockopts.Option, value sockopts.Value) (Plan, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	if err := reachable(o, true); err != nil {
		return Plan{}, err
	}
	plan := Plan{Socket: s, Option: o, Asked: value, Hazard: SetHazard(o), Old: Reading{Option: o}}
	if o.Readable() && o.ReadEffect == "" {
		old, err := p.get(s, o)
		if err != nil {
			return Plan{}, err
		}
		plan.Old = old
	} else if err := p.still(s); err != nil {
		return Plan{}, err
	}
	plan.Sharers, plan.Missing = sharers(s)
	for _, w := range o.Warnings(life(s), value) {
		plan.Warns = append(plan.Warns, w.Text)
	}
	return plan, nil
}

// sharers returns the processes that have a socket, and why there may be more.
func sharers(s Socket) ([]status.Owner, system.Missing) {
	owners := system.NewOwners()
	owners.Refresh(time.Now())
	return owners.Of(uint32(s.Inode)), owners.Missing(system.NewUsers())
}

// life returns the stage that a socket has reached in its life, as far as that is known without a copy.
func life(s Socket) sockopts.Life {
	return sockopts.Life{
		Domain: s.Domain, Type: s.Type, Protocol: s.Protocol,
		Bound: s.Bound(), Listening: s.State == status.StateListen, Connected: s.Peer != "",
		Connecting: s.State == status.StateSynSent, Nonblock: s.Nonblock,
	}
}

// Back returns the value that sets the option back to what it was; ok is false if there is none.
func (plan Plan) Back() (value string, ok bool) {
	if !plan.Old.Known() {
		return "", false
	}
	return plan.Option.Writing(plan.Old.Value.String())
}

// Change is the result of setting an option.
type Change struct {
	Plan
	Errno string        // of the call; "" if the kernel accepted the value
	Held  time.Duration // how long the copy was held
	After sockets.After // what happened to the descriptor meanwhile
	Now   Reading       // the value afterwards: the kernel may have changed it
}

// LetGo says that the other program closed its socket meanwhile; "" if it did not, or if that is not known.
func (c Change) LetGo() string { return Reading{Option: c.Option, After: c.After}.LetGo() }

// Set does what was planned, using one copy. The error is a [Refused], or a [Gone] if the descriptor belongs to another
// socket by now: then nothing was set.
func (p *Process) Set(plan Plan) (Change, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	c := Change{Plan: plan, Now: Reading{Option: plan.Option}}
	h := p.hold(plan.Socket)
	p.writes(h, plan)
	p.make([]*sockets.Hold{h})
	if err := p.failed(h); err != nil {
		return Change{}, err
	}
	c.Held, c.After = h.Held(), h.After
	if h.Errno != 0 {
		c.Errno = sockets.ErrnoName(h.Errno)
	}
	if plan.Option.Readable() && plan.Option.ReadEffect == "" {
		now, err := p.get(plan.Socket, plan.Option)
		if err == nil {
			c.Now = now
			p.remember(plan.Socket, now)
		}
	}
	return c, nil
}

// writes prepares a hold that sets an option.
func (p *Process) writes(h *sockets.Hold, plan Plan) {
	for _, f := range flagNames {
		if f.name != plan.Option.Name || plan.Option.Call != sockopts.Fcntl {
			continue
		}
		flags := p.flags(plan.Socket.FD) &^ f.flag
		if on, _ := plan.Asked.Number(); on != 0 {
			flags |= f.flag
		}
		h.Fcntl(unix.F_SETFL, flags)
		return
	}
	h.Setsockopt(plan.Option.LevelNumber(), plan.Option.Number, plan.Asked.Bytes())
}

// remember puts a reading into the last sweep, which is not repeated before its time.
func (p *Process) remember(s Socket, now Reading) {
	last, ok := p.swept[s.FD]
	if !ok || last.inode != s.Inode {
		return
	}
	last.readings = slices.Clone(last.readings) // the caller that has the sweep keeps it unchanged
	for i, r := range last.readings {
		if r.of(now.Option) {
			last.readings[i] = now
		}
	}
	p.swept[s.FD] = last
}
