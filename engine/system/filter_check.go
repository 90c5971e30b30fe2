package system

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	"netnet-tui/engine/status"
)

// CheckFilter reports the first word of a filter that is a field without being one that rows have, or that has a value
// which no row can match.
func CheckFilter(text string) error {
	for _, word := range strings.Fields(strings.ToLower(text)) {
		name, want, ok := strings.Cut(word, ":")
		if !ok || name == wordDeaths || name == "unix" || !isWord(name) { // unix:/path is an address
			continue
		}
		f, known := FieldOf(name)
		if !known {
			return fmt.Errorf("a socket has no field %q: it has %s", name, strings.Join(each(Fields(), func(f Field) string { return f.Name }), ", "))
		}
		if good := f.valuesInstead(want); good != "" {
			return fmt.Errorf("no socket has %q: write %s", word, good)
		}
	}
	return nil
}

// isWord reports whether a text consists of letters: an address contains colons too.
func isWord(text string) bool {
	return text != "" && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz-") == ""
}

// valuesInstead returns the values that a field may have, for people, if no row can have the one that is wanted.
func (f Field) valuesInstead(want string) string {
	if want == "" {
		return ""
	}
	switch f.Name {
	case "state":
		states := each(append(status.States(), status.StateBound), func(s status.State) string { return strings.ToLower(string(s)) })
		return beginning(strings.ReplaceAll(want, "_", "-"), states)
	case "ending":
		return beginning(want, each(Endings(), func(e Ending) string { return string(e) }))
	case "stall":
		stalls := each(Stalls(), Stall.Name)
		for _, s := range Stalls() {
			if strings.Contains(strings.ToLower(s.Meaning()+" "+s.Name()+" "+string(s)), want) {
				return ""
			}
		}
		return strings.Join(stalls, ", ") + ", or nothing for any"
	case "local", "peer":
		_, err := netip.ParsePrefix(want)
		address, _, network := strings.Cut(want, "/")
		if _, ip := netip.ParseAddr(address); network && ip == nil && err != nil {
			return "a network such as 10.0.0.0/8"
		}
	case "pid", "port":
		if _, err := strconv.ParseUint(want, 10, 32); err != nil {
			return "a number, such as " + f.Name + ":80"
		}
	default:
		if f.number != nil && status.Comparison(want) == nil {
			return "a number, such as " + f.Name + ":>0"
		}
	}
	return ""
}

// beginning returns a list of values if none of them begins with text.
func beginning(text string, values []string) string {
	for _, v := range values {
		if strings.HasPrefix(v, text) {
			return ""
		}
	}
	return strings.Join(values, ", ")
}
