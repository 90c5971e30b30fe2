package control

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The forms of times. Wall-clock times are printed in seconds since 1970, as by date +%s.%N.
var (
	microTime    = moment{digits: 6}.form()
	nanoTime     = moment{digits: 9}.form()
	timestamping = Form{Hint: "three times, or to send SOF_TIMESTAMPING_ flags as a number", Canonical: canonicalFlags,
		Encode: word.Encode, Decode: decodeStamps, Trace: traceStamps, Number: firstStamp, Unit: time.Nanosecond}
)

// moment is a 64-bit struct timeval or timespec.
type moment struct{ digits int }

const momentSize = 16

func (m moment) form() Form {
	return Form{Hint: "a time in seconds since 1970", Canonical: comes, Encode: unsent, Decode: m.decode, Trace: m.trace, Number: m.number, Unit: time.Nanosecond}
}

func (m moment) read(data []byte) (seconds, part int64, ok bool) {
	if len(data) < momentSize {
		return 0, 0, false
	}
	return int64(order.Uint64(data)), int64(order.Uint64(data[8:])), true
}

func (m moment) decode(data []byte, _ Bench) (string, bool) {
	seconds, part, ok := m.read(data)
	if seconds == 0 && part == 0 {
		return "0", ok
	}
	return fmt.Sprintf("%d.%0*d", seconds, m.digits, part), ok
}

func (m moment) trace(data []byte, _ func(int) string) (string, bool) {
	seconds, part, ok := m.read(data)
	if !ok {
		return "???", len(data) > 0
	}
	unit := "nsec"
	if m.digits == 6 {
		unit = "usec"
	}
	return fmt.Sprintf("{tv_sec=%d, tv_%s=%d}", seconds, unit, part), true
}

// number returns the time in nanoseconds.
func (m moment) number(data []byte) (int64, bool) {
	seconds, part, ok := m.read(data)
	if m.digits == 6 {
		part *= 1000
	}
	return seconds*int64(time.Second) + part, ok
}

// stamps is the number of struct timespec in struct scm_timestamping (linux/errqueue.h).
const stamps = 3

func canonicalFlags(text string) (string, error) {
	if text == "" {
		return "", errors.New("a number is missing")
	}
	if n, err := strconv.ParseUint(text, 0, 32); err == nil {
		return strconv.FormatUint(n, 10), nil
	}
	return text, nil // as received, for expect
}

func decodeStamps(data []byte, b Bench) (string, bool) {
	if len(data) == 4 {
		return word.Decode(data, b)
	}
	list, ok := eachStamp(data, func(part []byte) string { text, _ := nanoTimeOf.decode(part, b); return text })
	return strings.Join(list, ","), ok
}

func traceStamps(data []byte, fd func(int) string) (string, bool) {
	if len(data) < stamps*momentSize {
		return "???", len(data) > 0
	}
	list, ok := eachStamp(data, func(part []byte) string { text, _ := nanoTimeOf.trace(part, fd); return text })
	return "[" + strings.Join(list, ", ") + "]", ok
}

var nanoTimeOf = moment{digits: 9}

func eachStamp(data []byte, print func([]byte) string) ([]string, bool) {
	if len(data) < stamps*momentSize {
		return nil, false
	}
	var list []string
	for i := range stamps {
		list = append(list, print(data[i*momentSize:]))
	}
	return list, true
}

// firstStamp returns the first of the three that is set: software or hardware.
func firstStamp(data []byte) (int64, bool) {
	for at := 0; at+momentSize <= len(data); at += momentSize {
		if n, _ := nanoTimeOf.number(data[at:]); n != 0 {
			return n, true
		}
	}
	return 0, len(data) >= momentSize
}
