package sockopts

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
)

// record is a struct of 32-bit words, written as word=number pairs. All bits set is printed as -1, which is the
// kernel's "nobody" and "none".
type record struct{ words []string }

func (c record) Parse(text string) ([]byte, error) {
	pairs := strings.Fields(text)
	if len(pairs) != len(c.words) {
		return nil, reject(text, "has "+strconv.Itoa(len(pairs))+" parts", c.Hint())
	}
	raw := make([]byte, 0, 4*len(pairs))
	for i, pair := range pairs {
		digits, ok := strings.CutPrefix(pair, c.words[i]+"=")
		value, why := parse32(digits, "")
		if !ok || why != "" {
			return nil, reject(pair, "is not "+c.words[i]+"=NUMBER", c.Hint())
		}
		raw = append(raw, word(value)...)
	}
	return raw, nil
}

func (c record) Format(raw []byte) string {
	if len(raw) != 4*len(c.words) {
		return hexText(raw)
	}
	parts := make([]string, len(c.words))
	for i, w := range c.words {
		value := int64(binary.NativeEndian.Uint32(raw[4*i:]))
		if value == math.MaxUint32 {
			value = -1
		}
		parts[i] = w + "=" + strconv.FormatInt(value, 10)
	}
	return strings.Join(parts, " ")
}

func (c record) Hint() string { return strings.Join(c.words, "=N ") + "=N" }

func (c record) size() int { return 4 * len(c.words) }

// portRange is two ports in one word, the upper one in the upper half (IP_LOCAL_PORT_RANGE). A half of 0 leaves that
// end to the sysctl.
type portRange struct{}

func (c portRange) Parse(text string) ([]byte, error) {
	if text == "off" || text == "0" {
		return word(0), nil
	}
	lowText, highText, ok := strings.Cut(text, "-")
	low, lowErr := strconv.ParseUint(lowText, 10, 16)
	high, highErr := strconv.ParseUint(highText, 10, 16)
	if !ok || lowErr != nil || highErr != nil {
		return nil, reject(text, "is not a range of ports", c.Hint())
	}
	return word(uint32(high<<16 | low)), nil
}

func (c portRange) Format(raw []byte) string {
	value, ok := asWord(raw)
	switch {
	case !ok:
		return hexText(raw)
	case value == 0:
		return "off"
	default:
		return strconv.Itoa(int(value&0xffff)) + "-" + strconv.Itoa(int(value>>16))
	}
}

func (c portRange) Hint() string { return "LOW-HIGH, e.g. 40000-40010, or off" }
