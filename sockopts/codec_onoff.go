package sockopts

import "strconv"

// onOff is a C int that is either on or off. Numbers other than 0 and 1 are accepted, since some options refuse them
// and most treat them as on.
type onOff struct{}

func (c onOff) Parse(text string) ([]byte, error) {
	switch text {
	case "on", "true":
		return word(1), nil
	case "off", "false":
		return word(0), nil
	}
	value, why := parse32(text, "")
	if why == "does not fit in 32 bits" {
		return nil, reject(text, why, c.Hint())
	}
	if why != "" {
		return nil, reject(text, "is not a valid value", c.Hint())
	}
	return word(value), nil
}

func (c onOff) Format(raw []byte) string {
	switch number, ok := c.number(raw); {
	case !ok:
		return hexText(raw)
	case number == 0:
		return "off"
	case number == 1:
		return "on"
	default:
		return strconv.FormatInt(number, 10)
	}
}

func (c onOff) Hint() string { return "on or off" }

func (c onOff) number(raw []byte) (int64, bool) { return integer{}.number(raw) }

// same treats every nonzero value as on, of any length: the IP level returns a single byte if the buffer is small.
func (c onOff) same(a, b []byte) bool {
	return len(a) > 0 && len(b) > 0 && anySet(a) == anySet(b)
}

func anySet(raw []byte) bool {
	for _, b := range raw {
		if b != 0 {
			return true
		}
	}
	return false
}

// ignored is a C int that the kernel requires but ignores.
type ignored struct{}

func (c ignored) Parse(text string) ([]byte, error) {
	if text == "" {
		return word(0), nil
	}
	return onOff{}.Parse(text)
}

func (c ignored) Format(raw []byte) string { return integer{}.Format(raw) }

func (c ignored) Hint() string { return "0: the value is ignored" }

func (c ignored) same(a, b []byte) bool { return len(a) == len(b) }
