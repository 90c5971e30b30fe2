package sockopts

import (
	"strings"

	"golang.org/x/sys/unix"
)

// lastErrno is where a search for a name ends; Linux' last one is 133
// (asm-generic/errno.h), some machines have a few more.
const lastErrno = 1200

// errno is a C int that is an errno, or 0 for none.
type errno struct{}

func (c errno) Parse(text string) ([]byte, error) {
	switch text { // second names, which unix.ErrnoName does not print
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

// errnoText is unix.ErrnoName with the name that sockets use where Linux has
// two for one number.
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
