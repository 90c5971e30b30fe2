package sockopts

import (
	"bytes"
	"strings"
)

// text is a name that C stores in a small array of char. The empty name, without bytes, is written "".
type text struct{ hint string }

const emptyText = `""`

func (c text) Parse(value string) ([]byte, error) {
	if value == emptyText {
		return []byte{}, nil
	}
	if !plain(value) {
		return nil, reject(value, "has characters that no name has", c.hint+", or hex:… for any bytes")
	}
	return []byte(value), nil
}

// plain reports whether a script can write the name as a bare word.
func plain(value string) bool {
	for _, b := range []byte(value) {
		if b <= ' ' || b > '~' || b == '"' || b == '#' {
			return false
		}
	}
	return !strings.HasPrefix(value, "hex:")
}

func (c text) Format(raw []byte) string {
	value, padding, _ := bytes.Cut(raw, []byte{0})
	switch {
	case anySet(padding) || !plain(string(value)):
		return hexText(raw)
	case len(value) == 0:
		return emptyText
	default:
		return string(value)
	}
}

func (c text) Hint() string { return c.hint }

func (c text) size() int { return 64 }

// octets are bytes without a known structure; room is how many of them getsockopt(2) may fill in.
type octets struct{ room int }

func (c octets) Parse(value string) ([]byte, error) {
	raw, ok := ParseHex(value)
	if !ok {
		return nil, reject(value, "is not hex: and pairs of digits", c.Hint())
	}
	return raw, nil
}

func (c octets) Format(raw []byte) string { return hexText(raw) }

func (c octets) Hint() string { return "bytes, e.g. hex:01000000" }

func (c octets) size() int { return c.room }
