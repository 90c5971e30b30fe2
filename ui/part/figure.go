package part

import (
	"fmt"
	"strconv"
	"strings"
)

// Gauge returns n of of as a bar of w blocks.
func Gauge(n, of, w int) string {
	full := 0
	if of > 0 {
		full = min(w, (n*w+of-1)/of)
	}
	return strings.Repeat("█", full) + strings.Repeat("░", w-full)
}

// Amount returns a number in at most four digits: 999, 12.3k, 4.5M.
func Amount(n float64) string {
	for _, unit := range []struct {
		size float64
		name string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}} {
		if n >= unit.size {
			return strconv.FormatFloat(n/unit.size, 'f', digits(n/unit.size), 64) + unit.name
		}
	}
	return strconv.FormatFloat(n, 'f', 0, 64)
}

func digits(n float64) int {
	if n >= 100 {
		return 0
	}
	return 1
}

// Span returns a short form of a time in seconds.
func Span(seconds float64) string {
	switch {
	case seconds < 10:
		return fmt.Sprintf("%.1fs", seconds)
	case seconds < 100:
		return fmt.Sprintf("%.0fs", seconds)
	case seconds < 6000:
		return fmt.Sprintf("%.0fm", seconds/60)
	}
	return fmt.Sprintf("%.0fh", seconds/3600)
}

// Spark returns the last w values as columns of blocks over a number of rows, scaled to the highest.
func Spark(values []float64, w, rows int) []string {
	values = values[max(0, len(values)-w):]
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	blocks := []rune("▁▂▃▄▅▆▇█")
	text := make([][]rune, rows)
	for row := range text {
		for range w - len(values) {
			text[row] = append(text[row], ' ')
		}
		for _, v := range values {
			full := 0
			if most > 0 {
				full = int(v/most*float64(rows*len(blocks)-1) + 0.5)
			}
			switch level := full - (rows-1-row)*len(blocks); {
			case level < 0:
				text[row] = append(text[row], ' ')
			default:
				text[row] = append(text[row], blocks[min(level, len(blocks)-1)])
			}
		}
	}
	lines := make([]string, rows)
	for row := range text {
		lines[row] = string(text[row])
	}
	return lines
}
