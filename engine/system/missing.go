package system

import (
	"errors"
	"slices"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Missing is what can't be seen, and why, as sentences without duplicates.
type Missing []string

// Add adds a sentence.
func (m *Missing) Add(sentence string) {
	if !slices.Contains(*m, sentence) {
		*m = append(*m, sentence)
	}
}

// failed records that a table could not be read. A family that the kernel lacks is not missed.
func (m *Missing) failed(what string, err error) {
	switch {
	case err == nil, errors.Is(err, unix.ENOENT), errors.Is(err, unix.EPROTONOSUPPORT), errors.Is(err, unix.EAFNOSUPPORT):
	case errors.Is(err, sockets.ErrChanged):
		m.Add("some " + what + " may be missing: " + err.Error())
	default:
		m.Add(what + " could not be read: " + sockets.ErrnoName(sockets.Errno(err)))
	}
}

// refused reports whether an error means that this process may not look, rather than that there is nothing to see.
func refused(err error) bool { return errors.Is(err, unix.EACCES) || errors.Is(err, unix.EPERM) }
