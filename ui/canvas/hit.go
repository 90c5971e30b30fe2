package canvas

// Target is what a click or a turn of the wheel means there. Parts give targets of
// their own types; what draws them handles them.
type Target any

type hit struct {
	Rect
	target Target
}

// Hit says what a rectangle means to the mouse. What is drawn later lies above.
func (c *Canvas) Hit(r Rect, t Target) { c.hits = append(c.hits, hit{r, t}) }

// At is what lies uppermost at a cell, nil where there is nothing.
func (c *Canvas) At(x, y int) Target {
	for i := len(c.hits) - 1; i >= 0; i-- {
		if c.hits[i].Contains(x, y) {
			return c.hits[i].target
		}
	}
	return nil
}
