package sockopts

import (
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// part is one field of a layout: 1, 2, 4 or 8 bytes, or padding of any number of bytes, which has no name and must be
// 0.
type part struct {
	name string
	size int
}

// layout is a struct of unsigned numbers of several sizes, written as name=number pairs. If a kernel fills in fewer
// fields, fewer are printed. No bytes at all are written "".
type layout struct {
	parts []part
	whole bool // a struct with fewer fields is a different one
}

func (c layout) Parse(text string) ([]byte, error) {
	if text == emptyText {
		return []byte{}, nil
	}
	pairs := strings.Fields(text)
	var raw []byte
	for _, p := range c.parts {
		if p.name == "" {
			raw = append(raw, make([]byte, p.size)...)
			continue
		}
		if len(pairs) == 0 {
			break
		}
		digits, ok := strings.CutPrefix(pairs[0], p.name+"=")
		number, err := strconv.ParseUint(digits, 10, 8*p.size)
		if !ok || err != nil {
			return nil, reject(pairs[0], "is not "+p.name+"=NUMBER", c.Hint())
		}
		raw, pairs = appendSized(raw, number, p.size), pairs[1:]
	}
	if len(pairs) > 0 || len(raw) == 0 || c.whole && len(raw) != c.size() {
		return nil, reject(text, "has too few or too many parts", c.Hint())
	}
	return raw, nil
}

func (c layout) Format(raw []byte) string {
	if len(raw) == 0 {
		return emptyText
	}
	if c.whole && len(raw) != c.size() {
		return hexText(raw)
	}
	var texts []string
	rest := raw
	for _, p := range c.parts {
		if len(rest) == 0 && p.name != "" {
			break
		}
		if len(rest) < p.size {
			return hexText(raw)
		}
		if p.name != "" {
			texts = append(texts, p.name+"="+strconv.FormatUint(asSized(rest[:p.size]), 10))
		} else if anySet(rest[:p.size]) {
			return hexText(raw)
		}
		rest = rest[p.size:]
	}
	if len(rest) > 0 || len(texts) == 0 {
		return hexText(raw)
	}
	return strings.Join(texts, " ")
}

func (c layout) Hint() string {
	var names []string
	for _, p := range c.parts {
		if p.name != "" {
			names = append(names, p.name+"=N")
		}
	}
	return strings.Join(names, " ")
}

func (c layout) size() int {
	size := 0
	for _, p := range c.parts {
		size += p.size
	}
	return size
}

func appendSized(raw []byte, number uint64, size int) []byte {
	switch size {
	case 1:
		return append(raw, byte(number))
	case 2:
		return binary.NativeEndian.AppendUint16(raw, uint16(number))
	case 4:
		return binary.NativeEndian.AppendUint32(raw, uint32(number))
	default:
		return binary.NativeEndian.AppendUint64(raw, number)
	}
}

func asSized(raw []byte) uint64 {
	switch len(raw) {
	case 1:
		return uint64(raw[0])
	case 2:
		return uint64(binary.NativeEndian.Uint16(raw))
	case 4:
		return uint64(binary.NativeEndian.Uint32(raw))
	default:
		return binary.NativeEndian.Uint64(raw)
	}
}

// wordList is any number of 32-bit numbers, such as the groups of a process.
type wordList struct {
	room int
	hint string
}

func (c wordList) Parse(text string) ([]byte, error) {
	raw := []byte{}
	if text == emptyText {
		return raw, nil
	}
	for number := range strings.SplitSeq(text, ",") {
		value, why := parse32(number, "")
		if why != "" {
			return nil, reject(number, why, c.Hint())
		}
		raw = append(raw, word(value)...)
	}
	return raw, nil
}

func (c wordList) Format(raw []byte) string {
	if len(raw) == 0 {
		return emptyText
	}
	if len(raw)%4 != 0 {
		return hexText(raw)
	}
	var numbers []string
	for four := range slices.Chunk(raw, 4) {
		numbers = append(numbers, unsigned{}.Format(four))
	}
	return strings.Join(numbers, ",")
}

func (c wordList) Hint() string { return c.hint }

func (c wordList) size() int { return 4 * c.room }
