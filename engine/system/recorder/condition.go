package recorder

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/system"
)

// Condition is what has to happen to freeze a recorder. The empty condition never holds.
type Condition struct {
	rows    system.Filter
	event   system.Event
	ending  system.Ending
	changes bool // only changes count, not rows that are seen
}

// ParseCondition parses the words of a filter, which must match the socket, and in addition event: with born, changed
// or died, and ending: with one of [system.Endings].
func ParseCondition(text string) (Condition, error) {
	var c Condition
	var rest []string
	for _, word := range strings.Fields(text) {
		name, value, _ := strings.Cut(word, ":")
		switch name {
		case "event":
			c.event, c.changes = system.Event(value), true
			if !slices.Contains(events, c.event) {
				return Condition{}, fmt.Errorf("no event %q: there are born, changed and died", value)
			}
		case "ending":
			c.ending, c.changes = system.Ending(value), true
			if !slices.Contains(system.Endings(), c.ending) {
				return Condition{}, fmt.Errorf("no ending %q: there are %v", value, system.Endings())
			}
		default:
			rest = append(rest, word)
		}
	}
	filter := strings.Join(rest, " ")
	if err := system.CheckFilter(filter); err != nil {
		return Condition{}, err
	}
	if text != "" {
		c.rows = system.ParseFilter(filter)
	}
	return c, nil
}

var events = []system.Event{system.Born, system.Changed, system.Died}

// change reports whether the condition holds for a change.
func (c Condition) change(one *system.Change) bool {
	return c.rows != nil && (c.event == "" || c.event == one.Event) && (c.ending == "" || one.Event == system.Died && c.ending == one.Ending) && c.rows(&one.Row)
}

// Row reports whether the condition holds for a row that is seen.
func (c Condition) Row(r *system.Row) bool { return c.rows != nil && !c.changes && c.rows(r) }
