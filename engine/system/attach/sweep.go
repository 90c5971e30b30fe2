package attach

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// SweepTime is the least time between two sweeps that read the options of a socket by copies.
const SweepTime = time.Second

// Sweep is what is known of a socket at a time.
type Sweep struct {
	Socket   Socket
	Readings []Reading // of the options that it has, in the order of the catalogue
	Missing  []string  // why some have no value, as sentences
	At       time.Time // when copies were last made; zero if none were
}

// Sweep reads all options of a socket. Those in sock_diag and fdinfo are read each time; each of the others needs a
// copy, and is read again only when [SweepTime] has passed. The error is a [Gone] if the descriptor belongs to another
// socket by now. If copies are refused, the sweep has the rest, and says so.
func (p *Process) Sweep(s Socket) (Sweep, error) {
	p.lock.Lock()
	defer p.lock.Unlock()
	last := p.swept[s.FD]
	if last.inode == s.Inode && time.Since(last.at) < SweepTime {
		return p.sweep(s, last.readings, last.at)
	}
	w, err := p.sweep(s, nil, time.Time{})
	if err == nil && !w.At.IsZero() {
		p.swept[s.FD] = lastSweep{s.Inode, w.At, w.Readings}
	}
	return w, err
}

// sweep is Sweep, reusing readings by copies that are not to be made again; nil means all are made.
func (p *Process) sweep(s Socket, copied []Reading, at time.Time) (w Sweep, err error) {
	if err := p.still(s); err != nil {
		return Sweep{}, err
	}
	s.flags(p.flags(s.FD))
	if s.Domain == 0 {
		if err := p.kind(&s); err != nil {
			w.Missing = append(w.Missing, err.Error())
		}
	}
	told := p.told(&s)
	w = Sweep{Socket: s, Missing: w.Missing, At: at}
	var holds []*sockets.Hold
	var held []int // the readings they are for
	for _, o := range optionsOf(s) {
		r := Reading{Option: o}
		quiet, ok := o.Quiet()
		value, known := told[quiet]
		before := slices.IndexFunc(copied, func(r Reading) bool { return r.of(o) })
		switch {
		case !o.Readable():
			continue
		case !ok:
			r.Effect = o.ReadEffect
		case known:
			r.Value, r.Source = o.Decode(value), FromDiag
		case copied != nil && before >= 0:
			r = copied[before]
		case copied == nil:
			holds, held = append(holds, p.reads(s, o)), append(held, len(w.Readings))
		}
		w.Readings = append(w.Readings, r)
	}
	if len(holds) > 0 {
		p.make(holds)
		for i, h := range holds {
			switch lost := p.answer(&w.Readings[held[i]], h); {
			case lost == nil:
				w.At = time.Now()
			case errors.As(lost, new(*Gone)):
				err = lost
			default:
				w.miss(lost.Error())
			}
		}
	}
	w.Readings = append(flagReadings(s), slices.DeleteFunc(w.Readings, absent)...)
	return w, err
}

// miss records why something has no value, once.
func (w *Sweep) miss(sentence string) {
	if !slices.Contains(w.Missing, sentence) {
		w.Missing = append(w.Missing, sentence)
	}
}

// optionsOf returns the options that a socket has.
func optionsOf(s Socket) []*sockopts.Option {
	var list []*sockopts.Option
	for _, o := range sockopts.For(s.Domain, s.Type, s.Protocol) {
		list = append(list, o.Of(s.Domain))
	}
	return list
}

// absent reports whether this kernel, or this socket in its present state, lacks the option.
func absent(r Reading) bool { return r.Errno == "ENOPROTOOPT" || r.Errno == "EOPNOTSUPP" }

// reads prepares a hold that reads an option.
func (p *Process) reads(s Socket, o *sockopts.Option) *sockets.Hold {
	h := p.hold(s)
	h.Getsockopt(o.LevelNumber(), o.Number, make([]byte, o.Size()))
	return h
}

// hold returns a hold on a socket without a call.
func (p *Process) hold(s Socket) *sockets.Hold {
	return &sockets.Hold{Process: p.process, FD: s.FD, Inode: s.Inode}
}

// answer stores the result of a hold. The error says why no call was made.
func (p *Process) answer(r *Reading, h *sockets.Hold) error {
	if err := p.failed(h); err != nil {
		return err
	}
	r.Source, r.Held, r.After = FromCopy, h.Held(), h.After
	if h.Errno != 0 {
		r.Errno = sockets.ErrnoName(h.Errno)
		return nil
	}
	r.Value = r.Option.Decode(h.Value())
	return nil
}

// failed says why a hold has made no call.
func (p *Process) failed(h *sockets.Hold) error {
	switch {
	case h.CopyErrno != 0:
		return p.refusedToCopy(h.FD, h.CopyErrno)
	case h.Other:
		return &Gone{p.PID, h.FD, "it has closed it, and has another file there"}
	}
	return nil
}

// kind asks a socket that is not in any table what it was made as, using a copy for each of the three numbers.
func (p *Process) kind(s *Socket) error {
	var numbers [3]int
	for i, option := range []int{unix.SO_DOMAIN, unix.SO_TYPE, unix.SO_PROTOCOL} {
		o, ok := sockopts.ByNumber(unix.SOL_SOCKET, option)
		if !ok {
			return fmt.Errorf("the catalogue lacks option %d", option)
		}
		h := p.reads(*s, o)
		p.make([]*sockets.Hold{h})
		r := Reading{Option: o}
		if err := p.answer(&r, h); err != nil {
			return err
		}
		n, _ := r.Value.Number()
		numbers[i] = int(n)
	}
	s.made(numbers[0], numbers[1], numbers[2])
	return nil
}
