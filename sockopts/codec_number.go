package sockopts

import (
	"cmp"
	"encoding/binary"
	"math"
)

// integer is a C int, counted in unit. Numbers up to 4294967295 are accepted as the bits of a negative int.
type integer struct{ unit string }

func (c integer) Parse(text string) ([]byte, error) {
	value, why := parse32(text, c.unit)
	if why != "" {
		return nil, reject(text, why, c.Hint())
	}
	return word(value), nil
}

// parse32 parses a signed or unsigned 32-bit number.
func parse32(text, unit string) (value uint32, why string) {
	magnitude, negative, why := quantity(text, unit, unit)
	switch {
	case why != "":
		return 0, why
	case negative && magnitude > -math.MinInt32, magnitude > math.MaxUint32:
		return 0, "does not fit in 32 bits"
	case negative:
		return uint32(-int64(magnitude)), ""
	default:
		return uint32(magnitude), ""
	}
}

func (c integer) Format(raw []byte) string {
	number, ok := c.number(raw)
	if !ok {
		return hexText(raw)
	}
	if number < 0 {
		return printQuantity(uint64(-number), true, c.unit)
	}
	return printQuantity(uint64(number), false, c.unit)
}

func (c integer) Hint() string { return quantityHint(c.unit) }

func (c integer) number(raw []byte) (int64, bool) {
	value, ok := asWord(raw)
	return int64(int32(value)), ok
}

// unsigned is a C unsigned int, counted in unit.
type unsigned struct{ unit string }

func (c unsigned) Parse(text string) ([]byte, error) { return integer(c).Parse(text) }

func (c unsigned) Format(raw []byte) string {
	value, ok := asWord(raw)
	if !ok {
		return hexText(raw)
	}
	return printQuantity(uint64(value), false, c.unit)
}

func (c unsigned) Hint() string { return quantityHint(c.unit) }

func (c unsigned) number(raw []byte) (int64, bool) {
	value, ok := asWord(raw)
	return int64(value), ok
}

// wide is a 64-bit unsigned integer, counted in unit. all, if not "", is the word for all bits set.
type wide struct{ unit, all string }

func (c wide) Parse(text string) ([]byte, error) {
	if c.all != "" && text == c.all {
		return binary.NativeEndian.AppendUint64(nil, math.MaxUint64), nil
	}
	magnitude, negative, why := quantity(text, c.unit, c.unit)
	if why == "" && negative {
		if magnitude > 1<<63 {
			why = "does not fit in 64 bits"
		}
		magnitude = -magnitude // the same bits, as passed in C
	}
	if why != "" {
		return nil, reject(text, why, c.Hint())
	}
	return binary.NativeEndian.AppendUint64(nil, magnitude), nil
}

func (c wide) Format(raw []byte) string {
	if len(raw) != 8 {
		return hexText(raw)
	}
	value := binary.NativeEndian.Uint64(raw)
	if value == math.MaxUint64 && c.all != "" {
		return c.all
	}
	return printQuantity(value, false, c.unit)
}

func (c wide) Hint() string {
	if c.all != "" {
		return quantityHint(c.unit) + ", or " + c.all
	}
	return quantityHint(c.unit)
}

func (c wide) size() int { return 8 }

// order also compares numbers that do not fit into an int64.
func (c wide) order(a, b []byte) (int, bool) {
	if len(a) != c.size() || len(b) != c.size() {
		return 0, false
	}
	return cmp.Compare(binary.NativeEndian.Uint64(a), binary.NativeEndian.Uint64(b)), true
}

func (c wide) number(raw []byte) (int64, bool) {
	if len(raw) != 8 {
		return 0, false
	}
	value := binary.NativeEndian.Uint64(raw)
	return int64(value), value <= math.MaxInt64
}
