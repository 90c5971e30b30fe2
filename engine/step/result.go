package step

import (
	"strconv"
	"strings"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Result is what a step answered.
type Result struct {
	Answer   Answer
	Errno    unix.Errno
	Number   int64            // bytes, a descriptor, the ready count, what an ioctl filled in
	Data     []byte           // received
	Stream   bool             // the data came from a stream, where no bytes are its end
	Addr     sockets.Addr     // of getsockname and getpeername
	Flags    *sockets.Names   // how Number prints, for flags
	Option   *sockopts.Option // whose value it is; nil for an option without a name
	Value    sockopts.Value
	Ready    []Ready
	Unmet    bool                   // expect did not hold, join did not get its answer: worth another try
	Got      string                 // what expect saw, or show
	Numbered bool                   // Got says a number too, Number, which can be compared
	Alike    func(want string) bool // whether a script may write Got in this other way
	Unit     time.Duration          // of Number, where it is a time that may be compared with one
}

// Ready is one socket that is ready, and for what, as bits of poll(2).
type Ready struct {
	Socket string
	Events int
}

// String prints which is ready: "s:in,out".
func (r Ready) String() string { return Interest(r).String() }

// formatReady prints poll's bits: "in|out", or "none".
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

// String prints the answer as an outcome is written.
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
		if r.Flags == nil { // it was not asked for
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
