package step

import (
	"strconv"
	"strings"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Result is the answer to a step.
type Result struct {
	Answer   Answer
	Errno    unix.Errno
	Number   int64            // bytes, a descriptor, the ready count, or what an ioctl filled in
	Data     []byte           // received
	Stream   bool             // the data came from a stream, where an empty read means EOF
	Addr     sockets.Addr     // of getsockname and getpeername
	Flags    *sockets.Names   // the names of Number's flags, if it is flags
	Option   *sockopts.Option // the option of the value; nil for an option without a name
	Value    sockopts.Value
	Ready    []Ready
	Unmet    bool                   // expect did not hold, or join got no answer: worth another try
	Got      string                 // what expect or show saw
	Numbered bool                   // Got is also the number Number, which can be compared
	Alike    func(want string) bool // reports whether a script may write Got in this other way
	Unit     time.Duration          // unit of Number, if it is a time that may be compared with a duration
}

// Ready is a ready socket with its poll(2) events.
type Ready struct {
	Socket string
	Events int
}

// String returns it as a script writes it: "s:in,out".
func (r Ready) String() string { return Interest(r).String() }

// formatReady returns poll's bits as text: "in|out", or "none".
func formatReady(bits int) string {
	if bits == 0 {
		return "none"
	}
	return sockets.PollEvents.Short(bits)
}

// Retryable reports whether a retry could give a better answer.
func (r Result) Retryable() bool {
	switch r.Errno {
	case unix.EAGAIN, unix.EINPROGRESS, unix.EALREADY:
		return true
	}
	return r.Unmet
}

// String returns the answer as an outcome is written.
func (r Result) String() string {
	if r.Errno != 0 {
		return sockets.ErrnoName(r.Errno)
	}
	switch r.Answer {
	case AnswerText:
		if len(r.Data) == 0 && r.Stream {
			return "eof"
		}
		return sockets.Quote(r.Data)
	case AnswerSetting:
		return Word(string(r.Data))
	case AnswerAddress:
		return FormatAddr(r.Addr)
	case AnswerValue:
		return r.Value.String()
	case AnswerFlags:
		if r.Flags == nil { // it was not requested
			break
		}
		if r.Flags == sockets.PollEvents {
			return formatReady(int(r.Number))
		}
		if r.Flags == MessageFlags && r.Number == 0 {
			return "none"
		}
		return r.Flags.Format(int(r.Number))
	case AnswerTime:
		return FormatShort(time.Duration(r.Number) * r.Unit)
	case AnswerReady:
		if len(r.Ready) == 0 {
			return "none"
		}
		words := make([]string, len(r.Ready))
		for i, ready := range r.Ready {
			words[i] = ready.String()
		}
		return strings.Join(words, " ")
	case AnswerNothing:
		return r.Got
	case AnswerZero, AnswerDescriptor, AnswerCount, AnswerNumber, AnswerTask:
	}
	return strconv.FormatInt(r.Number, 10)
}
