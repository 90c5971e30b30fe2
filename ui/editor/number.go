package editor

import (
	"math"
	"strconv"
	"strings"

	"netnet-tui/sockopts"
)

// numberForm is for a number; arrows increase and decrease it.
type numberForm struct{ lineForm }

func (f *numberForm) keys() string {
	if f.shape.Scales {
		return "↑↓ doubles, halves"
	}
	return "↑↓ counts"
}

// move increases or decreases the number, within 32 or 64 bits.
func (f *numberForm) move(by int, pages bool) {
	if pages {
		by *= 10 // ten doublings: a factor of 1024
	}
	n := int64(0)
	if text := strings.TrimSpace(f.line.Text); text != "" {
		value, err := f.option.Parse(text)
		number, ok := value.Number()
		if err != nil || !ok {
			return
		}
		n = number
	}
	if f.shape.Scales {
		n = scaled(n, -by)
	} else {
		n -= int64(by)
	}
	value, err := f.option.Parse(strconv.FormatInt(n, 10))
	if number, ok := value.Number(); err == nil && ok && number == n {
		f.offer(value.String())
	}
}

// scaled doubles a number the given number of times, or halves it if that is negative. Doubling takes a
// negative number to 0, and 0 to 1.
func scaled(n int64, times int) int64 {
	for ; times > 0; times-- {
		switch {
		case n < 0:
			n = 0
		case n == 0:
			n = 1
		case n <= math.MaxInt64/2:
			n *= 2
		}
	}
	for ; times < 0 && n > 0; times++ {
		n /= 2
	}
	return n
}

// means returns the number in the option's own unit.
func (f *numberForm) means(v sockopts.Value) string {
	n, ok := v.Number()
	text := strconv.FormatInt(n, 10)
	switch {
	case !ok || f.shape.Counts == "" && text == strings.TrimSpace(f.line.Text):
		return ""
	case f.shape.Counts == "":
		return "that is " + text
	case n == 1:
		return text + " " + strings.TrimSuffix(f.shape.Counts, "s")
	}
	return text + " " + f.shape.Counts
}
