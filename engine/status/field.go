package status

import (
	"cmp"
	"strconv"
	"strings"
	"time"
)

// FieldKind is the type of a field of a condition, which determines how it is compared.
type FieldKind string

// The kinds of fields.
const (
	FieldState   FieldKind = "state"   // a TCP state, or UNCONNECTED
	FieldAddress FieldKind = "address" // as a script writes it
	FieldNumber  FieldKind = "number"
	FieldEvents  FieldKind = "events" // poll's, joined with |
	FieldBool    FieldKind = "bool"
	FieldTime    FieldKind = "time"
	FieldTimer   FieldKind = "timer" // of TCP
)

// Field is a field of a [Condition], for everything that shows, compares or sorts by it: expect and show, the rows of a
// frame, the evidence of a step, and the screen.
type Field struct {
	Name  string // in a script: "notsent" in expect s.notsent == 0
	Label string // on the screen, if different: "not sent"
	Kind  FieldKind
	Aside bool // it is left out where space is limited: in the output of show, and in a line of evidence

	text   func(*Condition) string
	number func(*Condition) *int
	on     func(*Condition) bool
	time   func(*Condition) *time.Duration
	usual  string // the value not worth showing where space is limited
}

// Fields returns the fields of a condition in the order in which they are shown. The caller must not modify it.
func Fields() []Field { return fields[:] }

// FindField returns the field with the given name.
func FindField(name string) (*Field, bool) {
	for i := range fields {
		if fields[i].Name == name {
			return &fields[i], true
		}
	}
	return nil, false
}

// Text returns the field of a condition as text, or "" if the kernel does not provide it.
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

// Number returns the field of a condition as a number, or nil if there is none.
func (f *Field) Number(c *Condition) *int {
	if f.Kind != FieldNumber {
		return nil
	}
	return f.number(c)
}

// Time returns the field of a condition as a duration, or nil if there is none.
func (f *Field) Time(c *Condition) *time.Duration {
	if f.Kind != FieldTime {
		return nil
	}
	return f.time(c)
}

// Brief returns the field's text where space is limited, or "" if it is not worth showing.
func (f *Field) Brief(c *Condition) string {
	text := f.Text(c)
	if f.Aside || text == f.usual {
		return ""
	}
	return text
}

// Title returns the field's name on the screen.
func (f *Field) Title() string { return cmp.Or(f.Label, f.Name) }

// Outlives reports whether the field is still meaningful after the descriptor is closed: TCP may keep the connection
// and its timer.
func (f *Field) Outlives() bool {
	return f.Kind == FieldState || f.Kind == FieldAddress || f.Kind == FieldTimer || strings.HasPrefix(f.Name, "timer.")
}

// Compare orders two conditions by the field; an absent number comes first.
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
