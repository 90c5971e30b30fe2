package sockopts

import (
	"strconv"
	"strings"
)

// name is a constant of a header.
type name struct {
	text  string
	value uint32
}

// names are constants with a common prefix. Each may also be written without the prefix, in upper or lower case.
type names struct {
	prefix string
	list   []name
}

func (n *names) lookup(text string) (uint32, bool) {
	for _, candidate := range n.list {
		if text == candidate.text || strings.EqualFold(text, strings.TrimPrefix(candidate.text, n.prefix)) {
			return candidate.value, true
		}
	}
	return 0, false
}

func (n *names) nameOf(value uint32) (string, bool) {
	for _, candidate := range n.list {
		if value == candidate.value {
			return candidate.text, true
		}
	}
	return "", false
}

func (n *names) choices() []string {
	texts := make([]string, len(n.list))
	for i, candidate := range n.list {
		texts[i] = candidate.text
	}
	return texts
}

// flagText formats a set of bits by name; bits without a name stay a number.
func (n *names) flagText(value uint32) string {
	var parts []string
	for _, candidate := range n.list {
		if candidate.value != 0 && value&candidate.value == candidate.value {
			parts = append(parts, candidate.text)
			value &^= candidate.value
		}
	}
	if value != 0 || len(parts) == 0 {
		parts = append(parts, bitText(value))
	}
	return strings.Join(parts, "|")
}

func bitText(value uint32) string {
	if value == 0 {
		return "0"
	}
	return "0x" + strconv.FormatUint(uint64(value), 16)
}

// enumeration is a C int with named values. Numbers are accepted too.
type enumeration struct{ *names }

func (c enumeration) Parse(text string) ([]byte, error) {
	if value, ok := c.lookup(text); ok {
		return word(value), nil
	}
	value, why := parse32(text, "")
	if why != "" {
		return nil, reject(text, "is none of the names", c.Hint())
	}
	return word(value), nil
}

func (c enumeration) Format(raw []byte) string {
	value, ok := asWord(raw)
	if !ok {
		return hexText(raw)
	}
	if text, ok := c.nameOf(value); ok {
		return text
	}
	return integer{}.Format(raw)
}

func (c enumeration) Hint() string {
	return "one of " + strings.Join(c.choices(), ", ") + ", or a number"
}

func (c enumeration) number(raw []byte) (int64, bool) { return integer{}.number(raw) }

// flags is a C int that is a set of named bits, joined with |. Numbers are accepted too, alone or in the set.
type flags struct{ *names }

func (c flags) Parse(text string) ([]byte, error) {
	var set uint32
	for part := range strings.SplitSeq(text, "|") {
		bit, ok := c.lookup(part)
		if !ok {
			number, why := parse32(part, "")
			if why != "" {
				return nil, reject(part, "is none of the flags", c.Hint())
			}
			bit = number
		}
		set |= bit
	}
	return word(set), nil
}

func (c flags) Format(raw []byte) string {
	value, ok := asWord(raw)
	if !ok {
		return hexText(raw)
	}
	return c.flagText(value)
}

func (c flags) Hint() string {
	return strings.Join(c.choices(), ", ") + ", joined with |, or 0"
}

func (c flags) number(raw []byte) (int64, bool) { return integer{}.number(raw) }
