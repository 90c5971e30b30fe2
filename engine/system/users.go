package system

import (
	"strconv"
	"strings"

	"netnet-tui/engine/observe"
)

// Users holds the names of users from /etc/passwd (passwd(5)). Package os/user would link the C library.
type Users struct{ names map[uint32]string }

// mostUsers is how much of /etc/passwd is read.
const mostUsers = 1 << 20

// NewUsers reads the names.
func NewUsers() *Users {
	u := &Users{map[uint32]string{}}
	text, _ := observe.ReadProc("/etc/passwd", mostUsers)
	for line := range strings.Lines(text) {
		fields := strings.SplitN(line, ":", 4)
		if len(fields) < 4 {
			continue
		}
		uid, err := strconv.ParseUint(fields[2], 10, 32)
		if _, twice := u.names[uint32(uid)]; err == nil && !twice {
			u.names[uint32(uid)] = fields[0]
		}
	}
	return u
}

// Name returns the name of a user, or the number if there is no name.
func (u *Users) Name(uid uint32) string {
	if name, ok := u.names[uid]; ok {
		return name
	}
	return strconv.FormatUint(uint64(uid), 10)
}
