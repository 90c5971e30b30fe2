package sockopts

import (
	"fmt"
	"strconv"
	"strings"
)

// Combination is option names joined with |, as somebody writes who takes options for bits.
type Combination struct {
	Parts  []*Option
	Level  string  // of the first part
	Number int     // the numbers of the parts, joined bit by bit
	Is     *Option // the option that the number really is, nil for none
}

// Combined reads names joined with |. It is false for a single name, and where one
// of the names is unknown.
func Combined(text string) (Combination, bool) {
	names := strings.Split(text, "|")
	if len(names) < 2 {
		return Combination{}, false
	}
	var c Combination
	for _, name := range names {
		o, ok := Find(name)
		if !ok {
			return Combination{}, false
		}
		c.Parts = append(c.Parts, o)
		c.Number |= o.Number
	}
	c.Level = c.Parts[0].Level
	c.Is, _ = ByNumber(c.Parts[0].LevelNumber(), c.Number)
	return c, true
}

// Sentence says what the combination comes to, and what to do.
func (c Combination) Sentence() string {
	names, numbers := make([]string, len(c.Parts)), make([]string, len(c.Parts))
	for i, o := range c.Parts {
		names[i], numbers[i] = o.Name, strconv.Itoa(o.Number)
	}
	is := "which is no option of this level"
	if c.Is != nil {
		is = "which is " + c.Is.Name + " alone"
	}
	return fmt.Sprintf("%s is %s = %d, %s: options are numbers, not bits, so set each one by a call of its own",
		strings.Join(names, "|"), strings.Join(numbers, "|"), c.Number, is)
}
