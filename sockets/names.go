package sockets

import (
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Name is one constant of a kernel header.
type Name struct {
	Text  string // as in C
	Value int
}

// Names is a family of constants with a common prefix, such as MSG_. Scripts may also use the short form: the name
// without the prefix, in upper or lower case.
type Names struct {
	What   string // for messages: "flag of recv and send"
	Prefix string
	Flags  bool // values are bits and may be joined with |
	Net16  bool // values have 16 bits in network byte order, written htons(NAME)
	List   []Name
}

// Parse parses a constant, a number or, for flags, several of them joined with |.
func (n *Names) Parse(text string) (int, error) {
	if !n.Flags {
		return n.one(text)
	}
	value := 0
	for part := range strings.SplitSeq(text, "|") {
		bit, err := n.one(part)
		if err != nil {
			return 0, err
		}
		value |= bit
	}
	return value, nil
}

func (n *Names) one(text string) (int, error) {
	if n.Net16 {
		if inner, ok := strings.CutPrefix(text, "htons("); ok && strings.HasSuffix(inner, ")") {
			value, err := n.host(strings.TrimSuffix(inner, ")"))
			return int(swapped(value)), err
		}
	}
	return n.host(text)
}

// host parses a constant in host byte order.
func (n *Names) host(text string) (int, error) {
	for _, name := range n.List {
		if text == name.Text || strings.EqualFold(text, strings.TrimPrefix(name.Text, n.Prefix)) {
			return name.Value, nil
		}
	}
	if number, err := strconv.ParseInt(text, 0, 32); err == nil {
		return int(number), nil
	}
	return 0, &UnknownName{Text: text, Names: n}
}

// Format returns value as C writes it; bits and numbers without a name stay numbers.
func (n *Names) Format(value int) string {
	if !n.Flags {
		return n.formatOne(value)
	}
	var parts []string
	for _, name := range n.List {
		if name.Value != 0 && value&name.Value == name.Value {
			parts = append(parts, name.Text)
			value &^= name.Value
		}
	}
	if value != 0 || len(parts) == 0 {
		parts = append(parts, number(value))
	}
	return strings.Join(parts, "|")
}

func (n *Names) formatOne(value int) string {
	switch {
	case !n.Net16:
		return n.named(value, strconv.Itoa)
	case value > 0 && value <= math.MaxUint16:
		return "htons(" + n.named(int(swapped(value)), number) + ")"
	}
	return strconv.Itoa(value)
}

// named returns the constant of a value, or its number.
func (n *Names) named(value int, number func(int) string) string {
	for _, name := range n.List {
		if name.Value == value {
			return name.Text
		}
	}
	return number(value)
}

// swapped returns a 16-bit number in the other byte order, as htons(3) and ntohs(3) do.
func swapped(value int) uint16 {
	return binary.BigEndian.Uint16(binary.NativeEndian.AppendUint16(nil, uint16(value)))
}

func number(value int) string {
	if value == 0 {
		return "0"
	}
	return fmt.Sprintf("%#x", value)
}

// Short returns value in short form: "peek|dontwait".
func (n *Names) Short(value int) string {
	parts := strings.Split(n.Format(value), "|")
	for i, part := range parts {
		if short, ok := strings.CutPrefix(part, n.Prefix); ok {
			parts[i] = strings.ToLower(short)
		}
	}
	return strings.Join(parts, "|")
}

// Spellings returns all words that Parse accepts, for completion and suggestions.
func (n *Names) Spellings() []string {
	words := make([]string, 0, 2*len(n.List))
	for _, name := range n.List {
		if n.Net16 {
			words = append(words, "htons("+name.Text+")")
			continue
		}
		words = append(words, strings.ToLower(strings.TrimPrefix(name.Text, n.Prefix)), name.Text)
	}
	return words
}

// UnknownName is the error for a word that is not one of a family's constants.
type UnknownName struct {
	Text  string
	Names *Names
}

func (u *UnknownName) Error() string {
	return fmt.Sprintf("%q is not a known %s", u.Text, u.Names.What)
}

// The families of constants in scripts, from the Linux headers.
var (
	Types = &Names{What: "socket type", Prefix: "SOCK_", List: []Name{
		{"SOCK_STREAM", unix.SOCK_STREAM}, {"SOCK_DGRAM", unix.SOCK_DGRAM}, {"SOCK_SEQPACKET", unix.SOCK_SEQPACKET},
		{"SOCK_RAW", unix.SOCK_RAW}, {"SOCK_RDM", unix.SOCK_RDM}, {"SOCK_DCCP", unix.SOCK_DCCP}, {"SOCK_PACKET", unix.SOCK_PACKET},
	}}
	SocketFlags = &Names{What: "flag of a new descriptor", Prefix: "SOCK_", Flags: true, List: []Name{
		{"SOCK_NONBLOCK", unix.SOCK_NONBLOCK}, {"SOCK_CLOEXEC", unix.SOCK_CLOEXEC},
	}}
	MessageFlags = &Names{What: "flag of send and recv", Prefix: "MSG_", Flags: true, List: []Name{
		{"MSG_OOB", unix.MSG_OOB}, {"MSG_PEEK", unix.MSG_PEEK}, {"MSG_DONTROUTE", unix.MSG_DONTROUTE},
		{"MSG_CTRUNC", unix.MSG_CTRUNC}, {"MSG_TRUNC", unix.MSG_TRUNC}, {"MSG_DONTWAIT", unix.MSG_DONTWAIT},
		{"MSG_EOR", unix.MSG_EOR}, {"MSG_WAITALL", unix.MSG_WAITALL}, {"MSG_CONFIRM", unix.MSG_CONFIRM},
		{"MSG_ERRQUEUE", unix.MSG_ERRQUEUE}, {"MSG_NOSIGNAL", unix.MSG_NOSIGNAL}, {"MSG_MORE", unix.MSG_MORE},
		{"MSG_ZEROCOPY", unix.MSG_ZEROCOPY}, {"MSG_FASTOPEN", unix.MSG_FASTOPEN}, {"MSG_CMSG_CLOEXEC", unix.MSG_CMSG_CLOEXEC},
		{"MSG_PROBE", unix.MSG_PROXY}, {"MSG_FIN", unix.MSG_FIN}, {"MSG_SYN", unix.MSG_SYN}, {"MSG_RST", unix.MSG_RST},
		{"MSG_WAITFORONE", unix.MSG_WAITFORONE}, {"MSG_BATCH", unix.MSG_BATCH}, {"MSG_SOCK_DEVMEM", unix.MSG_SOCK_DEVMEM},
	}}
	Hows = &Names{What: "way to shut down", Prefix: "SHUT_", List: []Name{
		{"SHUT_RD", unix.SHUT_RD}, {"SHUT_WR", unix.SHUT_WR}, {"SHUT_RDWR", unix.SHUT_RDWR},
	}}
	PollEvents = &Names{What: "event", Prefix: "POLL", Flags: true, List: []Name{
		{"POLLIN", unix.POLLIN}, {"POLLOUT", unix.POLLOUT}, {"POLLPRI", unix.POLLPRI}, {"POLLRDHUP", unix.POLLRDHUP},
		{"POLLHUP", unix.POLLHUP}, {"POLLERR", unix.POLLERR}, {"POLLNVAL", unix.POLLNVAL},
	}}
	EpollEvents = &Names{What: "event of epoll", Prefix: "EPOLL", Flags: true, List: []Name{
		{"EPOLLIN", unix.EPOLLIN}, {"EPOLLOUT", unix.EPOLLOUT}, {"EPOLLPRI", unix.EPOLLPRI}, {"EPOLLRDHUP", unix.EPOLLRDHUP},
		{"EPOLLHUP", unix.EPOLLHUP}, {"EPOLLERR", unix.EPOLLERR}, {"EPOLLET", unix.EPOLLET},
		{"EPOLLONESHOT", unix.EPOLLONESHOT}, {"EPOLLEXCLUSIVE", unix.EPOLLEXCLUSIVE},
	}}
	EpollOps = &Names{What: "operation of epoll_ctl", Prefix: "EPOLL_CTL_", List: []Name{
		{"EPOLL_CTL_ADD", unix.EPOLL_CTL_ADD}, {"EPOLL_CTL_MOD", unix.EPOLL_CTL_MOD}, {"EPOLL_CTL_DEL", unix.EPOLL_CTL_DEL},
	}}
	StatusFlags = &Names{What: "flag of an open file", Prefix: "O_", Flags: true, List: []Name{
		{"O_RDWR", unix.O_RDWR}, {"O_WRONLY", unix.O_WRONLY}, {"O_NONBLOCK", unix.O_NONBLOCK}, {"O_APPEND", unix.O_APPEND},
		{"O_ASYNC", unix.O_ASYNC}, {"FASYNC", unix.O_ASYNC}, {"O_DIRECT", unix.O_DIRECT}, {"O_LARGEFILE", largeFile}, {"O_NOATIME", unix.O_NOATIME},
		{"O_RDONLY", unix.O_RDONLY},
	}}
	DescriptorFlags = &Names{What: "flag of a descriptor", Prefix: "FD_", Flags: true, List: []Name{
		{"FD_CLOEXEC", unix.FD_CLOEXEC},
	}}
	EpollFlags = &Names{What: "flag of epoll_create1", Prefix: "EPOLL_", Flags: true, List: []Name{
		{"EPOLL_CLOEXEC", unix.EPOLL_CLOEXEC},
	}}
	EnterFlags = &Names{What: "flag of io_uring_enter", Prefix: "IORING_ENTER_", Flags: true, List: []Name{
		{"IORING_ENTER_GETEVENTS", EnterGetevents}, {"IORING_ENTER_EXT_ARG", EnterExtArg},
	}}
)
