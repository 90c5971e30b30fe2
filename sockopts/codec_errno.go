package sockopts

import (
	"strings"

	"golang.org/x/sys/unix"
)

// lastErrno is where a search for a name ends; the last one of Linux is 133 (asm-generic/errno.h), and some machines
// have a few more.
const lastErrno = 1200

// errno is a C int that is an errno, or 0 for none.
type errno struct{}

func (c errno) Parse(text string) ([]byte, error) {
	switch text { // other names, which unix.ErrnoName does not return
	case "EWOULDBLOCK":
		text = "EAGAIN"
	case "ENOTSUP":
		text = "EOPNOTSUPP"
	case "EDEADLOCK":
		text = "EDEADLK"
	}
	if strings.HasPrefix(text, "E") {
		for number := range unix.Errno(lastErrno) {
			if errnoText(number) == text {
				return word(uint32(number)), nil
			}
		}
	}
	value, why := parse32(text, "")
	if why != "" {
		return nil, reject(text, "is not an errno", c.Hint())
	}
	return word(value), nil
}

func (c errno) Format(raw []byte) string {
	value, ok := asWord(raw)
	if !ok {
		return hexText(raw)
	}
	if value < lastErrno {
		if text := errnoText(unix.Errno(value)); text != "" {
			return text
		}
	}
	return integer{}.Format(raw)
}

// errnoText is unix.ErrnoName, except that if Linux has two names for a number it returns the one that sockets use.
func errnoText(number unix.Errno) string {
	switch number {
	case unix.EOPNOTSUPP:
		return "EOPNOTSUPP"
	case unix.EAGAIN:
		return "EAGAIN"
	default:
		return unix.ErrnoName(number)
	}
}

func (c errno) Hint() string { return "an errno's name such as ECONNREFUSED, or 0" }

func (c errno) number(raw []byte) (int64, bool) { return integer{}.number(raw) }
