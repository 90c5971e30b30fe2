package sockopts

import (
	"encoding/binary"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// timestamping is struct so_timestamping: flags, and the hardware clock to bind to, if any.
type timestamping struct{ flags }

func (c timestamping) Parse(text string) ([]byte, error) {
	set, clock, bound := strings.Cut(text, ",phc=")
	raw, err := c.flags.Parse(set)
	if err != nil {
		return nil, err
	}
	var index uint32
	if bound {
		var why string
		if index, why = parse32(clock, ""); why != "" {
			return nil, reject(clock, "is not a number of a clock", c.Hint())
		}
	}
	return append(raw, word(index)...), nil
}

func (c timestamping) Format(raw []byte) string {
	if len(raw) != 8 {
		return hexText(raw)
	}
	text := c.flags.Format(raw[:4])
	if anySet(raw[4:]) {
		text += ",phc=" + integer{}.Format(raw[4:])
	}
	return text
}

func (c timestamping) number([]byte) (int64, bool) { return 0, false }

func (c timestamping) size() int { return 8 }

// typeSet is struct icmp6_filter: one bit for each of the 256 types of ICMPv6, set if the type is blocked.
type typeSet struct{}

func (c typeSet) Parse(text string) ([]byte, error) {
	var set [8]uint32
	switch text {
	case "none":
		return c.bytes(set), nil
	case "all":
		for i := range set {
			set[i] = ^uint32(0)
		}
		return c.bytes(set), nil
	}
	for part := range strings.SplitSeq(text, ",") {
		lowText, highText, ranged := strings.Cut(part, "-")
		if !ranged {
			highText = lowText
		}
		low, lowErr := strconv.ParseUint(lowText, 10, 8)
		high, highErr := strconv.ParseUint(highText, 10, 8)
		if lowErr != nil || highErr != nil || high < low {
			return nil, reject(part, "is not a type of ICMPv6", c.Hint())
		}
		for kind := low; kind <= high; kind++ {
			set[kind/32] |= 1 << (kind % 32)
		}
	}
	return c.bytes(set), nil
}

func (c typeSet) bytes(set [8]uint32) []byte {
	var raw []byte
	for _, bits := range set {
		raw = append(raw, word(bits)...)
	}
	return raw
}

func (c typeSet) Format(raw []byte) string {
	if len(raw) != unix.SizeofICMPv6Filter {
		return hexText(raw)
	}
	has := func(kind int) bool {
		return kind < 256 && binary.NativeEndian.Uint32(raw[kind/32*4:])>>(kind%32)&1 == 1
	}
	var parts []string
	for kind := 0; kind < 256; kind++ {
		if !has(kind) {
			continue
		}
		first := kind
		for has(kind + 1) {
			kind++
		}
		text := strconv.Itoa(first)
		if kind > first {
			text += "-" + strconv.Itoa(kind)
		}
		parts = append(parts, text)
	}
	switch {
	case len(parts) == 0:
		return "none"
	case parts[0] == "0-255":
		return "all"
	default:
		return strings.Join(parts, ",")
	}
}

func (c typeSet) Hint() string {
	return "none, all, or the types to keep out, e.g. 128,130-137"
}

func (c typeSet) size() int { return unix.SizeofICMPv6Filter }
