package sockopts

import (
	"encoding/binary"
	"strconv"
	"strings"
)

// FormKind is the kind of text that an option's value is written as.
type FormKind uint8

// The kinds.
const (
	TextForm    FormKind = iota // a line; Hint says what it may contain
	SwitchForm                  // on or off
	NumberForm                  // a number of units
	ChoiceForm                  // one of a few names, or a number
	FlagsForm                   // some of a few names, joined with |
	LingerForm                  // struct linger
	TimeForm                    // struct timeval
	PartsForm                   // several parts, each with a label
	BytesForm                   // hex:…
	NothingForm                 // a value that the kernel ignores
	ReportForm                  // struct tcp_info, which is read-only
)

// Form describes how an option's value is written: what an editor needs to know.
type Form struct {
	Kind   FormKind
	Names  []string // of a choice or flags, in the header's order; for a number, words for particular numbers
	Counts string   // for a number: "bytes", "seconds", "" if it counts nothing in particular
	Scales bool     // for a number: it is doubled rather than incremented
	Limit  int      // for text: the maximum number of characters, 0 if unknown
	NoTime string   // for a time: the meaning of 0s, "" if unknown
	Parts  []Part
	Empty  string // for parts: the text if all are empty, "" if they must not be
}

// Form returns how the option's value is written.
func (o *Option) Form() Form {
	switch c := o.Codec.(type) {
	case onOff:
		return Form{Kind: SwitchForm}
	case integer:
		return numberForm(c.unit)
	case unsigned:
		return numberForm(c.unit)
	case netIndex:
		return numberForm("")
	case wide:
		form := numberForm(c.unit)
		if c.all != "" {
			form.Names = []string{c.all}
		}
		return form
	case enumeration:
		return Form{Kind: ChoiceForm, Names: c.choices()}
	case flags:
		return Form{Kind: FlagsForm, Names: c.choices()}
	case timestamping:
		return Form{Kind: FlagsForm, Names: c.choices()}
	case linger:
		return Form{Kind: LingerForm}
	case timeval:
		form := Form{Kind: TimeForm}
		if o.Level == "SOL_SOCKET" {
			form.NoTime = "no limit"
		}
		return form
	case octets, program:
		return Form{Kind: BytesForm}
	case ignored:
		return Form{Kind: NothingForm}
	case tcpInfo:
		return Form{Kind: ReportForm}
	}
	if parts, empty := partsOf(o.Codec); parts != nil {
		return Form{Kind: PartsForm, Parts: parts, Empty: empty}
	}
	return Form{Kind: TextForm, Limit: o.textLimit()}
}

func numberForm(unit string) Form {
	form := Form{Kind: NumberForm, Scales: unit == "B" || unit == "ms" || unit == "us"}
	if unit != "" {
		form.Counts = unitNoun(unit)
	}
	return form
}

// textLimit returns how many characters fit in an array of char, without the terminating NUL.
func (o *Option) textLimit() int {
	digits, ok := strings.CutPrefix(o.CType, "char[")
	size, err := strconv.Atoi(strings.TrimSuffix(digits, "]"))
	if !ok || err != nil {
		return 0
	}
	return size - 1
}

// Has reports whether a flag is set in a set of flags.
func (v Value) Has(flag string) bool {
	bit, ok := v.bit(flag)
	return ok && binary.NativeEndian.Uint32(v.raw)&bit == bit
}

// Turned returns a set of flags with one of them toggled. The others are unchanged, including bits without a name. It
// returns false for values that are not such a set.
func (v Value) Turned(flag string) (Value, bool) {
	bit, ok := v.bit(flag)
	if !ok {
		return v, false
	}
	set := binary.NativeEndian.Uint32(v.raw)
	if set&bit == bit {
		set &^= bit
	} else {
		set |= bit
	}
	return Value{raw: append(word(set), v.raw[4:]...), codec: v.codec}, true
}

// bit returns a flag's bit, if the value is a set of flags.
func (v Value) bit(flag string) (uint32, bool) {
	switch c := v.codec.(type) {
	case flags:
		bit, ok := c.lookup(flag)
		return bit, ok && len(v.raw) == 4
	case timestamping:
		bit, ok := c.lookup(flag)
		return bit, ok && len(v.raw) == c.size()
	}
	return 0, false
}

// Clock returns the two fields of a struct timeval. It returns false for other values.
func (v Value) Clock() (sec, usec int64, ok bool) {
	c, ok := v.codec.(timeval)
	if !ok || len(v.raw) != c.size() {
		return 0, 0, false
	}
	return asLong(v.raw[:c.field()]), asLong(v.raw[c.field():]), true
}

// Linger returns the two fields of a struct linger. It returns false for other values.
func (v Value) Linger() (on bool, seconds int, ok bool) {
	c, ok := v.codec.(linger)
	if !ok || len(v.raw) != c.size() {
		return false, 0, false
	}
	return anySet(v.raw[:4]), int(int32(binary.NativeEndian.Uint32(v.raw[4:]))), true
}
