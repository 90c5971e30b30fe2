package observe

import (
	"math"

	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// Detail is what makes a socket answer as it does, besides its condition: the options that differ
// from a new socket's, those that steps have set, and TCP_INFO. It reads every option that can be
// read without changing anything; of a closed socket it returns what was read last. The time is
// in seconds of the session.
func (o *Observer) Detail(s *Subject, now float64) *status.Detail {
	d := &status.Detail{FD: s.FD, Origin: s.Origin, Parent: s.Parent, Options: map[string]string{}, Set: map[string]string{}}
	for option, value := range s.History.asked {
		d.Set[option.Name] = value
	}
	if s.Epoll() {
		return d
	}
	w := s.swept(o, now)
	born := o.born[s.kind()]
	for i := range w.options {
		option := &w.options[i]
		if entry := option.entry; !entry.Own && !entry.Clock && option.text != "" && born[entry] != "" && option.text != born[entry] {
			d.Options[entry.Name] = option.text
		}
	}
	if s.TCP() && s.Open {
		d.Info = o.numbers(s.FD)
	}
	return d
}

// numbers are the fields of TCP_INFO that are not 0.
func (o *Observer) numbers(fd int) map[string]int64 {
	info, err := o.Info(fd)
	if err != nil {
		return nil
	}
	numbers := map[string]int64{}
	for _, field := range info.Fields() {
		if field.Number != 0 {
			numbers[field.Name] = int64(min(field.Number, math.MaxInt64))
		}
	}
	return numbers
}

// Born reads the options of a socket that was just made, to know later in what others of its kind
// differ from a new one. Making a socket for that would give its descriptor's number to another call.
func (o *Observer) Born(s *Subject, now float64) {
	if o.born[s.kind()] != nil || s.Epoll() {
		return
	}
	values := map[*sockopts.Option]string{}
	for _, option := range s.swept(o, now).options {
		values[option.entry] = option.text
	}
	o.born[s.kind()] = values
}

// swept are the options of a socket as they are now; of a closed one as they were read last.
func (s *Subject) swept(o *Observer, now float64) *sweep {
	r := &s.readings
	if r.sweep == nil {
		r.sweep = newSweep(s.kind())
	}
	if s.Open && r.sweep.read(o.looker, s.FD, now) {
		r.version = 0 // what was handed out is old
	}
	return r.sweep
}
