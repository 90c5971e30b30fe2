package sockopts

import (
	"cmp"
	"strconv"
)

// Traced formats an option that is set or read, and its value, as strace(1) does: [1] and [131072], not [on] and
// [128KiB]. Some numbers mean different options to setsockopt(2) and getsockopt(2). An option that the catalogue lacks
// is formatted as a number, and its value as bytes.
func Traced(setting bool, level, number int, value []byte) (levelName, name, text string) {
	levelName = LevelName(level)
	option, ok := Getting(level, number)
	if setting {
		option, ok = Setting(level, number)
	}
	if !ok {
		return levelName, strconv.Itoa(number), Hex(value).String()
	}
	name = option.Name
	if !setting {
		name = cmp.Or(option.Getter, name)
	}
	if c, ok := option.Codec.(tracing); ok {
		return levelName, name, c.traced(value)
	}
	decoded := option.Decode(value)
	if n, ok := decoded.Number(); ok && (option.Unit != "" || decoded.String() == "on" || decoded.String() == "off") {
		return levelName, name, strconv.FormatInt(n, 10)
	}
	return levelName, name, decoded.String()
}
