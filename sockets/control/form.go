package control

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"netnet-tui/sockets"
)

// Form is how the data of a control message is written. If a function is nil, such data can't be sent, has no number,
// or is printed as strace prints unknown data.
type Form struct {
	Hint      string                                                // what may be written
	Canonical func(text string) (string, error)                     // parses what a script writes into its canonical form
	Encode    func(text string, b Bench) ([]byte, error)            // from the canonical form
	Decode    func(data []byte, b Bench) (string, bool)             // false if the data does not have this form
	Trace     func(data []byte, fd func(int) string) (string, bool) // as strace prints it
	Number    func(data []byte) (int64, bool)                       // the number that expect compares
	Unit      time.Duration                                         // unit of the number, if it is a time
	Same      func(data []byte, text string, b Bench) bool          // whether the data is what a script expects, if other texts may match too
}

var order = binary.NativeEndian

func parseHex(text string) ([]byte, bool) {
	digits, ok := strings.CutPrefix(text, "hex:")
	if !ok {
		return nil, false
	}
	raw, err := hex.DecodeString(digits)
	return raw, err == nil
}

func formatHex(raw []byte) string { return "hex:" + hex.EncodeToString(raw) }

// errComes is the error for control messages that can't be sent by name.
var errComes = errors.New("it only comes: to send one, write its bytes as hex:…")

// comes is Canonical for messages that can't be sent by name. expect uses it to parse what recvmsg prints.
func comes(text string) (string, error) {
	if text == "" {
		return "", errComes
	}
	return text, nil
}

func unsent(string, Bench) ([]byte, error) { return nil, errComes }

// numeric is a whole number of size bytes.
type numeric struct {
	size   int
	signed bool
	hex    bool // printed in hexadecimal
	big    bool // in network byte order
	bare   bool // strace prints its bytes
}

func (n numeric) form() Form {
	hint := "a number"
	if n.hex {
		hint = "a number such as 0x10"
	}
	return Form{Hint: hint, Canonical: n.canonical, Encode: n.encode, Decode: n.decode, Trace: n.trace, Number: n.number}
}

func (n numeric) print(v int64) string {
	if n.hex && v > 0 {
		return fmt.Sprintf("%#x", v)
	}
	return strconv.FormatInt(v, 10)
}

func (n numeric) canonical(text string) (string, error) {
	v, err := strconv.ParseInt(text, 0, 64)
	least, most := int64(0), int64(math.MaxInt64)
	if n.size < 8 {
		most = 1<<(8*n.size) - 1
	}
	if n.signed {
		least = -1 << (8*n.size - 1)
	}
	if err != nil || v < least || v > most {
		return "", fmt.Errorf("%q is not a number from %d to %d", text, least, most)
	}
	return n.print(v), nil
}

func (n numeric) encode(text string, _ Bench) ([]byte, error) {
	v, err := strconv.ParseInt(text, 0, 64)
	if err != nil {
		return nil, err
	}
	raw := order.AppendUint64(nil, uint64(v))
	switch {
	case n.big:
		return binary.BigEndian.AppendUint32(nil, uint32(v)), nil
	case n.size == 4:
		return order.AppendUint32(nil, uint32(v)), nil
	case n.size == 2:
		return order.AppendUint16(nil, uint16(v)), nil
	}
	return raw[:n.size], nil
}

// number decodes up to size bytes: IP_TOS is sent as four and received as one.
func (n numeric) number(data []byte) (int64, bool) {
	switch {
	case len(data) > n.size:
		return 0, false
	case len(data) == 1:
		return int64(data[0]), true
	case len(data) == 2:
		return int64(order.Uint16(data)), true
	case len(data) == 4 && n.big:
		return int64(binary.BigEndian.Uint32(data)), true
	case len(data) == 4 && n.signed:
		return int64(int32(order.Uint32(data))), true
	case len(data) == 4:
		return int64(order.Uint32(data)), true
	case len(data) == 8:
		v := order.Uint64(data)
		return int64(v), v <= math.MaxInt64
	}
	return 0, false
}

func (n numeric) decode(data []byte, _ Bench) (string, bool) {
	v, ok := n.number(data)
	return n.print(v), ok
}

// trace prints as many numbers as fit into the data, unsigned as in strace; nothing if the data is too short for one.
func (n numeric) trace(data []byte, _ func(int) string) (string, bool) {
	switch {
	case n.bare:
		return tracedBytes(data, nil)
	case len(data) < n.size:
		return "", false
	case n.size != 4 || n.big || n.hex:
		v, ok := n.decode(data, Bench{})
		return "[" + v + "]", ok
	}
	var list []string
	for ; len(data) >= n.size; data = data[n.size:] {
		list = append(list, strconv.FormatUint(uint64(order.Uint32(data)), 10))
	}
	return "[" + strings.Join(list, ", ") + "]", true
}

// hexBytes formats bytes as strace does: [0x10, 0, 0, 0].
func hexBytes(data []byte) string {
	parts := make([]string, len(data))
	for i, c := range data {
		parts[i] = "0"
		if c != 0 {
			parts[i] = fmt.Sprintf("%#x", c)
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// The forms of numbers and bytes.
var (
	integer     = numeric{size: 4, signed: true}.form()
	hexInteger  = numeric{size: 4, signed: true, hex: true}.form()
	word        = numeric{size: 4}.form()
	big32       = numeric{size: 4, hex: true, big: true}.form()
	short       = numeric{size: 2}.form()
	nanoseconds = numeric{size: 8}.form()
	octet       = numeric{size: 4, signed: true, hex: true, bare: true}.form() // sent as an int, received as a byte
	bytesOf     = Form{Hint: "bytes, as hex:…", Canonical: comes, Encode: unsent, Decode: hexed, Trace: tracedBytes}
	label       = Form{Hint: "a text", Canonical: comes, Encode: unsent, Decode: labelled, Trace: tracedLabel}
)

func hexed(data []byte, _ Bench) (string, bool) { return formatHex(data), true }

func tracedBytes(data []byte, _ func(int) string) (string, bool) {
	return hexBytes(data), len(data) > 0
}

func labelled(data []byte, _ Bench) (string, bool) {
	return sockets.Printable(strings.TrimRight(string(data), "\x00")), true
}

func tracedLabel(data []byte, _ func(int) string) (string, bool) {
	return sockets.Quote(data), len(data) > 0
}
