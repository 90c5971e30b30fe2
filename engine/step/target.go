package step

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/control"
	"netnet-tui/sockopts"
)

// Target is what show and expect look at: a whole socket, one field of it, or a kernel counter.
type Target struct {
	Socket string `json:"socket,omitempty"`
	Field  string `json:"field,omitempty"`   // a field, an option, or info.FIELD; empty for the whole socket
	MIB    string `json:"counter,omitempty"` // a counter of /proc/net/snmp or netstat; there is no socket then
}

// String returns the target as a script writes it: "s", "s.state", "mib.ListenOverflows".
func (l Target) String() string {
	switch {
	case l.MIB != "":
		return "mib." + l.MIB
	case l.Field != "":
		return l.Socket + "." + l.Field
	}
	return l.Socket
}

// The fields of a socket that are not part of its condition.
const (
	FieldFD          = "fd"
	FieldConnections = "connections" // only for served sockets
)

// socketFields returns the names of the fields that show and expect know, besides options and the fields of TCP_INFO.
func socketFields() []string {
	var names []string
	for _, field := range status.Fields() {
		names = append(names, field.Name)
	}
	return append(names, FieldFD, FieldConnections)
}

// InfoPrefix precedes a field of TCP_INFO.
const InfoPrefix = "info."

// MessagePrefix precedes a part of the last message that recvmsg has received.
const MessagePrefix = "msg."

// The parts of a message that are not control messages.
const (
	MessageFlagsField = "flags"
	MessageFromField  = "from"
)

// hasMessageField reports whether a message can have a part: its flags, its sender, or a control message, by name or by
// level and type.
func hasMessageField(name string) bool {
	_, _, _, err := control.Named(name)
	return err == nil || name == MessageFlagsField || name == MessageFromField
}

// messageFields returns the parts that a message can have.
func messageFields() []string {
	return append([]string{MessageFlagsField, MessageFromField}, control.Names(false)...)
}

// hasField reports whether expect can look at a field of a socket.
func hasField(field string) bool {
	if name, ok := strings.CutPrefix(field, MessagePrefix); ok {
		return hasMessageField(name)
	}
	if slices.Contains(socketFields(), field) {
		return true
	}
	if name, ok := strings.CutPrefix(field, InfoPrefix); ok {
		return slices.Contains(sockopts.InfoFieldNames(), name)
	}
	_, ok := sockopts.Find(field)
	return ok
}

// InfoUnit returns the unit of a TCP_INFO field that is a time, otherwise 0.
func InfoUnit(name string) time.Duration {
	field, _ := sockopts.FindInfoField(name)
	switch field.Unit {
	case "us":
		return time.Microsecond
	case "ms":
		return time.Millisecond
	}
	return 0
}

// Matches reports whether r, the answer to an expect step, satisfies its comparison. address resolves an address as it
// stands in the script, including @s.
func (s Step) Matches(r Result, address func(Address) (sockets.Addr, error)) (bool, error) {
	operator, want := s.Compare, *s.Value
	if r.Errno != 0 {
		return operator == "==" && want == sockets.ErrnoName(r.Errno), nil
	}
	var same bool
	switch r.Answer {
	case AnswerValue:
		return Outcome{Word: operator + want}.holdsValue(r), nil
	case AnswerAddress:
		is, err := Address(want).Is(r.Addr, address)
		if err != nil {
			return false, err
		}
		same = is
	case AnswerFlags:
		bits, err := parseFlags(r.Flags, want)
		if err != nil {
			return false, err
		}
		same = int64(bits) == r.Number
	case AnswerNothing:
		if _, err := ParseNumber(want); err == nil && r.Numbered {
			return Outcome{Word: operator + want}.holdsNumber(r), nil
		}
		same = r.Got == want || r.Alike != nil && r.Alike(want)
		if state, ok := ParseState(want); ok && s.Target.kind() == status.FieldState {
			same = sameState(status.State(r.Got), state)
		}
		if on, err := parseBool(want); err == nil && s.Target.kind() == status.FieldBool {
			same = r.Got == formatBool(on)
		}
		if timer, ok := parseTimer(want); ok && s.Target.kind() == status.FieldTimer {
			same = r.Got == string(timer)
		}
	default:
		return Outcome{Word: operator + want}.holdsNumber(r), nil
	}
	switch operator {
	case "==":
		return same, nil
	case "!=":
		return !same, nil
	}
	return false, fmt.Errorf("%s has no order: compare it with == or !=", s.Target)
}

