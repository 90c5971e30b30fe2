package engine

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

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

// KnownErrno tells whether there is an errno of that name.
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

// Check tells what is wrong with an address as it is written.
func (a Address) Check() error {
	text := string(a)
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return fmt.Errorf("%q in %q is no port: write a number from 0 to 65535", port, text)
		}
		return nil
	}
	_, err := sockets.ParseAddr(text)
	return err
}

// Valueless tells whether setting the option needs no value.
func (o OptionRef) Valueless() bool {
	found, err := o.find()
	return err == nil && found.entry != nil && found.entry.Level == "SOL_SOCKET" && found.entry.Number == unix.SO_DETACH_FILTER
}

// Hint is what may be written as the option's value.
func (o OptionRef) Hint() string {
	if found, err := o.find(); err == nil && found.entry != nil {
		return found.entry.Codec.Hint()
	}
	return "hex:… or a whole number"
}

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

// Check tells whether an outcome of a word or several can be held against an
// answer of that kind. asked is the option, for a value.
func (o Outcome) Check(answer Answer, asked *OptionRef) error {
	operator, rest := SplitComparison(o.Word)
	number := func() bool { _, err := ParseNumber(rest); return err == nil }
	onOff := operator == "==" && (rest == "on" || rest == "off")
	switch {
	case answer == AnswerTask, number():
		return nil
	case answer == AnswerText && o.Word == "eof":
		return nil
	case answer == AnswerReady && (o.Word == "none" || strings.Contains(o.Word, ":")):
		return nil
	case answer == AnswerNumber && onOff:
		return nil
	case answer == AnswerTime:
		_, err := ParseDuration(rest)
		return err
	case answer == AnswerFlags:
		_, err := sockets.DescriptorFlags.Parse(o.Word)
		if err != nil && !strings.HasPrefix(o.Word, sockets.DescriptorFlags.Prefix) {
			_, err = sockets.StatusFlags.Parse(o.Word)
		}
		return err
	case answer == AnswerValue && asked != nil:
		found, err := asked.find()
		if err != nil {
			return err
		}
		_, err = found.parse(rest)
		if err == nil || found.entry != nil && !found.entry.Settable() && !cName.MatchString(rest) {
			return nil // what can only be read has values that nobody writes
		}
		return fmt.Errorf("as the value of the option: %w", err)
	}
	return fmt.Errorf("%q is no outcome here: an errno, ok or error, %s", o.Word, outcomeHints[answer])
}

// cName matches what is meant as a constant of C, or an errno.
var cName = regexp.MustCompile(`^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$|^E[A-Z0-9]+$`)

var outcomeHints = map[Answer]string{
	AnswerZero:       "or 0",
	AnswerDescriptor: "or a number such as >=3",
	AnswerCount:      "or a number such as 5 or >=1",
	AnswerText:       `a "text", ~"part of one", eof, or a number of bytes`,
	AnswerNumber:     "a number such as 5 or >=1, on or off",
	AnswerTime:       "or a time such as <5ms",
	AnswerFlags:      "or flags such as O_RDWR|O_NONBLOCK",
	AnswerReady:      "none, or sockets with their events such as s:in",
	AnswerValue:      "or a value",
}

// CheckComparison tells what is wrong with what expect compares a look with.
func CheckComparison(look Look, operator, want string) error {
	ordered := operator != "==" && operator != "!="
	switch look.Field {
	case "state":
		if _, ok := ParseState(want); !ok {
			return fmt.Errorf("%q is no state: one of %s", want, strings.Join(States(), " "))
		}
		return noOrder(ordered, look)
	case "local", "peer":
		if want == "none" || strings.HasPrefix(want, "@") {
			return noOrder(ordered, look)
		}
		if err := Address(want).Check(); err != nil {
			return err
		}
		return noOrder(ordered, look)
	case "ready":
		if _, err := parseReady(want); err != nil {
			return fmt.Errorf("%w: one of in out pri rdhup hup err, joined with |, or none", err)
		}
		return noOrder(ordered, look)
	case "nonblock", "cloexec":
		if want != "on" && want != "off" {
			return fmt.Errorf("%q is neither on nor off", want)
		}
		return noOrder(ordered, look)
	}
	if o, ok := sockopts.Find(look.Field); ok {
		if _, err := o.Parse(want); err != nil && (o.Settable() || cName.MatchString(want)) && !KnownErrno(want) {
			return err
		}
		return nil
	}
	if name, ok := strings.CutPrefix(look.Field, infoPrefix); ok && infoUnit(name) > 0 {
		if _, err := ParseDuration(want); err == nil {
			return nil
		}
	}
	if _, err := ParseNumber(want); err != nil && !KnownErrno(want) {
		return fmt.Errorf("%q is no number", want)
	}
	return nil
}

// parseReady reads poll's bits as a comparison has them: in|out, or in,out, or none.
func parseReady(want string) (int, error) {
	if want == "none" {
		return 0, nil
	}
	return sockets.PollEvents.Parse(strings.ReplaceAll(want, ",", "|"))
}

func noOrder(ordered bool, look Look) error {
	if ordered {
		return fmt.Errorf("%s has no order: compare it with == or !=", look)
	}
	return nil
}

// Local tells whether only this machine can reach the address.
func (a Address) Local() bool {
	if strings.HasPrefix(string(a), "localhost:") {
		return true
	}
	parsed, err := sockets.ParseAddr(string(a))
	return err == nil && parsed.Local()
}
