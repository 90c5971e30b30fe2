package step

import (
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Constants is a family of constants of a kernel header. Packages that read or show steps use this alias and those
// below instead of package sockets.
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

// ProtocolsOf returns the protocols of a family.
func ProtocolsOf(domain int) *Constants { return sockets.ProtocolsOf(domain) }

// ParseProtocol reads a protocol of a family or, as in C, of any other.
func ParseProtocol(domain int, text string) (int, error) { return sockets.ParseProtocol(domain, text) }

// Constants with a meaning in the language.
const (
	EpollIn  = unix.EPOLLIN
	EpollDel = unix.EPOLL_CTL_DEL
	Nonblock = unix.SOCK_NONBLOCK
)

// KnownErrno reports whether name is the name of an errno.
func KnownErrno(name string) bool {
	_, ok := sockets.ErrnoByName(name)
	return ok
}

// ErrnoNumber returns the number and description of an errno.
func ErrnoNumber(name string) (number int, text string) {
	errno, ok := sockets.ErrnoByName(name)
	if !ok {
		return 0, ""
	}
	return int(errno), sockets.ErrnoText(errno)
}

// answerOf returns the kind of answer a step gives; that of fcntl, ioctl and sysctl depends on the arguments.
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
