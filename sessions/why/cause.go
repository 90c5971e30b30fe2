package why

import (
	"strings"
	"sync"

	"netnet-tui/engine"
)

// Cause is why a call answers an errno, and what can be done about it.
type Cause struct {
	Call   engine.Syscall // "" is any call
	Errno  string
	When   string // what decides between several causes of one errno; "" is the usual one
	Why    string
	Remedy string
}

// entry is a cause as it stands in the tables; see [fill] for the words in braces.
type entry struct {
	call        engine.Syscall
	errno       string
	when        condition
	why, remedy string
}

// entries are all causes. Of one call and errno, the first whose condition holds
// is the one; the last has none. Those of any call come at the end.
var entries = sync.OnceValue(func() []entry {
	var all []entry
	for _, table := range [][]entry{
		causesOfMaking(), causesOfBinding(), causesOfAccepting(), causesOfConnecting(),
		causesOfDescriptors(), causesOfSending(), causesOfReceiving(), causesOfEnding(),
		causesOfOptions(), causesOfRequests(), causesOfWaiting(), causesOfAnyCall(),
	} {
		all = append(all, table...)
	}
	return all
})

// Causes are all causes there are, in the order of a connection's life.
func Causes() []Cause {
	all := entries()
	causes := make([]Cause, len(all))
	for i, e := range all {
		causes[i] = e.cause()
	}
	return causes
}

// CausesAbout are the causes that are about one option only.
func CausesAbout(option string) []Cause {
	var causes []Cause
	for _, e := range entries() {
		if e.when == about(option) {
			causes = append(causes, e.cause())
		}
	}
	return causes
}

// Errno says what an errno usually means when call returns it. It is false
// where nothing particular is known.
func Errno(call engine.Syscall, errno string) (Cause, bool) {
	found, ok := find(call, errno, func(c condition) bool { return c == always })
	if !ok {
		return Cause{}, false
	}
	return found.cause(), true
}

func (e entry) cause() Cause {
	return Cause{Call: e.call, Errno: e.errno, When: string(e.when), Why: fill(e.why, nil), Remedy: fill(e.remedy, nil)}
}

// several reports whether the errno has more causes than this one, of the same call.
func several(one entry) bool {
	n := 0
	for _, e := range entries() {
		if e.call == one.call && e.errno == one.errno {
			n++
		}
	}
	return n > 1
}

// find looks an errno up: under the call, then under the call it is the same as,
// then under any call.
func find(call engine.Syscall, errno string, holds func(condition) bool) (entry, bool) {
	call = callName(call)
	return findUnder([]engine.Syscall{call, sameAs(call), ""}, errnoName(errno), holds)
}

// findUnder looks an errno up under one call after the other.
func findUnder(calls []engine.Syscall, errno string, holds func(condition) bool) (entry, bool) {
	for _, name := range calls {
		for _, e := range entries() {
			if e.call == name && e.errno == errno && holds(e.when) {
				return e, true
			}
		}
	}
	return entry{}, false
}

// callName is the one name of a call that libc, a script or another architecture names differently.
func callName(call engine.Syscall) engine.Syscall {
	switch call {
	case "accept":
		return "accept4"
	case "send":
		return "sendto"
	case "recv":
		return "recvfrom"
	case "pselect6":
		return "select"
	case "ppoll":
		return "poll"
	case "epoll", "epoll_create":
		return "epoll_create1"
	case "epoll_pwait":
		return "epoll_wait"
	case "rlimit", "setrlimit", "prlimit":
		return "prlimit64"
	}
	return call
}

// plainer is the call that one with a vector or a message is like: what is said of that one holds
// for it too.
func plainer(call engine.Syscall) engine.Syscall {
	switch call = callName(call); call {
	case engine.SysSendmsg:
		return engine.SysSendto
	case engine.SysRecvmsg:
		return engine.SysRecvfrom
	case engine.SysWritev:
		return engine.SysWrite
	case engine.SysReadv:
		return engine.SysRead
	}
	return call
}

// SameCall reports whether two names, of a trace, of libc or of a script, are one call's.
func SameCall(a, b engine.Syscall) bool { return callName(a) == callName(b) }

// sameAs is the call that another does without its flags.
func sameAs(call engine.Syscall) engine.Syscall {
	switch call {
	case "write", "writev", "sendmsg", "sendmmsg":
		return "sendto"
	case "read", "readv", "recvmsg", "recvmmsg":
		return "recvfrom"
	}
	return call
}

// errnoName is the first of the two names that some errnos have.
func errnoName(errno string) string {
	switch strings.ToUpper(errno) {
	case "EWOULDBLOCK":
		return "EAGAIN"
	case "ENOTSUP":
		return "EOPNOTSUPP"
	}
	return errno
}
