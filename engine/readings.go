package engine

import (
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// readings are the options of one socket as they were handed out last. They are
// made anew when something about them differs, and never changed after that.
type readings struct {
	sweep   *sweep
	list    []status.OptionReading
	version uint64 // of the list; never that of another list
	from    standing
	made    float64 // when the list was put together, in seconds of the session
}

// settingTime is how long what the kernel's settings decide is taken to stay so, in
// seconds: others may write them too.
const settingTime = 1

// standing is all that decides what readings say, beside the values.
type standing struct {
	bound, listening, connected, connecting, nonblock bool
	done                                              uint64 // by steps, see [handled]
	settings                                          uint64 // of the kernel, that steps have written
}

// handled is what steps have done with the options of a socket. The duplicates of
// its descriptor share it.
type handled struct {
	asked map[*sockopts.Option]string // what they have set
	seen  map[*sockopts.Option]seen   // what they have read
	done  uint64                      // counts up with each
}

type seen struct {
	value string
	at    float64
}

func newHandled() *handled {
	return &handled{asked: map[*sockopts.Option]string{}, seen: map[*sockopts.Option]seen{}}
}

func (h *handled) set(o *sockopts.Option, value string) {
	h.asked[o] = value
	h.done++
}

func (h *handled) read(o *sockopts.Option, value string, at float64) {
	h.seen[o] = seen{value, at}
	h.done++
}

// readings reads the options of a socket.
func (e *Engine) readings(s *entry) ([]status.OptionReading, uint64) {
	if s.Epoll() || !s.Open {
		return nil, 0
	}
	r := &s.readings
	if r.sweep == nil {
		r.sweep = newSweep(s.Domain, s.Type, s.Protocol)
	}
	life := e.life(s)
	now := e.now()
	from := standing{life.Bound, life.Listening, life.Connected, life.Connecting, life.Nonblock, s.handled.done, e.settings}
	if !r.sweep.read(e.kernel, s.FD, now) && from == r.from && now-r.made < settingTime && r.version != 0 {
		return r.list, r.version
	}
	r.from, r.made = from, now
	if list := e.compose(s, life); r.version == 0 || !slices.Equal(list, r.list) {
		e.versions++
		r.list, r.version = list, e.versions
	}
	return r.list, r.version
}

// compose puts together what is known of each option of a socket.
func (e *Engine) compose(s *entry, life sockopts.Life) []status.OptionReading {
	values := e.freshValues(s)
	list := make([]status.OptionReading, 0, len(s.readings.sweep.options))
	for i := range s.readings.sweep.options {
		o := &s.readings.sweep.options[i]
		if o.absent() {
			continue
		}
		seen := s.handled.seen[o.entry]
		r := status.OptionReading{
			Name: o.entry.Name, Level: o.entry.Level, Value: o.text, Fresh: values[o.entry], Asked: s.handled.asked[o.entry],
			Unread: o.unread, Seen: seen.value, SeenAt: seen.at, Runs: o.entry.Clock, Obstacle: o.entry.Obstacle(life),
		}
		if o.errno != 0 {
			r.Errno = sockets.ErrnoName(o.errno)
		}
		r.Changed = r.Value != "" && r.Fresh != "" && r.Fresh != r.Value
		list = append(list, r)
	}
	return list
}

// freshTime is how long the values of a new socket are taken to stay what they are, in
// seconds: settings decide some of them.
const freshTime = 5

// fresh is the values of a new socket of a kind.
type fresh struct {
	values map[*sockopts.Option]string
	read   float64 // in seconds of the session
}

// freshKind is what decides which values a new socket has.
type freshKind struct{ domain, typ, protocol int }

func freshKindOf(s *entry) freshKind { return freshKind{s.Domain, s.Type, s.Protocol} }

// freshValues are the option values of a new socket of the same kind on this
// kernel with its settings. They are read from a socket made for that.
func (e *Engine) freshValues(s *entry) map[*sockopts.Option]string {
	kind := freshKindOf(s)
	if known, ok := e.fresh[kind]; ok && e.now()-known.read < freshTime {
		return known.values
	}
	fd, err := e.kernel.Socket(s.Domain, s.Type|unix.SOCK_CLOEXEC, s.Protocol)
	if err != nil {
		return nil
	}
	defer func() { _ = e.kernel.Close(fd) }()
	w := newSweep(s.Domain, s.Type, s.Protocol)
	w.read(e.kernel, fd, e.now())
	values := map[*sockopts.Option]string{}
	for _, o := range w.options {
		if !o.entry.Own { // of those, another new socket has another
			values[o.entry] = o.text
		}
	}
	e.fresh[kind] = fresh{values, e.now()}
	return values
}
