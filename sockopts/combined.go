package sockopts

import (
	"fmt"
	"strconv"
	"strings"
)

// Combination is option names joined with |, as if options were bits.
type Combination struct {
	Parts  []*Option
	Level  string  // of the first part
	Number int     // the bitwise OR of the parts' numbers
	Is     *Option // the option that really has the number, or nil
}

// Combined parses names joined with |. A level may precede a name, and then applies to the names after it that exist
// there. It returns false for a single name, and if one of the names is unknown.
func Combined(text string) (Combination, bool) {
	names := strings.Split(text, "|")
	if len(names) < 2 {
		return Combination{}, false
	}
	var c Combination
	level := ""
	for _, name := range names {
		o, ok := inCombination(level, strings.Fields(name))
		if !ok {
			return Combination{}, false
		}
		c.Parts = append(c.Parts, o)
		c.Number |= o.Number
		level = o.Level
	}
	c.Level = c.Parts[0].Level
	c.Is, _ = ByNumber(c.Parts[0].LevelNumber(), c.Number)
	return c, true
}

// inCombination finds a part by its words, a name or a level and a name. A name alone is first looked up at the level
// of the part before it.
func inCombination(before string, words []string) (*Option, bool) {
	switch len(words) {
	case 1:
		if o, ok := atLevel(before, words[0]); ok {
			return o, true
		}
		return Find(words[0])
	case 2:
		return atLevel(words[0], words[1])
	}
	return nil, false
}

func atLevel(level, name string) (*Option, bool) {
	number, ok := LevelByName(level)
	if !ok {
		return nil, false
	}
	return FindAt(number, name)
}

// Sentence says what the combination results in, and what to do.
func (c Combination) Sentence() string {
	names, numbers := make([]string, len(c.Parts)), make([]string, len(c.Parts))
	var elsewhere []string
	for i, o := range c.Parts {
		names[i], numbers[i] = o.Name, strconv.Itoa(o.Number)
		if o.Level != c.Level {
			elsewhere = append(elsewhere, o.Name+" is of "+o.Level)
		}
	}
	is := "which is not an option of " + c.Level
	if c.Is != nil {
		is = "which is " + c.Is.Name + " alone"
	}
	if len(elsewhere) > 0 {
		if c.Is != nil {
			is += " at " + c.Level
		}
		is += ", while " + strings.Join(elsewhere, " and ")
	}
	return fmt.Sprintf("%s is %s = %d, %s: options are numbers, not bits, so set each one by a call of its own",
		strings.Join(names, "|"), strings.Join(numbers, "|"), c.Number, is)
}
