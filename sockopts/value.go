package sockopts

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"strings"
)

// Value is an option's value: the kernel's bytes and the codec that decodes them. The zero Value has no bytes.
type Value struct {
	raw   []byte
	codec Codec // if nil, only the bytes are known
}

// Hex returns the value of an option that the catalogue lacks. The bytes are copied.
func Hex(raw []byte) Value { return Value{raw: append([]byte(nil), raw...)} }

// ParseHex parses "hex:01000000"; "hex:" means no bytes. The digits may be in upper or lower case.
func ParseHex(text string) ([]byte, bool) {
	digits, ok := strings.CutPrefix(text, "hex:")
	if !ok {
		return nil, false
	}
	raw, err := hex.DecodeString(digits)
	return raw, err == nil
}

func hexText(raw []byte) string { return "hex:" + hex.EncodeToString(raw) }

// String returns the value as a script writes it.
func (v Value) String() string {
	if v.codec == nil {
		return hexText(v.raw)
	}
	return v.codec.Format(v.raw)
}

// Bytes returns the bytes that the kernel gets or has given; the caller must not modify them.
func (v Value) Bytes() []byte { return v.raw }

// Number returns the value in the option's own unit. Values of several parts, times in struct timeval, texts, and
// numbers beyond an int64 have none.
func (v Value) Number() (int64, bool) {
	if c, ok := v.codec.(numbered); ok {
		return c.number(v.raw)
	}
	return 0, false
}

// Order compares two values of one option like cmp.Compare; ok is false if they have no order.
func (v Value) Order(w Value) (int, bool) {
	if c, ok := v.codec.(ordered); ok {
		return c.order(v.raw, w.raw)
	}
	a, known := v.Number()
	b, too := w.Number()
	return cmp.Compare(a, b), known && too
}

// Equal reports whether two values mean the same: any nonzero value is on, padding after a text is ignored, and bytes
// without a codec are decoded with the other's.
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
