package bench

import "strings"

// The words of a filter that have a special meaning.
const (
	wordChanged  = "changed"  // differs from a fresh socket's
	wordSet      = "set"      // a step has set it
	wordSettable = "settable" // setting it now makes sense
	wordRecent   = "recent"   // has changed in the last seconds
)

// filterWords describes what may be typed as a filter.
const filterWords = "a name, value, group or word of the help; changed, set, settable, recent"

// passes reports whether a row matches every word of the filter.
func (in *Inspector) passes(row optionRow, group string, words []string) bool {
	for _, word := range words {
		if !in.holds(row, group, word) {
			return false
		}
	}
	return true
}

func (in *Inspector) holds(row optionRow, group, word string) bool {
	o := row.reading
	switch word {
	case wordChanged:
		return row.changed()
	case wordSet:
		return o != nil && o.Asked != ""
	case wordSettable:
		return !row.grey()
	case wordRecent:
		return in.fresh(row)
	}
	text := row.name() + " " + row.value() + " " + group
	if o != nil {
		text += " " + o.Level
	}
	if row.option != nil {
		text += " " + strings.Join(row.option.Aliases, " ") + " " + row.option.Summary
	}
	return strings.Contains(strings.ToLower(text), word)
}
