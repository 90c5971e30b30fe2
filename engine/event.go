package engine

import (
	"fmt"
	"strings"

	"golang.org/x/sys/unix"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"
	"netnet-tui/sockopts"
)

// Step is one line of script, as data: something asked.
type Step = step.Step

// Event is something that happened: a step, the calls it made, what they
// answered, and what the kernel showed.
type Event struct {
	Seq      uint64           `json:"seq"`              // counts up from 1 without a gap
	T        float64          `json:"t"`                // when the step began, in seconds since the session did
	Took     float64          `json:"took"`             // how long the step took, in seconds
	Line     int              `json:"line,omitempty"`   // of the script; absent at a prompt
	Text     string           `json:"step"`             // the canonical line
	Step     Step             `json:"parsed,omitzero"`  // the same as data, with the asker's tag
	Joined   *Step            `json:"joined,omitempty"` // the spawned step that a join has brought back
	Verb     string           `json:"verb"`
	Calls    []Call           `json:"calls"`
	Skipped  int              `json:"skipped,omitempty"`  // different calls of a long repetition that are not listed
	Asked    int              `json:"asked,omitempty"`    // how often within repeated it, when more than once
	Times    int              `json:"times,omitempty"`    // how often repeat or until made it
	Bytes    int64            `json:"bytes,omitempty"`    // how many bytes that moved in all
	Held     *bool            `json:"held,omitempty"`     // whether what was expected came; absent where nothing was
	Got      string           `json:"got,omitempty"`      // the answer, as an outcome is written
	Clipped  bool             `json:"clipped,omitempty"`  // Got is only the beginning of the answer
	Problem  string           `json:"problem,omitempty"`  // why the step could not be made at all
	Refused  bool             `json:"refused,omitempty"`  // the problem is that something is not available here
	Notes    []string         `json:"notes,omitempty"`    // what the tool did besides the calls
	Warnings []string         `json:"warnings,omitempty"` // mistakes that the kernel accepts silently, a sentence each
	Evidence *status.Evidence `json:"evidence,omitempty"`

	Cures map[string]sockopts.Cure `json:"cures,omitempty"` // what done later makes a warning void, by its text
}

// Made is the step whose calls these are: that of the event, or the spawned one that it joins.
func (e Event) Made() Step {
	if e.Joined != nil {
		return *e.Joined
	}
	made := e.Step
	made.Verb = e.Verb // which an event has even if it was recorded without its step
	return made
}

// Failed reports whether this event makes the script fail.
func (e Event) Failed() bool { return e.Problem != "" || e.Held != nil && !*e.Held }

// Repetition says how often a repeated step was made, and what that moved in all: "made 17 times,
// 1114112 B in all". It is "" for others.
func (e Event) Repetition() string {
	if e.Times == 0 {
		return ""
	}
	said := "made " + step.Times(e.Times)
	if n := e.Step.Repeat; n > e.Times {
		said = fmt.Sprintf("made %d of %s", e.Times, step.Counted(n, "time"))
	}
	if e.Bytes > 0 {
		said += fmt.Sprintf(", %d B in all", e.Bytes)
	}
	if len(e.Step.Until) > 0 && e.Held != nil && !*e.Held {
		said += ", and the outcome did not come"
	}
	return said
}

// Errno is the name of the errno that the step ended with, "" if it went well.
func (e Event) Errno() string {
	if len(e.Calls) == 0 {
		return ""
	}
	return e.Calls[len(e.Calls)-1].Errno
}

// The families of constants that appear only in calls.
var (
	StatusFlags     = sockets.StatusFlags     // what F_GETFL answers
	DescriptorFlags = sockets.DescriptorFlags // what F_GETFD answers
	PipeFlags       = sockets.PipeFlags
	Signals         = sockets.Signals
	EventfdFlags    = sockets.EventfdFlags
	TimerfdFlags    = sockets.TimerfdFlags
	MemfdFlags      = sockets.MemfdFlags
	Clocks          = sockets.Clocks
	Whences         = sockets.Whences
	EpollFlags      = sockets.EpollFlags
)

// The plain values of a call.
type (
	// Call is one system call that happened.
	Call = sockets.Call
	// Addr is the address of a socket.
	Addr = sockets.Addr
	// Descriptor is a file descriptor with its name.
	Descriptor = sockets.Descriptor
	// Watched is a descriptor that a wait asked about, with what came of it.
	Watched = sockets.Watched
	// CallValues are the arguments of a call and what the kernel filled in, as numbers.
	CallValues = sockets.Values
	// Syscall is a system call, by the name that a trace prints.
	Syscall = sockets.Syscall
)

