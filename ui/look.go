package ui

import (
	"github.com/charmbracelet/colorprofile"

	"netnet-tui/ui/theme"
)

// look is the theme that is shown, and why that one.
type look struct {
	theme    *theme.Theme
	prefixes *theme.Prefixes
	chosen   bool // by a person
	plain    bool // the terminal shows no colours
}

func (l *look) begin(chosen *theme.Theme) {
	l.chosen = chosen != nil
	if chosen == nil {
		chosen = theme.Themes()[0]
	}
	l.use(chosen)
}

func (l *look) use(t *theme.Theme) {
	if l.plain {
		t = theme.Mono()
	}
	l.theme, l.prefixes = t, t.Compile()
}

// suit takes the theme for a dark or a light terminal, unless a person chose one.
func (l *look) suit(dark bool) {
	name := "light"
	if dark {
		name = "dark"
	}
	if t, ok := theme.Find(name); ok && !l.chosen {
		l.use(t)
	}
}

// limit takes a theme that needs no more colours than the terminal has.
func (l *look) limit(p colorprofile.Profile) {
	l.plain = plainProfile(p)
	switch {
	case l.plain:
		l.use(l.theme)
	case p == colorprofile.ANSI && !l.chosen:
		t, _ := theme.Find("contrast")
		l.use(t)
		l.chosen = true // the background does not matter to it
	}
}

// next changes to the next theme and says which that is.
func (l *look) next() string {
	if l.plain {
		return "this terminal shows no colours, or NO_COLOR is set"
	}
	t := theme.After(l.theme.Name)
	l.use(t)
	l.chosen = true
	return "theme " + t.Name + ": " + t.Summary
}
