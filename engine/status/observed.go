package status

import (
	"cmp"
	"fmt"
	"strings"
)

// String returns the state of a socket before and after a step: unchanged fields once, changed ones with an arrow.
func (s Observed) String() string {
	if s.Before == nil && s.After == nil {
		return ""
	}
	before, after := s.Before, s.After
	if before == nil {
		before = after
	}
	if after == nil {
		after = before
	}
	var parts []string
	for _, f := range Fields() {
		if f.Brief(before) == "" && f.Brief(after) == "" {
			continue
		}
		name := f.Name
		if f.Kind == FieldState { // needs no label
			name = ""
		}
		switch old, now := f.Text(before), f.Text(after); {
		case old != now:
			parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s→%s", name, dash(old), dash(now))))
		case now != "":
			parts = append(parts, strings.TrimSpace(name+" "+now))
		}
	}
	return strings.Join(parts, "  ")
}

func dash(value string) string {
	return cmp.Or(value, "–")
}
