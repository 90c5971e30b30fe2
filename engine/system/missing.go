package system

import (
	"errors"
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Missing is what can't be seen, and why: a sentence each, each once.
type Missing []string

// Add notes a sentence.
func (m *Missing) Add(sentence string) {
	if !slices.Contains(*m, sentence) {
		*m = append(*m, sentence)
	}
}

// failed notes that a table could not be read. A family that the kernel does not have is not missed.
func (m *Missing) failed(what string, err error) {
	switch {
	case err == nil, errors.Is(err, unix.ENOENT), errors.Is(err, unix.EPROTONOSUPPORT), errors.Is(err, unix.EAFNOSUPPORT):
	case errors.Is(err, sockets.ErrChanged):
		m.Add("some " + what + " may be missing: " + err.Error())
	default:
		m.Add(what + " could not be read: " + sockets.ErrnoName(sockets.Errno(err)))
	}
}

// refused reports whether this process may not look, as opposed to that there is nothing any more.
func refused(err error) bool { return errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) }
