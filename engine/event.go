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

// Step is one line of a script, as data.
type Step = step.Step

// Event is something that happened: a step, the calls it made, their answers, and what the kernel showed.
type Event struct {
	Seq      uint64           `json:"seq"`              // counts up from 1 without gaps
	T        float64          `json:"t"`                // when the step began, in seconds since the session began
	Took     float64          `json:"took"`             // how long the step took, in seconds
	Line     int              `json:"line,omitempty"`   // line number in the script; absent at a prompt
	Text     string           `json:"step"`             // the canonical line
	Step     Step             `json:"parsed,omitzero"`  // the step as data, with the asker's tag
	Joined   *Step            `json:"joined,omitempty"` // the spawned step that this join returned
	Verb     string           `json:"verb"`
	Calls    []Call           `json:"calls"`
	Skipped  int              `json:"skipped,omitempty"`  // how many different calls of a long repetition are not listed
	Asked    int              `json:"asked,omitempty"`    // how often within repeated the step, if more than once
	Times    int              `json:"times,omitempty"`    // how often repeat or until made the step
	Bytes    int64            `json:"bytes,omitempty"`    // how many bytes that moved in total
	Held     *bool            `json:"held,omitempty"`     // whether the expectation held; absent if there was none
	Got      string           `json:"got,omitempty"`      // the answer, as an outcome is written
	Clipped  bool             `json:"clipped,omitempty"`  // Got is only the beginning of the answer
	Problem  string           `json:"problem,omitempty"`  // why the step could not be made at all
	Refused  bool             `json:"refused,omitempty"`  // the problem is that something is not available or not allowed here
	Notes    []string         `json:"notes,omitempty"`    // what the program did besides the calls
	Warnings []string         `json:"warnings,omitempty"` // mistakes that the kernel accepts silently, one sentence each
	Evidence *status.Evidence `json:"evidence,omitempty"`

	Cures map[string]sockopts.Cure `json:"cures,omitempty"` // what would make a warning void, by its text
}

// Made returns the step that made these calls: the event's own, or the spawned one that it joins.
func (e Event) Made() Step {
	if e.Joined != nil {
		return *e.Joined
	}
	made := e.Step
	made.Verb = e.Verb // set in every event, even one recorded without its step
	return made
}

// Failed reports whether this event makes the script fail.
func (e Event) Failed() bool { return e.Problem != "" || e.Held != nil && !*e.Held }

// Repetition says how often a repeated step was made, and what that moved in total, as in "made 17 times, 1114112 B in
// all". It is "" for other steps.
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

// Errno returns the name of the errno that the step ended with, or "" if it succeeded.
func (e Event) Errno() string {
	if len(e.Calls) == 0 {
		return ""
	}
	return e.Calls[len(e.Calls)-1].Errno
}

// Families of constants that appear only in calls.
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

// The data types of a call.
type (
	// Call is one system call that happened.
	Call = sockets.Call
	// Addr is the address of a socket.
	Addr = sockets.Addr
	// Descriptor is a file descriptor with its name.
	Descriptor = sockets.Descriptor
	// Watched is a descriptor that a wait asked about, with the events reported for it.
	Watched = sockets.Watched
	// CallValues are the arguments of a call and what the kernel filled in, as numbers.
	CallValues = sockets.Values
	// Syscall is a system call, by its name in a trace.
	Syscall = sockets.Syscall
)

// ControlMessage is one control message of a call.
type ControlMessage = sockets.ControlMessage

// ControlItem returns a control message as a script writes it, with descriptors as numbers.
func ControlItem(c ControlMessage) control.Item { return control.Decode(c, control.Bench{}) }

// EncodeControl encodes a control message that a script sends. It also returns the names of the descriptors to pass,
// which are encoded as 0, and whether the process, user and group of credentials are to be the sender's own.
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

// ControlNumbers returns the level and type of a control message, given its name or two numbers.
func ControlNumbers(name string) (level, typ int, err error) {
	level, typ, _, err = control.Named(name)
	return level, typ, err
}

// ControlTitle returns the name of a control message, or its level and type.
func ControlTitle(c ControlMessage) string { return control.Title(c) }

// ControlNumber returns the value of a numeric control message; false if it is not numeric.
func ControlNumber(c ControlMessage) (int64, bool) {
	kind, ok := control.ByNumber(c.Level, c.Type)
	if !ok || kind.Form.Number == nil {
		return 0, false
	}
	return kind.Form.Number(c.Data)
}

// AboutControl describes a control message in a few words; "" if it is not a known one.
func AboutControl(c ControlMessage) string {
	kind, _ := control.ByNumber(c.Level, c.Type)
	if kind == nil {
		return ""
	}
	return kind.About
}

// Report is an entry of a socket's error queue: struct sock_extended_err.
type Report = control.Report

// ReadReport reads the report of a control message such as IP_RECVERR; false if there is none.
func ReadReport(c ControlMessage) (Report, bool) { return control.ReadReport(c) }

// ErrnoName returns the name of a report's errno.
func ErrnoName(r Report) string { return sockets.ErrnoName(r.Errno) }

// The origins of reports, and the code that says that MSG_ZEROCOPY copied.
const (
	OriginLocal        = control.OriginLocal
	OriginICMP         = control.OriginICMP
	OriginICMP6        = control.OriginICMP6
	OriginTimestamping = control.OriginTimestamping
	OriginZerocopy     = control.OriginZerocopy
	ZerocopyCopied     = control.ZerocopyCopied
)

// Rights returns how many descriptors an SCM_RIGHTS control message carries.
func Rights(c ControlMessage) int { return len(control.Descriptors(c.Data)) }

// Request is one request of fcntl or ioctl.
type Request = sockets.Request

// Requests returns all of them.
func Requests() []*Request { return sockets.Requests() }

// FindRequest returns a request by the name of its call and its own name.
func FindRequest(call Syscall, name string) (*Request, bool) { return sockets.FindRequest(call, name) }

// How a request takes its argument.
const (
	ByNothing = sockets.ByNothing
	ByNumber  = sockets.ByNumber
	ByPointer = sockets.ByPointer
)

// Interface returns the interface named in the struct ifreq of a request.
func Interface(memory []byte) string { return sockets.Interface(memory) }

// SignalOwner returns who gets signals, from the struct f_owner_ex of a request.
func SignalOwner(memory []byte) (kind string, id int) { return sockets.Owner(memory) }

// RequestOf returns a request by its call and number.
func RequestOf(call Syscall, number int) (*Request, bool) { return sockets.RequestOf(call, number) }

// ParseAddr parses an address as a script writes it.
func ParseAddr(text string) (Addr, error) { return sockets.ParseAddr(text) }

// The system calls that an event may contain.
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

// The flags and operations that readers of a call need to recognize.
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
	ProtocolICMP  = unix.IPPROTO_ICMP   // for ping sockets, icmp(7)
	ProtocolICMP6 = unix.IPPROTO_ICMPV6 // the same for IPv6
	SockRaw       = unix.SOCK_RAW
	AcceptFlags   = unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC // all flags of accept4
	FileNonblock  = unix.O_NONBLOCK
	FileAsync     = unix.O_ASYNC
	Cloexec       = unix.FD_CLOEXEC
	ShutRd        = unix.SHUT_RD
	ShutWr        = unix.SHUT_WR
)

// Fionread is FIONREAD of ioctl, which is also SIOCINQ.
const Fionread = unix.TIOCINQ

// The events of poll and epoll, and the operations of epoll_ctl.
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
