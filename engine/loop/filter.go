package loop

import (
	"strings"

	"netnet-tui/engine/status"
)

// predicate reports whether a connection belongs in the table.
type predicate func(l *Loop, c *conn, s *probe) bool

// parseFilter parses words that must all match: fields, such as state:close-wait, recvq:>0 and peer:10., and plain
// words, which are looked for in the name, the peer, the state and the protocol. It returns nil if every connection
// matches.
func parseFilter(text string) predicate {
	var all []predicate
	for _, word := range strings.Fields(strings.ToLower(text)) {
		field, want, ok := strings.Cut(word, ":")
		if p := fieldFilter(field, want); ok && p != nil {
			all = append(all, p)
			continue
		}
		all = append(all, anywhere(word))
	}
	if all == nil {
		return nil
	}
	return func(l *Loop, c *conn, s *probe) bool {
		for _, p := range all {
			if !p(l, c, s) {
				return false
			}
		}
		return true
	}
}

func anywhere(word string) predicate {
	return func(l *Loop, c *conn, s *probe) bool {
		return strings.Contains(c.name(), word) || strings.Contains(l.peer(c, s), word) ||
			strings.Contains(c.listener.protocol, word) || strings.Contains(strings.ToLower(string(status.StateOf(int(s.state)))), word)
	}
}

// fieldFilter returns a predicate that compares one column; nil if there is no such column.
func fieldFilter(field, want string) predicate {
	switch field {
	case "state":
		want = strings.ReplaceAll(want, "_", "-")
	case "peer", "name", "protocol", "stall":
	default:
		return numberFilter(field, want)
	}
	return func(l *Loop, c *conn, s *probe) bool {
		switch field {
		case "state":
			return strings.HasPrefix(strings.ToLower(string(status.StateOf(int(s.state)))), want)
		case "peer":
			return strings.HasPrefix(l.peer(c, s), want)
		case "name":
			return strings.HasPrefix(c.name(), want)
		case "protocol":
			return strings.HasPrefix(c.listener.protocol, want)
		}
		return want == "" && c.stall(s) != "" || want != "" && strings.Contains(string(c.stall(s)), want)
	}
}

// numberFilter returns a predicate that compares a numeric column: recvq:>0, idle:>=10, in:0.
func numberFilter(field, want string) predicate {
	number, ok := numbers[field]
	if !ok {
		return nil
	}
	fits := status.Comparison(want)
	if fits == nil {
		return func(*Loop, *conn, *probe) bool { return true }
	}
	return func(l *Loop, c *conn, s *probe) bool { return fits(number(l, c, s)) }
}

// numbers are the columns that can be compared, in the units that the table shows.
var numbers = map[string]func(l *Loop, c *conn, s *probe) float64{
	"id":       func(_ *Loop, c *conn, _ *probe) float64 { return float64(c.id) },
	"fd":       func(_ *Loop, c *conn, _ *probe) float64 { return float64(c.fd) },
	"age":      func(l *Loop, c *conn, _ *probe) float64 { return seconds(l.clock.since(c.born)) },
	"idle":     func(l *Loop, c *conn, _ *probe) float64 { return seconds(l.clock.since(c.moved)) },
	"in":       func(_ *Loop, c *conn, _ *probe) float64 { return float64(c.in) },
	"out":      func(_ *Loop, c *conn, _ *probe) float64 { return float64(c.out) },
	"in-rate":  func(_ *Loop, _ *conn, s *probe) float64 { return float64(s.inRate) },
	"out-rate": func(_ *Loop, _ *conn, s *probe) float64 { return float64(s.outRate) },
	"recvq":    func(_ *Loop, _ *conn, s *probe) float64 { return float64(s.recvq) },
	"sendq":    func(_ *Loop, _ *conn, s *probe) float64 { return float64(s.sendq) },
	"rtt":      func(_ *Loop, _ *conn, s *probe) float64 { return float64(s.rtt) / 1000 },
}
