package part

import "netnet-tui/sockopts"

// Manual is the page on which options, errnos and calls are looked up.
type Manual interface {
	// Name is the name of the page.
	Name() string
	// OpenOption shows an option, and reports whether it was found.
	OpenOption(o *sockopts.Option) bool
	// OpenErrno shows an errno as an answer to a call, and reports whether it was found.
	OpenErrno(name, call string) bool
	// OpenName shows the option, errno, state, idea or call with the given name, and reports whether it was
	// found.
	OpenName(name string) bool
}