// ControlMessage is one control message of a call.
type ControlMessage = sockets.ControlMessage

// ControlItem is a control message as a script writes it; descriptors are numbers.
func ControlItem(c ControlMessage) control.Item { return control.Decode(c, control.Bench{}) }

// EncodeControl is a control message that a script sends, as bytes: with the names of the descriptors
// that it hands over, whose numbers are 0 in it, and whether the process, the user and the group of
// credentials are to be the sender's own.
func EncodeControl(i control.Item) (c ControlMessage, rights []string, self [3]bool, err error) {
	c, err = i.Encode(control.Bench{FD: func(name string) (int, error) {
		rights = append(rights, name)
		return 0, nil
	}})
	if kind, ok := control.Find(i.Name); ok && kind.Type == unix.SCM_CREDENTIALS && kind.Level == unix.SOL_SOCKET {
		for n, part := range strings.Split(i.Value, ",") {
			self[n%len(self)] = strings.EqualFold(part, "self")
		}
	}
	return c, rights, self, err
}

// ControlNumbers are the level and the type of a control message by its name, or by two numbers.
func ControlNumbers(name string) (level, typ int, err error) {
	level, typ, _, err = control.Named(name)
	return level, typ, err
}

// ControlTitle is the name of a control message, or its level and type.
func ControlTitle(c ControlMessage) string { return control.Title(c) }

// ControlNumber is the value of a control message that is a number; false where it is none.
func ControlNumber(c ControlMessage) (int64, bool) {
	kind, ok := control.ByNumber(c.Level, c.Type)
	if !ok || kind.Form.Number == nil {
		return 0, false
	}
	return kind.Form.Number(c.Data)
}

// AboutControl says in a few words what a control message tells; "" where it has no name here.
func AboutControl(c ControlMessage) string {
	kind, _ := control.ByNumber(c.Level, c.Type)
	if kind == nil {
		return ""
	}
	return kind.About
}

// Report is what stands in the error queue of a socket: struct sock_extended_err.
type Report = control.Report

// ReadReport reads the report of a control message such as IP_RECVERR; false where it is none.
func ReadReport(c ControlMessage) (Report, bool) { return control.ReadReport(c) }

// ErrnoName is the errno of a report by its name.
func ErrnoName(r Report) string { return sockets.ErrnoName(r.Errno) }

// The origins of reports, and the code of one that MSG_ZEROCOPY has copied.
const (
	OriginLocal        = control.OriginLocal
	OriginICMP         = control.OriginICMP
	OriginICMP6        = control.OriginICMP6
	OriginTimestamping = control.OriginTimestamping
	OriginZerocopy     = control.OriginZerocopy
	ZerocopyCopied     = control.ZerocopyCopied
)

// Rights is how many descriptors a control message of SCM_RIGHTS has.
func Rights(c ControlMessage) int { return len(control.Descriptors(c.Data)) }

// Request is a row of what fcntl and ioctl do.
type Request = sockets.Request

// Requests is all of them.
func Requests() []*Request { return sockets.Requests() }

// FindRequest finds one by the name of its call and its own.
func FindRequest(call Syscall, name string) (*Request, bool) { return sockets.FindRequest(call, name) }

// How a request is given its argument.
const (
	ByNothing = sockets.ByNothing
	ByNumber  = sockets.ByNumber
	ByPointer = sockets.ByPointer
)

// Interface is the interface that the struct ifreq of a request names.
func Interface(memory []byte) string { return sockets.Interface(memory) }

// SignalOwner reads who gets signals from the struct f_owner_ex of a request.
func SignalOwner(memory []byte) (kind string, id int) { return sockets.Owner(memory) }

// RequestOf finds one by its number.
func RequestOf(call Syscall, number int) (*Request, bool) { return sockets.RequestOf(call, number) }

// ParseAddr reads an address as a script writes it.
func ParseAddr(text string) (Addr, error) { return sockets.ParseAddr(text) }

