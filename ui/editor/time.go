package editor

import (
	"fmt"
	"strings"

	"netnet-tui/sockopts"
)

// timeForm is for a struct timeval; arrows double and halve it.
type timeForm struct{ lineForm }

func (f *timeForm) keys() string { return "↑↓ doubles, halves" }

const (
	second      = 1_000_000 // in microseconds
	millisecond = 1000
)

// move doubles the time on the key that goes up, from 0 to a second at first. Halving it below a
// millisecond gives 0.
func (f *timeForm) move(by int, pages bool) {
	if pages {
		by *= 10
	}
	total := int64(0)
	if text := strings.TrimSpace(f.line.Text); text != "" {
		value, err := f.option.Parse(text)
		sec, usec, ok := value.Clock()
		if err != nil || !ok || sec > second*second {
			return
		}
		total = sec*second + usec
	}
	for ; by < 0; by++ {
		switch {
		case total < 0:
			total = 0
		case total == 0:
			total = second
		case total < second*second*second:
			total *= 2
		}
	}
	for ; by > 0 && total > 0; by-- {
		if total /= 2; total < millisecond {
			total = 0
		}
	}
	if value, err := f.option.Parse(fmt.Sprintf("%dus", total)); err == nil {
		f.offer(value.String())
	}
}

// means returns the fields of the struct, and says what a time of zero means.
func (f *timeForm) means(v sockopts.Value) string {
	sec, usec, ok := v.Clock()
	switch {
	case !ok:
		return ""
	case sec == 0 && usec == 0 && f.shape.NoTime != "":
		return "0s: " + f.shape.NoTime
	}
	return fmt.Sprintf("tv_sec %d, tv_usec %d", sec, usec)
}
