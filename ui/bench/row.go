package bench

import (
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// optionRow is one row of the list: the title of a group, a flag of the descriptor,
// an option, or what an epoll watches.
type optionRow struct {
	title    string // of a group, with how many rows it has
	count    int
	flag     string // O_NONBLOCK, FD_CLOEXEC
	on       bool   // of a flag
	interest *interestRow
	reading  *status.OptionReading
	option   *sockopts.Option      // what the catalogue says, nil for none
	beside   *status.OptionReading // the same option of the socket it is compared with, nil for none
	other    bool                  // of a flag: what it is there
}

// key is what a row is known by; "" for the title of a group.
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

// value is what the option says now, or why it does not.
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

// otherValue is what it says on the socket it is compared with.
func (r optionRow) otherValue() string {
	switch {
	case r.reading == nil:
		return onOff(r.other)
	case r.beside == nil:
		return "has none"
	}
	return optionRow{reading: r.beside, option: r.option}.value()
}

// differs reports whether two sockets that are compared disagree here.
func (r optionRow) differs() bool {
	if r.reading == nil {
		return r.on != r.other
	}
	return r.beside == nil || r.value() != r.otherValue()
}

// changed reports whether it differs from what a fresh socket has, which has no flag on.
func (r optionRow) changed() bool {
	if r.reading == nil {
		return r.on
	}
	return r.reading.Changed
}

// when is when the option can be set, or why not now.
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

// granted is what a step asked for, and what the kernel made of it.
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

// inherited is whether accept hands the option on, from a listener of a kind.
func (r optionRow) inherited(kind string) string {
	if r.flag != "" {
		return "not inherited" // accept4 sets the flags again (accept(2))
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
