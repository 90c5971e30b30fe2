package step

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"
)

var durationUnits = []struct {
	name string
	size time.Duration
}{{"m", time.Minute}, {"s", time.Second}, {"ms", time.Millisecond}, {"us", time.Microsecond}}

// ParseSize parses a number of bytes: 100, 100B, 64KiB, 2MiB, 1GiB, and 4k, 64K, 1M, 1G, which also count by 1024.
func ParseSize(text string) (int64, error) {
	n, why := sockopts.ParseSize(text)
	if why != "" {
		return 0, fmt.Errorf("%q is not a size: write bytes as 100, 4k, 64KiB or 1M", text)
	}
	return n, nil
}

// ParseDuration parses a duration: 200us, 10ms, 2s, 1.5s, 1m; 0 needs no unit; forever is negative.
func ParseDuration(text string) (time.Duration, error) {
	if text == "forever" || text == "-1" {
		return -1, nil
	}
	if text == "0" {
		return 0, nil
	}
	for _, unit := range []string{"us", "µs", "ms", "s", "m"} { // the short units are last, since "ms" ends in "s"
		digits, ok := strings.CutSuffix(text, unit)
		if !ok || digits == "" || strings.Trim(digits, "0123456789.") != "" {
			continue
		}
		if d, err := time.ParseDuration(text); err == nil && d.Truncate(time.Microsecond) == d {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%q is not a duration: write a number with us, ms, s or m, such as 200ms", text)
}

// parseBool parses on or off, or 1 or 0.
func parseBool(text string) (bool, error) {
	switch text {
	case "on", "1":
		return true, nil
	case "off", "0":
		return false, nil
	}
	return false, fmt.Errorf("%q is neither on nor off", text)
}

// formatBool returns "on" or "off".
func formatBool(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// FormatSize returns a number of bytes in the largest unit that divides it.
func FormatSize(n int64) string { return sockopts.FormatSize(n) }

// FormatDuration returns a duration in the largest unit that divides it; a negative one is "forever".
func FormatDuration(d time.Duration) string {
	if d < 0 {
		return "forever"
	}
	if d == 0 {
		return "0s"
	}
	for _, unit := range durationUnits {
		if d%unit.size == 0 {
			return strconv.FormatInt(int64(d/unit.size), 10) + unit.name
		}
	}
	return strconv.FormatInt(d.Nanoseconds(), 10) + "ns"
}

// FormatShort returns a duration with its significant digits: "41.2ms", "0.13ms", "2.5s".
func FormatShort(d time.Duration) string {
	number, unit := d.Seconds(), "s"
	if d < time.Second {
		number, unit = number*1000, "ms"
	}
	decimals := 0
	switch {
	case number < 1:
		decimals = 2
	case number < 100:
		decimals = 1
	}
	return strconv.FormatFloat(number, 'f', decimals, 64) + unit
}

// FormatTook returns a number of seconds as the trace prints durations.
func FormatTook(seconds float64) string {
	return sockets.FormatTook(time.Duration(seconds * float64(time.Second)))
}
