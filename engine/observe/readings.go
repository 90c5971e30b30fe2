package observe

import (
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

// readings are the options of one socket as they were last handed out. When something differs, a new list is made; a
// list never changes after that.
type readings struct {
	sweep   *sweep
	list    []status.OptionReading
	version uint64 // of the list; never used for another list
	from    standing
	made    float64 // when the list was made, in seconds of the session
}

// settingTime is how long values that depend on kernel settings are reused, in seconds: other processes may write the
// settings too.
const settingTime = 1

// standing is everything that readings depend on, besides the values.
type standing struct {
	bound, listening, connected, connecting, nonblock bool
	done                                              uint64 // by steps, see [OptionHistory]
	settings                                          uint64 // of kernel settings by steps
}

// Readings reads the options of a socket, at a time in seconds of the session. The version changes whenever the list
// does; it is 0 for a descriptor without options.
func (o *Observer) Readings(s *Subject, now float64) (list []status.OptionReading, version uint64) {
	if s.Plain() != "" || !s.Open {
		return nil, 0
	}
	r := &s.readings
	if r.sweep == nil {
		r.sweep = newSweep(s.kind(), nil)
	}
	life := o.Life(s)
	from := standing{life.Bound, life.Listening, life.Connected, life.Connecting, life.Nonblock, s.History.done, o.settings}
	if !r.sweep.read(o.looker, s.FD, now) && from == r.from && now-r.made < settingTime && r.version != 0 {
		return r.list, r.version
	}
	r.from, r.made = from, now
	if list := o.compose(s, life, now); r.version == 0 || !slices.Equal(list, r.list) {
		o.versions++
		r.list, r.version = list, o.versions
	}
	return r.list, r.version
}

// compose collects what is known about each option of a socket.
func (o *Observer) compose(s *Subject, life sockopts.Life, now float64) []status.OptionReading {
	values := o.freshValues(s, now)
	list := make([]status.OptionReading, 0, len(s.readings.sweep.options))
	for i := range s.readings.sweep.options {
		option := &s.readings.sweep.options[i]
		if option.absent() {
			continue
		}
		entry := option.entry
		seen := s.History.seen[entry]
		r := status.OptionReading{
			Name: entry.Name, Level: entry.Level, Value: option.text, Fresh: values[entry], Asked: s.History.asked[entry],
			Unread: option.quiet == nil, Seen: seen.value, SeenAt: seen.at, Runs: entry.Clock, Obstacle: entry.Obstacle(life),
		}
		if option.errno != 0 {
			r.Errno = sockets.ErrnoName(option.errno)
		}
		r.Changed = r.Value != "" && r.Fresh != "" && r.Fresh != r.Value
		list = append(list, r)
	}
	return list
}
