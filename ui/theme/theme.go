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

// Prefixes are the ready SGR sequences of a theme, one a style: building one for
// every cell that is drawn would cost seventy times as much.
type Prefixes [grounds][roles]string

// sample is what a style is tried on.
const sample = "x"

// Compile makes the sequences of a theme.
func (t *Theme) Compile() *Prefixes {
	var p Prefixes
	for g := range t.Grounds {
		for r := range t.Roles {
			begin, _, _ := strings.Cut(t.style(Role(r), Ground(g)).Render(sample), sample)
			if p[g][r] = "\x1b[m"; begin != "" {
				p[g][r] = strings.Replace(begin, "\x1b[", "\x1b[0;", 1) // what was before ends
			}
		}
	}
	return &p
}

// style is a role on a ground. A row in reverse video would be a patchwork in the
// colours of its roles: there the ground alone decides.
func (t *Theme) style(r Role, g Ground) lipgloss.Style {
	role, ground := t.Roles[r], t.Grounds[g]
	if ground.GetReverse() {
		return ground.Bold(role.GetBold())
	}
	return role.Inherit(ground)
}

// Prefix is the sequence that begins a style.
func (p *Prefixes) Prefix(s Style) string { return p[s.Ground()][s.Role()] }

// Find finds a theme by name.
func Find(name string) (*Theme, bool) {
	for _, t := range Themes() {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

// After is the theme that follows one in the list, the first after the last.
func After(name string) *Theme {
	all := Themes()
	for i, t := range all {
		if t.Name == name {
			return all[(i+1)%len(all)]
		}
	}
	return all[0]
}
