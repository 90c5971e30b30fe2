package why

// causesOfEnding returns the causes for shutdown and close.
func causesOfEnding() []entry {
	return []entry{
		{"shutdown", "ENOTCONN", isGone, "The connection of {s} has already ended; there is nothing left to shut down.", "Close {s}."},
		{"shutdown", "ENOTCONN", isOver, "Both sides of {s} have ended (TIME-WAIT); there is nothing left to shut down.", "Close {s}."},
		{"shutdown", "ENOTCONN", isFresh, "{s} was never connected.", "Close {s}, or connect it first."},
		{"shutdown", "ENOTCONN", endsSending, "{s} has no peer. On UDP the shutdown takes effect anyway: from now on send answers EPIPE.",
			"Close {s}, or connect it first."},
		{"shutdown", "ENOTCONN", always, "{s} has no peer. On UDP the shutdown takes effect anyway: a reader wakes with 0 bytes.",
			"Close {s}, or connect it first."},
		{"shutdown", "EINVAL", always, "The direction is not SHUT_RD, SHUT_WR or SHUT_RDWR.", "Use rd, wr or rdwr."},
		{"close", "EBADF", always, "{s} is already closed.", "Close a descriptor once: its number may belong to a newer socket by now."},
		{"close", "EINTR", always, "A signal ended the wait of a lingering close. On Linux the descriptor is gone anyway.", "Do not close again: the number may belong to a newer socket by now."},
	}
}
