package sockets

import (
	"errors"
	"strings"

	"golang.org/x/sys/unix"
)

// Errno is the bare errno inside an error of a [Kernel], or 0 if there is none.
func Errno(err error) unix.Errno {
	var errno unix.Errno
	errors.As(err, &errno)
	return errno
}

// ErrnoName is an errno's name as C writes it, "" for 0.
func ErrnoName(errno unix.Errno) string {
	switch errno {
	case 0:
		return ""
	case unix.EOPNOTSUPP: // the same number as ENOTSUP, whose name x/sys has
		return "EOPNOTSUPP"
	}
	return unix.ErrnoName(errno)
}

// ErrnoText is an errno's description as strerror(3) returns it.
func ErrnoText(errno unix.Errno) string {
	text := errno.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// lastErrno is a number beyond every errno Linux has (include/uapi/asm-generic/errno.h ends at 133).
const lastErrno = 200

// ErrnoByName finds an errno by its name as C writes it.
func ErrnoByName(name string) (unix.Errno, bool) {
	switch name { // the second names of EAGAIN and EOPNOTSUPP
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

// ErrnoNames are the names of all errnos, in the order of their numbers.
func ErrnoNames() []string {
	var names []string
	for errno := unix.Errno(1); errno < lastErrno; errno++ {
		if name := ErrnoName(errno); name != "" {
			names = append(names, name)
		}
	}
	return names
}
