package bench

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// optionRow is one row of the list: the title of a group, a flag of the descriptor, an option, or an entry
// of an interest list.
type optionRow struct {
	title    string // the title of a group, of count rows
	count    int
	flag     string // O_NONBLOCK, FD_CLOEXEC
	on       bool   // the value of the flag
	interest *interestRow
	reading  *status.OptionReading
	option   *sockopts.Option      // the catalogue's entry, nil for none
	beside   *status.OptionReading // the same option of the socket compared with, nil for none
	other    bool                  // the value of the flag there
}

// key identifies a row; "" for the title of a group.
func (r optionRow) key() string {
	switch {
	case r.reading != nil:
		return r.reading.Level + " " + r.reading.Name
	case r.interest != nil:
		return r.interest.key()
	}
	return r.flag
}

func (r optionRow) name() string {
	switch {
	case r.reading != nil:
		return r.reading.Name
	case r.interest != nil:
		return r.interest.name()
	}
	return r.flag
}

// value returns the current value, or why there is none.
func (r optionRow) value() string {
	switch {
	case r.interest != nil:
		return r.interest.asks() + " " + r.interest.tells()
	case r.reading == nil:
		return onOff(r.on)
	case r.reading.Errno != "":
		return r.reading.Errno
	case r.option != nil && !r.option.Readable():
		return "can only be set"
	case r.reading.Unread && r.reading.Seen != "":
		return r.reading.Seen
	case r.reading.Unread:
		return "not read"
	}
	return r.reading.Value
}

// otherValue returns the value on the socket compared with.
func (r optionRow) otherValue() string {
	switch {
	case r.reading == nil:
		return onOff(r.other)
	case r.beside == nil:
		return "has none"
	}
	return optionRow{reading: r.beside, option: r.option}.value()
}

// differs reports whether the two sockets being compared differ here.
func (r optionRow) differs() bool {
	if r.reading == nil {
		return r.on != r.other
	}
	return r.beside == nil || r.value() != r.otherValue()
}

// changed reports whether it differs from a fresh socket, which has no flags set.
func (r optionRow) changed() bool {
	if r.reading == nil {
		return r.on
	}
	return r.reading.Changed
}

// when says when the option can be set, or why not now.
func (r optionRow) when() string {
	switch {
	case r.reading == nil:
		return "any time"
	case r.reading.Obstacle != "":
		return r.reading.Obstacle
	case r.option == nil:
		return ""
	case !r.option.Settable():
		return "read only"
	}
	return string(r.option.Phase)
}

// grey reports whether setting the option now makes no sense.
func (r optionRow) grey() bool {
	return r.reading != nil && (r.reading.Obstacle != "" || r.option != nil && !r.option.Settable())
}

// granted returns what a step asked for, and what the kernel made of it.
func (r optionRow) granted() string {
	switch o := r.reading; {
	case o == nil || o.Asked == "":
		return ""
	case o.Value == "" || o.Asked == o.Value:
		return o.Asked
	default:
		return o.Asked + " → " + o.Value
	}
}

// inherited says whether a socket inherits the option in accept, from a listener of a kind.
func (r optionRow) inherited(kind string) string {
	if r.flag != "" {
		return "not inherited" // accept4 sets the flags itself (accept(2))
	}
	if r.option == nil {
		return ""
	}
	domain := engine.AFInet
	if strings.HasPrefix(kind, "unix") {
		domain = engine.AFUnix
	}
	switch r.option.InheritedOn(domain, engine.SockStream, 0) {
	case sockopts.Yes:
		return "inherited"
	case sockopts.No:
		return "not inherited"
	case sockopts.Unknown:
	}
	return ""
}
