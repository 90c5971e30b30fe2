package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"netnet-tui/ui/theme"
)

// chosenTheme is the theme that is shown, and why that one.
type chosenTheme struct {
	theme    *theme.Theme
	compiled *theme.Prefixes // nil until something is drawn with it
	chosen   bool            // by a person
	plain    bool            // the terminal shows no colours
}

func (c *chosenTheme) begin(chosen *theme.Theme) {
	c.chosen = chosen != nil
	if chosen == nil {
		chosen = theme.Themes()[0]
	}
	c.use(chosen)
}

func (c *chosenTheme) use(t *theme.Theme) {
	if c.plain {
		t = theme.Mono()
	}
	c.theme, c.compiled = t, nil
}

// prefixes are the sequences of the theme. They take a while to make, and the first theme
// is often replaced before anything has been drawn with it.
func (c *chosenTheme) prefixes() *theme.Prefixes {
	if c.compiled == nil {
		c.compiled = c.theme.Compile()
	}
	return c.compiled
}

// suit takes the theme for a dark or a light terminal, unless a person chose one.
func (c *chosenTheme) suit(dark bool) {
	name := "light"
	if dark {
		name = "dark"
	}
	if t, ok := theme.Find(name); ok && !c.chosen {
		c.use(t)
	}
}

// limit takes a theme that needs no more colours than the terminal has.
func (c *chosenTheme) limit(p colorprofile.Profile) {
	c.plain = p <= colorprofile.ASCII
	switch {
	case c.plain:
		c.use(c.theme)
	case p == colorprofile.ANSI && !c.chosen:
		t, _ := theme.Find("contrast")
		c.use(t)
		c.chosen = true // the background does not matter to it
	}
}

// next changes to the next theme and says which that is.
func (c *chosenTheme) next() string {
	if c.plain {
		return "this terminal shows no colours, or NO_COLOR is set"
	}
	t := theme.After(c.theme.Name)
	c.use(t)
	c.chosen = true
	return "theme " + t.Name + ": " + t.Summary
}

// themeFor is the theme that Options name, nil for one that suits the terminal.
func themeFor(name string) (*theme.Theme, error) {
	if name == "" {
		return nil, nil
	}
	if t, ok := theme.Find(name); ok {
		return t, nil
	}
	var names []string
	for _, t := range theme.Themes() {
		names = append(names, t.Name)
	}
	return nil, fmt.Errorf("there is no theme %q: choose one of %s", name, strings.Join(names, ", "))
}
