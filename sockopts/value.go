package sockopts

import (
	"bytes"
	"encoding/hex"
	"strings"
)

// Value is an option's value: the kernel's bytes and the codec that reads them.
// The zero Value has no bytes.
type Value struct {
	raw   []byte
	codec Codec // nil: only bytes are known
}

// Hex is the value of an option the catalogue lacks. The bytes are copied.
func Hex(raw []byte) Value { return Value{raw: append([]byte(nil), raw...)} }

// ParseHex reads "hex:01000000"; "hex:" means no bytes. The digits may be of
// either case.
func ParseHex(text string) ([]byte, bool) {
	digits, ok := strings.CutPrefix(text, "hex:")
	if !ok {
		return nil, false
	}
	raw, err := hex.DecodeString(digits)
	return raw, err == nil
}

func hexText(raw []byte) string { return "hex:" + hex.EncodeToString(raw) }

// String is the value as a script writes it.
func (v Value) String() string {
	if v.codec == nil {
		return hexText(v.raw)
	}
	return v.codec.Format(v.raw)
}

// Bytes are what the kernel gets or gave; do not modify them.
func (v Value) Bytes() []byte { return v.raw }

// Number is the value in the option's own unit. Values of several parts, times
// kept as struct timeval, texts, and numbers beyond an int64 have none.
func (v Value) Number() (int64, bool) {
	if c, ok := v.codec.(numbered); ok {
		return c.number(v.raw)
	}
	return 0, false
}

// Matches reports whether the value is what a script wrote: an equal one, or one that the
// written word stands for without all its parts, as off stands for off,3s.
func (v Value) Matches(written Value) bool {
	if c, ok := v.codec.(standing); ok && c.standsFor(written.raw, v.raw) {
		return true
	}
	return written.Equal(v)
}

// Equal reports whether two values mean the same: any nonzero value is on, padding
// after a text does not count, and bytes without a codec are read with the
// other's.
func (v Value) Equal(w Value) bool {
	if bytes.Equal(v.raw, w.raw) {
		return true
	}
	codec := v.codec
	if codec == nil {
		codec = w.codec
	}
	if codec == nil {
		return false
	}
	if c, ok := codec.(equating); ok {
		return c.same(v.raw, w.raw)
	}
	return codec.Format(v.raw) == codec.Format(w.raw)
}
