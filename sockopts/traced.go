package sockopts

import "strconv"

// Traced prints an option and its value as strace(1) does: [1] and [131072], not [on]
// and [128KiB]. An option that the catalogue lacks is a number, and its value bytes.
func Traced(level, number int, value []byte) (levelName, name, text string) {
	levelName = LevelName(level)
	option, ok := ByNumber(level, number)
	if !ok {
		return levelName, strconv.Itoa(number), Hex(value).String()
	}
	decoded := option.Decode(value)
	if n, ok := decoded.Number(); ok && (option.Unit != "" || decoded.String() == "on" || decoded.String() == "off") {
		return levelName, option.Name, strconv.FormatInt(n, 10)
	}
	return levelName, option.Name, decoded.String()
}
