package observe

import "netnet-tui/sockopts"

// OptionHistory records what steps have done with the options of a socket, and whether it was used.
type OptionHistory struct {
	used  bool                        // for TCP: it listened, had a connection, or was to have one
	asked map[*sockopts.Option]string // the values that steps have set
	seen  map[*sockopts.Option]seen   // the values that steps have read
	done  uint64                      // how often either happened
}

// seen is a value that a step has read, and when, in seconds of the session.
type seen struct {
	value string
	at    float64
}

func newOptionHistory() *OptionHistory {
	return &OptionHistory{asked: map[*sockopts.Option]string{}, seen: map[*sockopts.Option]seen{}}
}

// Set records that a step has set an option to a value.
func (h *OptionHistory) Set(o *sockopts.Option, value string) {
	h.asked[o] = value
	h.done++
}

// Read records the value of an option that a step has read, and when, in seconds of the session.
func (h *OptionHistory) Read(o *sockopts.Option, value string, at float64) {
	h.seen[o] = seen{value, at}
	h.done++
}

// Used records that a socket listened or had a connection, or was to have one.
func (h *OptionHistory) Used() { h.used = true }

// has reports whether a step has set the option with that level and name.
func (h *OptionHistory) has(level, name string) bool {
	for o := range h.asked {
		if o.Level == level && o.Name == name {
			return true
		}
	}
	return false
}
