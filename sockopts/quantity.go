package sockopts

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// unitScale is a suffix of a number, and its factor.
type unitScale struct {
	suffix string
	factor uint64
}

// scales returns the suffixes of a unit, largest factor first. Times are counted in microseconds.
func scales(unit string) []unitScale {
	switch unit {
	case "B":
		return []unitScale{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1},
			{"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"k", 1 << 10}} // short ones are parsed but not printed
	case "us", "ms", "s":
		return []unitScale{{"m", 60_000_000}, {"s", 1_000_000}, {"ms", 1000}, {"us", 1}}
	default:
		return nil
	}
}

func factorOf(unit string) uint64 {
	for _, scale := range scales(unit) {
		if scale.suffix == unit {
			return scale.factor
		}
	}
	return 1
}

// quantity parses a number with or without a suffix and counts it in unit; a number without a suffix is in bare.
// Fractions are allowed if the result is a whole number of units, and so are 0x numbers. why says what is wrong, or is
// "".
func quantity(text, unit, bare string) (magnitude uint64, negative bool, why string) {
	digits, negative := strings.CutPrefix(text, "-")
	if hexDigits, ok := strings.CutPrefix(digits, "0x"); ok {
		magnitude, err := strconv.ParseUint(hexDigits, 16, 64)
		if err != nil {
			return 0, false, "is not a number"
		}
		return magnitude, negative, ""
	}
	end := strings.LastIndexAny(digits, "0123456789.") + 1
	factor, ok := factorOf(bare), digits[end:] == ""
	for _, scale := range scales(unit) {
		if scale.suffix == digits[end:] {
			factor, ok = scale.factor, true
		}
	}
	if !ok && end == 0 {
		return 0, false, "is not a number"
	}
	if !ok {
		return 0, false, "has a unit that does not fit here"
	}
	whole, fraction, _ := strings.Cut(digits[:end], ".")
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > 9 {
		return 0, false, "is finer than the kernel keeps"
	}
	number, err := strconv.ParseUint(whole+fraction, 10, 64)
	if err != nil || whole == "" {
		return 0, false, "is not a number"
	}
	divisor := factorOf(unit)
	for range fraction {
		divisor *= 10
	}
	high, low := bits.Mul64(number, factor)
	if high >= divisor {
		return 0, false, "is too large"
	}
	magnitude, rest := bits.Div64(high, low, divisor)
	if rest != 0 {
		return 0, false, "is not a whole number of " + unitNoun(unit)
	}
	return magnitude, negative, ""
}

func unitNoun(unit string) string {
	switch unit {
	case "B":
		return "bytes"
	case "us":
		return "microseconds"
	case "ms":
		return "milliseconds"
	case "s":
		return "seconds"
	default:
		return "units"
	}
}

// printQuantity returns the shortest exact representation of a count of units.
func printQuantity(magnitude uint64, negative bool, unit string) string {
	suffix := unit
	if unit == "B" {
		suffix = "" // a plain number of bytes needs no unit
	}
	base := factorOf(unit)
	for _, scale := range scales(unit) {
		times := scale.factor / base
		if scale.suffix == "m" || times <= 1 || negative || magnitude == 0 {
			continue
		}
		if magnitude%times == 0 {
			magnitude, suffix = magnitude/times, scale.suffix
			break
		}
	}
	text := strconv.FormatUint(magnitude, 10) + suffix
	if negative {
		text = "-" + text
	}
	return text
}

func quantityHint(unit string) string {
	switch unit {
	case "B":
		return "bytes, e.g. 64KiB"
	case "us":
		return "microseconds, e.g. 50us"
	case "ms":
		return "milliseconds, e.g. 500ms or 5s"
	case "s":
		return "seconds, e.g. 10s"
	default:
		return "a whole number"
	}
}

// ParseSize parses a number of bytes: 100, 100B, 64KiB, 1.5MiB, and 4k, 64K, 1M or 1G, which also count by 1024. why
// says what is wrong, or is "".
func ParseSize(text string) (bytes int64, why string) {
	magnitude, negative, why := quantity(text, "B", "B")
	switch {
	case why != "":
	case negative:
		why = "is below 0"
	case magnitude > math.MaxInt64:
		why = "is too large"
	}
	return int64(magnitude), why
}

// FormatSize returns a number of bytes in the largest unit that divides it: 64KiB, 1536.
func FormatSize(bytes int64) string {
	return printQuantity(uint64(max(bytes, -bytes)), bytes < 0, "B")
}
