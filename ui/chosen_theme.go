package ui

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/colorprofile"

	"netnet-tui/ui/theme"
)

// chosenTheme is the current theme and how it was chosen.
type chosenTheme struct {
	theme    *theme.Theme
	compiled *theme.Prefixes // nil until something is drawn with the theme
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

// prefixes returns the escape sequences of the theme. They are compiled on first use: it takes a while, and
// the first theme is often replaced before anything has been drawn with it.
func (c *chosenTheme) prefixes() *theme.Prefixes {
	if c.compiled == nil {
		c.compiled = c.theme.Compile()
	}
	return c.compiled
}

// suit switches to the dark or the light theme to match the terminal, unless a person chose one.
func (c *chosenTheme) suit(dark bool) {
	name := "light"
	if dark {
		name = "dark"
	}
	if t, ok := theme.Find(name); ok && !c.chosen {
		c.use(t)
	}
}

// limit switches to a theme that needs no more colours than the terminal has.
func (c *chosenTheme) limit(p colorprofile.Profile) {
	c.plain = p <= colorprofile.ASCII
	switch {
	case c.plain:
		c.use(c.theme)
	case p == colorprofile.ANSI && !c.chosen:
		t, _ := theme.Find("contrast")
		c.use(t)
		c.chosen = true // its background does not matter
	}
}

// next switches to the next theme and returns a message that names it.
func (c *chosenTheme) next() string {
	if c.plain {
		return "this terminal shows no colours, or NO_COLOR is set"
	}
	t := theme.After(c.theme.Name)
	c.use(t)
	c.chosen = true
	return "theme " + t.Name + ": " + t.Summary
}

// themeFor returns the theme called name. It returns nil for the empty name, which leaves the choice to the
// terminal's background.
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
