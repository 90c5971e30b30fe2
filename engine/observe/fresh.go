package observe

import (
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// freshTime is how long the values of a new socket are reused, in seconds. Some of them depend on settings.
const freshTime = 5

// fresh holds the option values of a new socket of some kind.
type fresh struct {
	values map[*sockopts.Option]string
	read   float64 // in seconds of the session
}

// kind determines which values a new socket has.
type kind struct{ domain, typ, protocol int }

func (s *Subject) kind() kind { return kind{s.Domain, s.Type, s.Protocol} }

// SettingWritten discards every value that depends on kernel settings.
func (o *Observer) SettingWritten() {
	o.settings++
	clear(o.fresh)
	clear(o.born)
}

// FreshValue returns the value of an option on a new socket of the same kind; "" if it has not been read yet.
func (o *Observer) FreshValue(s *Subject, option *sockopts.Option) string {
	return o.fresh[s.kind()].values[option]
}

// freshValues returns the option values of a new socket of the same kind, on this kernel with its settings. They are
// read from a socket made for the purpose.
func (o *Observer) freshValues(s *Subject, now float64) map[*sockopts.Option]string {
	if f, ok := o.fresh[s.kind()]; ok && now-f.read < freshTime {
		return f.values
	}
	fd, discard, err := o.newSocket(s.Domain, s.Type|unix.SOCK_CLOEXEC, s.Protocol)
	if err != nil {
		return nil
	}
	defer discard()
	w := newSweep(s.kind(), nil)
	w.read(o.looker, fd, now)
	values := map[*sockopts.Option]string{}
	for _, option := range w.options {
		if !option.entry.Own { // it differs for each new socket
			values[option.entry] = option.text
		}
	}
	o.fresh[s.kind()] = fresh{values, now}
	return values
}
