package sockopts

import (
	"cmp"
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// linger is struct linger: off, or on with a number of seconds. The kernel keeps l_linger while l_onoff is 0, hence
// off,5s.
type linger struct{}

func (c linger) Parse(text string) ([]byte, error) {
	state, rest, timed := strings.Cut(text, ",")
	var onoff, seconds uint32
	switch {
	case state == "on" && timed:
		onoff = 1
	case state == "on":
		return nil, reject(text, "lacks its seconds", c.Hint())
	case state != "off":
		return nil, reject(text, "starts with neither on nor off", c.Hint())
	}
	if timed {
		value, why := parse32(rest, "s")
		if why != "" {
			return nil, reject(rest, why, c.Hint())
		}
		seconds = value
	}
	return append(word(onoff), word(seconds)...), nil
}

func (c linger) Format(raw []byte) string {
	if len(raw) != unix.SizeofLinger {
		return hexText(raw)
	}
	seconds := integer{"s"}.Format(raw[4:])
	switch binary.NativeEndian.Uint32(raw) {
	case 0:
		if anySet(raw[4:]) {
			return "off," + seconds
		}
		return "off"
	case 1:
		return "on," + seconds
	default:
		return hexText(raw)
	}
}

func (c linger) Hint() string { return "on,SECONDS or off" }

func (c linger) size() int { return unix.SizeofLinger }

// standsFor makes on and off match any number of seconds: with off, the kernel keeps the previous seconds.
func (c linger) standsFor(word string, value []byte) (stands, standing bool) {
	if word != "on" && word != "off" {
		return false, false
	}
	return len(value) == unix.SizeofLinger && anySet(value[:4]) == (word == "on"), true
}

// same treats every nonzero l_onoff as on.
func (c linger) same(a, b []byte) bool {
	return len(a) == unix.SizeofLinger && len(b) == unix.SizeofLinger &&
		anySet(a[:4]) == anySet(b[:4]) && string(a[4:]) == string(b[4:])
}

// timeval is struct timeval. A bare number is in seconds; 0s means no limit. struct __kernel_sock_timeval has 64-bit
// fields on every machine.
type timeval struct{ always64 bool }

const (
	microseconds = 1_000_000
	longest      = math.MaxInt64/microseconds - 1 // seconds that can still be counted in microseconds
)

func (c timeval) Parse(text string) ([]byte, error) {
	magnitude, negative, why := quantity(text, "us", "s")
	if why == "" && magnitude/microseconds >= longest {
		why = "is too large"
	}
	if why != "" {
		return nil, reject(text, why, c.Hint())
	}
	sec, usec := int64(magnitude/microseconds), int64(magnitude%microseconds)
	if negative {
		sec, usec = -sec, -usec
		if usec < 0 { // tv_usec must be within 0 and 999999
			sec, usec = sec-1, usec+microseconds
		}
	}
	if c.field() == 4 && sec != int64(int32(sec)) {
		return nil, reject(text, "is too large", c.Hint())
	}
	return appendSized(appendSized(nil, uint64(sec), c.field()), uint64(usec), c.field()), nil
}

func (c timeval) Format(raw []byte) string {
	if len(raw) != c.size() {
		return hexText(raw)
	}
	sec, usec := asLong(raw[:c.field()]), asLong(raw[c.field():])
	if usec < 0 || usec >= microseconds || sec > longest || sec < -longest {
		return hexText(raw)
	}
	total, sign := sec*microseconds+usec, ""
	if total < 0 {
		total, sign = -total, "-"
	}
	return sign + durationText(total)
}

// durationText formats a time in seconds or, below one second, in the largest exact unit.
func durationText(us int64) string {
	whole, rest := us/microseconds, us%microseconds
	switch {
	case rest == 0:
		return strconv.FormatInt(whole, 10) + "s"
	case whole > 0:
		digits := strconv.FormatInt(microseconds+rest, 10)[1:]
		return strconv.FormatInt(whole, 10) + "." + strings.TrimRight(digits, "0") + "s"
	case rest%1000 == 0:
		return strconv.FormatInt(rest/1000, 10) + "ms"
	default:
		return strconv.FormatInt(rest, 10) + "us"
	}
}

func (c timeval) Hint() string { return "a time, e.g. 250ms or 1.5s; 0s is no limit" }

func (c timeval) size() int { return 2 * c.field() }

// order compares the seconds, then the microseconds.
func (c timeval) order(a, b []byte) (int, bool) {
	if len(a) != c.size() || len(b) != c.size() {
		return 0, false
	}
	return cmp.Or(cmp.Compare(asLong(a[:c.field()]), asLong(b[:c.field()])), cmp.Compare(asLong(a[c.field():]), asLong(b[c.field():]))), true
}

// field returns the size of each of the two fields.
func (c timeval) field() int { //nolint:unparam // 4 on 32-bit machines, where a C long is that
	if c.always64 {
		return 8
	}
	return unix.SizeofLong
}

func asLong(raw []byte) int64 {
	if len(raw) == 4 {
		return int64(int32(binary.NativeEndian.Uint32(raw)))
	}
	return int64(binary.NativeEndian.Uint64(raw))
}
