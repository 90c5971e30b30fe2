package step

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// The plain values of the layer below that a script names. Whoever reads or shows
// steps takes them from here.
type (
	// Constants is a family of constants of a kernel header.
	Constants = sockets.Names
	// UnknownConstant says that a word is none of a family's.
	UnknownConstant = sockets.UnknownName
)

// The families of constants, and two single ones.
var (
	Domains      = sockets.Domains
	Types        = sockets.Types
	Protocols    = sockets.Protocols
	SocketFlags  = sockets.SocketFlags
	MessageFlags = sockets.MessageFlags
	Hows         = sockets.Hows
	PollEvents   = sockets.PollEvents
	EpollEvents  = sockets.EpollEvents
	EpollOps     = sockets.EpollOps
)

// Of the constants, those that the language itself knows.
const (
	EpollIn  = unix.EPOLLIN
	EpollDel = unix.EPOLL_CTL_DEL
	Nonblock = unix.SOCK_NONBLOCK
)

// RequestNames are the requests of ioctl.
func RequestNames() []string {
	var names []string
	for _, name := range sockets.Requests.List {
		names = append(names, name.Text)
	}
	return names
}

// KnownErrno reports whether there is an errno of that name.
func KnownErrno(name string) bool {
	_, ok := sockets.ErrnoByName(name)
	return ok
}

// ErrnoNumber is an errno's number and sentence.
func ErrnoNumber(name string) (number int, text string) {
	errno, ok := sockets.ErrnoByName(name)
	if !ok {
		return 0, ""
	}
	return int(errno), sockets.ErrnoText(errno)
}

// ErrnoNames are the names of all errnos.
func ErrnoNames() []string { return sockets.ErrnoNames() }

// AnswerOf is the kind of answer a step gives; that of fcntl depends on what it does.
func AnswerOf(s Step) Answer {
	verb, ok := FindVerb(s.Verb)
	switch {
	case !ok:
		return AnswerNothing
	case s.On != nil:
		return AnswerZero
	}
	return verb.Answer
}
