package canvas

// Target is what a click or a turn of the wheel hits. Each part has its own types of targets, and handles
// them itself.
type Target any

type hit struct {
	Rect
	target Target
}

// Hit registers a rectangle as a target. Later targets lie on top of earlier ones.
func (c *Canvas) Hit(r Rect, t Target) { c.hits = append(c.hits, hit{r, t}) }

// At returns the topmost target at a cell, or nil if there is none.
func (c *Canvas) At(x, y int) Target {
	for i := len(c.hits) - 1; i >= 0; i-- {
		if c.hits[i].Contains(x, y) {
			return c.hits[i].target
		}
	}
	return nil
}
