package theme

import "strings"

// Look is how a role or a ground looks: the parameters of an SGR sequence
// without its brackets, such as "1;38;2;255;0;0".
type Look string

// Theme is a look for every role and every ground.
type Theme struct {
	Name    string
	Summary string
	Roles   [roles]Look
	Grounds [grounds]Look
}

// Prefixes are the ready SGR sequences of a theme, one a style: building one for
// every cell that is drawn would cost seventy times as much.
type Prefixes [grounds][roles]string

// Compile makes the sequences of a theme.
func (t *Theme) Compile() *Prefixes {
	var p Prefixes
	for g := range t.Grounds {
		for r := range t.Roles {
			look := strings.Trim(string(t.Roles[r])+";"+string(t.Grounds[g]), ";")
			if look == "" {
				p[g][r] = "\x1b[m"
				continue
			}
			p[g][r] = "\x1b[0;" + look + "m"
		}
	}
	return &p
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
