package sockopts

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
)

// Info is struct tcp_info as returned by getsockopt(2). Older kernels return less; the missing fields are absent.
type Info struct{ raw []byte }

// Fields returns the fields of the option's value, if it is struct tcp_info.
func (o *Option) Fields() []InfoField {
	if _, ok := o.Codec.(tcpInfo); ok {
		return infoFields
	}
	return nil
}

// DecodeInfo decodes the result of TCP_INFO. The bytes are copied.
func DecodeInfo(raw []byte) Info { return Info{raw: append([]byte(nil), raw...)} }

// InfoValue is one field of an Info with its number.
type InfoValue struct {
	InfoField
	Number uint64
}

// String returns the number with its unit, or the name that stands for it.
func (v InfoValue) String() string {
	if v.flags {
		return v.names.flagText(uint32(v.Number))
	}
	if v.names != nil {
		if text, ok := v.names.nameOf(uint32(v.Number)); ok {
			return text
		}
	}
	switch v.Unit {
	case "us", "ms":
		return strconv.FormatUint(v.Number, 10) + v.Unit
	case "":
		return strconv.FormatUint(v.Number, 10)
	default:
		return strconv.FormatUint(v.Number, 10) + " " + v.Unit
	}
}

// Field returns a field by its name in C without tcpi_: "rtt".
func (i Info) Field(name string) (InfoValue, bool) {
	for _, field := range infoFields {
		if field.Name == name {
			return i.read(field)
		}
	}
	return InfoValue{}, false
}

// Fields returns all fields that are present, in the kernel's order.
func (i Info) Fields() []InfoValue {
	values := make([]InfoValue, 0, len(infoFields))
	for _, field := range infoFields {
		if value, ok := i.read(field); ok {
			values = append(values, value)
		}
	}
	return values
}

// Number returns a field for comparisons. Unlimited rates, which have all bits set, are the largest int64.
func (i Info) Number(name string) (int64, bool) {
	value, ok := i.Field(name)
	return int64(min(value.Number, math.MaxInt64)), ok
}

// InfoFieldNames returns the names that Field accepts, in the kernel's order.
func InfoFieldNames() []string {
	list := make([]string, len(infoFields))
	for i, field := range infoFields {
		list[i] = field.Name
	}
	return list
}

func (i Info) read(field InfoField) (InfoValue, bool) {
	end := field.Offset + field.Size
	if len(i.raw) < end {
		return InfoValue{}, false
	}
	raw := i.raw[field.Offset:end]
	var number uint64
	switch field.Size {
	case 1:
		number = uint64(raw[0])
	case 2:
		number = uint64(binary.NativeEndian.Uint16(raw))
	case 4:
		number = uint64(binary.NativeEndian.Uint32(raw))
	case 8:
		number = binary.NativeEndian.Uint64(raw)
	}
	if field.Bits > 0 {
		number = number >> field.Shift & (1<<field.Bits - 1)
	}
	return InfoValue{InfoField: field, Number: number}, true
}

// tcpInfo is the codec of TCP_INFO: it prints the few fields people look at first, and can't parse.
type tcpInfo struct{}

func (c tcpInfo) Parse(text string) ([]byte, error) {
	return nil, reject(text, "can't be written as struct tcp_info, which is only read", "hex:… to compare bytes")
}

func (c tcpInfo) Format(raw []byte) string {
	info := DecodeInfo(raw)
	var parts []string
	for _, name := range []string{"state", "rtt", "snd_cwnd", "unacked", "lost", "total_retrans"} {
		value, ok := info.Field(name)
		if !ok {
			break
		}
		parts = append(parts, name+"="+strings.TrimSuffix(value.String(), " segments"))
	}
	if len(parts) == 0 {
		return hexText(raw)
	}
	return strings.Join(parts, " ")
}

func (c tcpInfo) Hint() string { return "read only; show s.info.FIELD shows one field" }

func (c tcpInfo) size() int { return 512 }

// same compares every byte: the few printed fields could hide a difference.
func (c tcpInfo) same(a, b []byte) bool { return string(a) == string(b) }