// The calls, for those who read the calls of an event.
const (
	SysSocket       = sockets.SysSocket
	SysSocketpair   = sockets.SysSocketpair
	SysBind         = sockets.SysBind
	SysListen       = sockets.SysListen
	SysConnect      = sockets.SysConnect
	SysAccept4      = sockets.SysAccept4
	SysAccept       = sockets.SysAccept
	SysShutdown     = sockets.SysShutdown
	SysClose        = sockets.SysClose
	SysDup          = sockets.SysDup
	SysSendto       = sockets.SysSendto
	SysRecvfrom     = sockets.SysRecvfrom
	SysRead         = sockets.SysRead
	SysWrite        = sockets.SysWrite
	SysSendmsg      = sockets.SysSendmsg
	SysRecvmsg      = sockets.SysRecvmsg
	SysSendmmsg     = sockets.SysSendmmsg
	SysRecvmmsg     = sockets.SysRecvmmsg
	SysWritev       = sockets.SysWritev
	SysReadv        = sockets.SysReadv
	SysGetsockname  = sockets.SysGetsockname
	SysGetpeername  = sockets.SysGetpeername
	SysSetsockopt   = sockets.SysSetsockopt
	SysGetsockopt   = sockets.SysGetsockopt
	SysFcntl        = sockets.SysFcntl
	SysIoctl        = sockets.SysIoctl
	SysPoll         = sockets.SysPoll
	SysSelect       = sockets.SysSelect
	SysEpollCreate1 = sockets.SysEpollCreate1
	SysEpollCtl     = sockets.SysEpollCtl
	SysEpollWait    = sockets.SysEpollWait
	SysPidfdGetfd   = sockets.SysPidfdGetfd
	SysPrlimit64    = sockets.SysPrlimit64

	SysDup3           = sockets.SysDup3
	SysMemfdCreate    = sockets.SysMemfdCreate
	SysLseek          = sockets.SysLseek
	SysPipe2          = sockets.SysPipe2
	SysEventfd2       = sockets.SysEventfd2
	SysTimerfdCreate  = sockets.SysTimerfdCreate
	SysTimerfdSettime = sockets.SysTimerfdSettime
	SysSendfile       = sockets.SysSendfile
	SysSplice         = sockets.SysSplice
	SysTee            = sockets.SysTee
)

// The flags and operations among the values of a call that mean something to a reader.
const (
	MsgOOB        = unix.MSG_OOB
	MsgPeek       = unix.MSG_PEEK
	MsgTrunc      = unix.MSG_TRUNC
	MsgCtrunc     = unix.MSG_CTRUNC
	MsgDontwait   = unix.MSG_DONTWAIT
	MsgZerocopy   = unix.MSG_ZEROCOPY
	MsgErrqueue   = unix.MSG_ERRQUEUE
	MsgNosignal   = unix.MSG_NOSIGNAL
	MsgMore       = unix.MSG_MORE
	MsgWaitall    = unix.MSG_WAITALL
	MsgFastopen   = unix.MSG_FASTOPEN
	AFInet        = unix.AF_INET
	AFInet6       = unix.AF_INET6
	AFUnix        = unix.AF_UNIX
	AFNetlink     = unix.AF_NETLINK
	AFVsock       = unix.AF_VSOCK
	AFPacket      = unix.AF_PACKET
	ICMP          = unix.IPPROTO_ICMP
	ICMPv6        = unix.IPPROTO_ICMPV6
	SockStream    = unix.SOCK_STREAM
	SockDgram     = unix.SOCK_DGRAM
	ProtocolICMP  = unix.IPPROTO_ICMP   // of ping sockets, icmp(7)
	ProtocolICMP6 = unix.IPPROTO_ICMPV6 // the same for IPv6
	SockRaw       = unix.SOCK_RAW
	AcceptFlags   = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC // all that accept4 knows
	FileNonblock  = unix.O_NONBLOCK
	FileAsync     = unix.O_ASYNC
	Cloexec       = unix.FD_CLOEXEC
	ShutRd        = unix.SHUT_RD
	ShutWr        = unix.SHUT_WR
)

// Fionread is FIONREAD of ioctl, and SIOCINQ too.
const Fionread = unix.TIOCINQ

// The events of poll and epoll, and what epoll_ctl does.
const (
	PollIn         = unix.POLLIN
	PollOut        = unix.POLLOUT
	PollPri        = unix.POLLPRI
	PollRdhup      = unix.POLLRDHUP
	PollErr        = unix.POLLERR
	PollHup        = unix.POLLHUP
	PollNval       = unix.POLLNVAL
	EpollET        = unix.EPOLLET
	EpollOneshot   = unix.EPOLLONESHOT
	EpollExclusive = unix.EPOLLEXCLUSIVE
	EpollMod       = unix.EPOLL_CTL_MOD

	EventfdSemaphore = unix.EFD_SEMAPHORE
)