// Timed reports whether the target includes TCP's timer.
func (l Target) Timed() bool {
	return l.Field == "" || l.Field == "timer" || strings.HasPrefix(l.Field, "timer.")
}

// kind returns the kind of a field of the socket's status, or "" for anything else.
func (l Target) kind() status.FieldKind {
	field, ok := status.FindField(l.Field)
	if !ok {
		return ""
	}
	return field.Kind
}

// sameState compares states. For a socket without TCP, UNCONNECTED and CLOSED are the same.
func sameState(a, b status.State) bool {
	return a == b || a == status.StateUnconnected && b == status.StateClosed
}

// checkComparison returns an error if a comparison of expect is invalid.
func checkComparison(target Target, operator, want string) error {
	ordered := operator != "==" && operator != "!="
	if field, ok := status.FindField(target.Field); ok && field.Kind != status.FieldNumber {
		if err := checkWanted(field.Kind, want); err != nil {
			return err
		}
		return noOrder(ordered && field.Kind != status.FieldTime, target)
	}
	if name, ok := strings.CutPrefix(target.Field, MessagePrefix); ok {
		return checkMessageComparison(name, want, ordered, target)
	}
	if o, ok := sockopts.Find(target.Field); ok {
		if err := o.Expects(want); err != nil && (o.Settable() || cName().MatchString(want)) && !KnownErrno(want) {
			return err
		}
		return nil
	}
	if name, ok := strings.CutPrefix(target.Field, InfoPrefix); ok && InfoUnit(name) > 0 {
		if _, err := ParseDuration(want); err == nil {
			return nil
		}
	}
	if _, err := ParseNumber(want); err != nil && !KnownErrno(want) {
		return fmt.Errorf("%q is not a number", want)
	}
	return nil
}

// checkWanted returns an error if a field of a kind can't be compared with want.
func checkWanted(kind status.FieldKind, want string) error {
	switch kind {
	case status.FieldState:
		if _, ok := ParseState(want); !ok {
			return fmt.Errorf("%q is not a state: one of %s", want, strings.Join(stateWords(), " "))
		}
	case status.FieldAddress:
		if want != "none" && !strings.HasPrefix(want, "@") {
			return Address(want).CheckWanted()
		}
	case status.FieldEvents:
		if _, err := parseReady(want); err != nil {
			return fmt.Errorf("%w: one of in out pri rdhup hup err, joined with |, or none", err)
		}
	case status.FieldBool:
		_, err := parseBool(want)
		return err
	case status.FieldTime:
		if _, err := ParseNumber(want); err != nil {
			_, err := ParseDuration(want)
			return err
		}
	case status.FieldTimer:
		if _, ok := parseTimer(want); !ok {
			return fmt.Errorf("%q is not a timer: one of %s", want, strings.Join(timerWords(), " "))
		}
	case status.FieldNumber: // see [checkComparison]
	}
	return nil
}

// checkMessageComparison returns an error if a comparison of a part of a message is invalid.
func checkMessageComparison(name, want string, ordered bool, target Target) error {
	_, number := ParseNumber(want)
	switch {
	case name == MessageFlagsField:
		if _, err := parseFlags(MessageFlags, want); err != nil {
			return err
		}
		return noOrder(ordered, target)
	case name == MessageFromField:
		if err := noOrder(ordered, target); err != nil || want == "none" || strings.HasPrefix(want, "@") {
			return err
		}
		return Address(want).CheckWanted()
	case number == nil || want == "none":
		return nil
	}
	_, _, kind, err := control.Named(name)
	if err != nil || kind == nil || strings.HasPrefix(want, "hex:") {
		return errors.Join(err, noOrder(ordered, target))
	}
	if _, err := kind.Form.Canonical(want); err != nil {
		return fmt.Errorf("%s is %s: %w", kind.Name, kind.Form.Hint, err)
	}
	return noOrder(ordered, target)
}

// parseFlags reads flags in a comparison: those of poll may also be separated by commas, or none.
func parseFlags(family *Constants, want string) (int, error) {
	switch {
	case family == sockets.PollEvents:
		return parseReady(want)
	case want == "none" || want == "0":
		return 0, nil
	}
	return family.Parse(want)
}

// parseReady reads poll's bits in a comparison: in|out, in,out, or none.
func parseReady(want string) (int, error) {
	if want == "none" {
		return 0, nil
	}
	return sockets.PollEvents.Parse(strings.ReplaceAll(want, ",", "|"))
}

func noOrder(ordered bool, target Target) error {
	if ordered {
		return fmt.Errorf("%s has no order: compare it with == or !=", target)
	}
	return nil
}
