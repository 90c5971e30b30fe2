package part

import "netnet-tui/sockopts"

// Manual is the page on which options, errnos and calls are looked up.
type Manual interface {
	// Name is that of the page.
	Name() string
	// OpenOption shows an option, and reports whether it is there.
	OpenOption(o *sockopts.Option) bool
	// OpenErrno shows an errno, as an answer to a call, and reports whether it is there.
	OpenErrno(name, call string) bool
	// OpenName shows what has a name: an option, an errno, a state, an idea, a call. It reports whether it is there.
	OpenName(name string) bool
}
