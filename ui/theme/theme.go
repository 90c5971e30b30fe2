package theme

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme is a look for every role and every ground.
type Theme struct {
	Name    string
	Summary string
	Roles   [roles]lipgloss.Style
	Grounds [grounds]lipgloss.Style
}

// Prefixes holds the SGR sequence of each style of a theme: to build one for every cell drawn would cost
// seventy times as much.
type Prefixes [grounds][roles]string

// sample is the text that styles are rendered with.
const sample = "x"

// Compile returns the sequences of a theme.
func (t *Theme) Compile() *Prefixes {
	var p Prefixes
	for g := range t.Grounds {
		for r := range t.Roles {
			begin, _, _ := strings.Cut(t.style(Role(r), Ground(g)).Render(sample), sample)
			if p[g][r] = "\x1b[m"; begin != "" {
				p[g][r] = strings.Replace(begin, "\x1b[", "\x1b[0;", 1) // resets the style before it
			}
		}
	}
	return &p
}

// style returns a role on a ground. In reverse video only the ground counts: the row would be a patchwork
// if each role used its own colour.
func (t *Theme) style(r Role, g Ground) lipgloss.Style {
	role, ground := t.Roles[r], t.Grounds[g]
	if ground.GetReverse() {
		return ground.Bold(role.GetBold())
	}
	return role.Inherit(ground)
}

// Prefix returns the sequence that begins a style.
func (p *Prefixes) Prefix(s Style) string { return p[s.Ground()][s.Role()] }

// Find returns the theme with the given name.
func Find(name string) (*Theme, bool) {
	for _, t := range Themes() {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

// After returns the theme that follows the given one in the list; the first follows the last.
func After(name string) *Theme {
	all := Themes()
	for i, t := range all {
		if t.Name == name {
			return all[(i+1)%len(all)]
		}
	}
	return all[0]
}
