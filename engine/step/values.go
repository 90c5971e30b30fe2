package step

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Constants is a family of constants of a kernel header. Whoever reads or shows steps
// takes the plain values of the layer below from here.
type Constants = sockets.Names

// The families of constants.
var (
	Domains      = sockets.Domains
	Types        = sockets.Types
	SocketFlags  = sockets.SocketFlags
	MessageFlags = sockets.MessageFlags
	Hows         = sockets.Hows
	PollEvents   = sockets.PollEvents
	EpollEvents  = sockets.EpollEvents
	EpollOps     = sockets.EpollOps
)

// ProtocolsOf returns the protocols that a family has.
func ProtocolsOf(domain int) *Constants { return sockets.ProtocolsOf(domain) }

// ParseProtocol reads a protocol of a family, or as C takes it one of any other.
func ParseProtocol(domain int, text string) (int, error) { return sockets.ParseProtocol(domain, text) }

// The constants that the language itself knows.
const (
	EpollIn  = unix.EPOLLIN
	EpollDel = unix.EPOLL_CTL_DEL
	Nonblock = unix.SOCK_NONBLOCK
)

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

// answerOf is the kind of answer a step gives; that of fcntl, ioctl and sysctl depends on what it does.
func answerOf(s Step) Answer {
	verb, ok := FindVerb(s.Verb)
	switch {
	case !ok:
		return AnswerNothing
	case verb.takes(RoleControl) || verb.takes(RoleRequest):
		answer, _ := s.requestAnswer()
		return answer
	case verb.Answer == AnswerSetting && s.Value != nil:
		return AnswerNothing
	}
	return verb.Answer
}
