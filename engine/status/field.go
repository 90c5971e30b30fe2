package status

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// FieldKind is what a field of a condition holds, which decides how it is compared.
type FieldKind string

// The kinds of fields.
const (
	FieldState   FieldKind = "state"   // a state of TCP, or UNCONNECTED
	FieldAddress FieldKind = "address" // as a script writes it
	FieldNumber  FieldKind = "number"
	FieldEvents  FieldKind = "events" // poll's, joined with |
	FieldBool    FieldKind = "bool"
	FieldTime    FieldKind = "time"
	FieldTimer   FieldKind = "timer" // of TCP
)

// Field is a field of a [Condition], as all know it who show, compare or sort by one:
// expect and show, the rows of a frame, the evidence of a step, and the screen.
type Field struct {
	Name  string // in a script: "notsent" in expect s.notsent == 0
	Label string // on the screen, where that is another: "not sent"
	Kind  FieldKind
	Aside bool // it is left out where there is little room: in what show prints, and in a line of evidence

	text   func(*Condition) string
	number func(*Condition) *int
	on     func(*Condition) bool
	time   func(*Condition) *time.Duration
	usual  string // what is not worth a word, where there is little room
}

// Fields are the fields of a condition, in the order they are shown. Do not modify it.
func Fields() []Field { return fields[:] }

// FindField finds a field by its name.
func FindField(name string) (*Field, bool) {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i], true
		}
	}
	return nil, false
}

// Text prints the field of a condition; "" where the kernel does not tell it.
func (f *Field) Text(c *Condition) string {
	switch f.Kind {
	case FieldNumber:
		if n := f.number(c); n != nil {
			return strconv.Itoa(*n)
		}
		return ""
	case FieldBool:
		if f.on(c) {
			return "on"
		}
		return "off"
	case FieldTime:
		if d := f.time(c); d != nil {
			return formatLeft(*d)
		}
		return ""
	case FieldTimer, FieldState, FieldAddress, FieldEvents:
	}
	return f.text(c)
}

// Number is the field of a condition as a number, nil where there is none.
func (f *Field) Number(c *Condition) *int {
	if f.Kind != FieldNumber {
		return nil
	}
	return f.number(c)
}

// Time is the field of a condition as a time, nil where there is none.
func (f *Field) Time(c *Condition) *time.Duration {
	if f.Kind != FieldTime {
		return nil
	}
	return f.time(c)
}

// Brief prints the field where there is little room: "" where nothing is worth a word.
func (f *Field) Brief(c *Condition) string {
	text := f.Text(c)
	if f.Aside || text == f.usual {
		return ""
	}
	return text
}

// Title is what the screen calls the field.
func (f *Field) Title() string { return cmp.Or(f.Label, f.Name) }

// Outlives reports whether there is something to tell of the field when the descriptor
// is closed: TCP may go on with the connection, and with its timer.
func (f *Field) Outlives() bool {
	return f.Kind == FieldState || f.Kind == FieldAddress || f.Kind == FieldTimer || strings.HasPrefix(f.Name, "timer.")
}

// Compare orders two conditions by the field; a number that is absent comes first.
func (f *Field) Compare(a, b *Condition) int {
	if f.Kind == FieldNumber {
		return cmp.Compare(orBelow(f.number(a)), orBelow(f.number(b)))
	}
	if f.Kind == FieldTime {
		return cmp.Compare(orBelow(f.time(a)), orBelow(f.time(b)))
	}
	return cmp.Compare(f.Text(a), f.Text(b))
}

func orBelow[T int | time.Duration](n *T) T {
	if n == nil {
		return -1
	}
	return *n
}
