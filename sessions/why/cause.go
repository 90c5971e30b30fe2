package why

import (
	"strings"
	"sync"

	"netnet-tui/engine"
)

// Cause is a reason for a call to fail with an errno, and what can be done about it.
type Cause struct {
	Call   engine.Syscall // "" is any call
	Errno  string
	When   string // what distinguishes it from other causes of the errno; "" is the usual one
	Why    string
	Remedy string
}

// entry is a row in the tables of causes; see [fill] for the words in braces.
type entry struct {
	call        engine.Syscall
	errno       string
	when        condition
	why, remedy string
}

// entries returns all causes. For a call and an errno, the first whose condition holds applies; the last has no
// condition. Causes that apply to any call come at the end.
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

// Causes returns all causes, in the order of a connection's life.
func Causes() []Cause {
	all := entries()
	causes := make([]Cause, len(all))
	for i, e := range all {
		causes[i] = e.cause()
	}
	return causes
}

// CausesAbout returns the causes that concern only the given option.
func CausesAbout(option string) []Cause {
	var causes []Cause
	for _, e := range entries() {
		if e.when == about(option) {
			causes = append(causes, e.cause())
		}
	}
	return causes
}

// Errno returns what an errno usually means when call returns it. The result is false if nothing particular is
// known.
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

// several reports whether the call has other causes for the same errno.
func several(one entry) bool {
	n := 0
	for _, e := range entries() {
		if e.call == one.call && e.errno == one.errno {
			n++
		}
	}
	return n > 1
}

// find looks up an errno under call, then under the call that [sameAs] returns, then under any call.
func find(call engine.Syscall, errno string, holds func(condition) bool) (entry, bool) {
	call = callName(call)
	return findUnder([]engine.Syscall{call, sameAs(call), ""}, errnoName(errno), holds)
}

// findUnder looks up an errno under each of the calls in turn.
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

// callName returns the canonical name of a call that libc, a script or another architecture names differently.
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

// plainer returns the plain counterpart of a call that takes a vector or a message: what is said about the
// counterpart holds for the call too.
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

// SameCall reports whether two names, from a trace, libc or a script, denote the same call.
func SameCall(a, b engine.Syscall) bool { return callName(a) == callName(b) }

// sameAs returns the call whose causes a similar call shares: sendto for those that write or send, recvfrom for
// those that read or receive. write and read are the same without flags.
func sameAs(call engine.Syscall) engine.Syscall {
	switch call {
	case "write", "writev", "sendmsg", "sendmmsg":
		return "sendto"
	case "read", "readv", "recvmsg", "recvmmsg":
		return "recvfrom"
	}
	return call
}

// errnoName returns the canonical name of an errno that has two.
func errnoName(errno string) string {
	switch strings.ToUpper(errno) {
	case "EWOULDBLOCK":
		return "EAGAIN"
	case "ENOTSUP":
		return "EOPNOTSUPP"
	}
	return errno
}
