package sockets

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"
)

// Errno returns the bare errno inside an error of a [Kernel], or 0 if there is none.
func Errno(err error) unix.Errno {
	var errno unix.Errno
	errors.As(err, &errno)
	return errno
}

// ErrnoName returns an errno's name as in C, or "" for 0.
func ErrnoName(errno unix.Errno) string {
	switch errno {
	case 0:
		return ""
	case unix.EOPNOTSUPP: // the same number as ENOTSUP, which is its name in x/sys
		return "EOPNOTSUPP"
	}
	return unix.ErrnoName(errno)
}

// ErrnoText returns an errno's description as strerror(3) does.
func ErrnoText(errno unix.Errno) string {
	text := errno.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// lastErrno is above every errno of Linux (include/uapi/asm-generic/errno.h ends at 133).
const lastErrno = 200

// ErrnoByName finds an errno by its name as in C.
func ErrnoByName(name string) (unix.Errno, bool) {
	switch name { // other names of EAGAIN and EOPNOTSUPP
	case "EWOULDBLOCK":
		return unix.EAGAIN, true
	case "ENOTSUP":
		return unix.EOPNOTSUPP, true
	}
	for errno := unix.Errno(1); errno < lastErrno; errno++ {
		if name != "" && ErrnoName(errno) == name {
			return errno, true
		}
	}
	return 0, false
}

// ErrnoNames returns the names of all errnos, ordered by number.
func ErrnoNames() []string {
	var names []string
	for errno := unix.Errno(1); errno < lastErrno; errno++ {
		if name := ErrnoName(errno); name != "" {
			names = append(names, name)
		}
	}
	return names
}
