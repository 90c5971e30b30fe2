package step

// RoleSetting is the value that a sysctl is set to: one word, several, or a text.
var RoleSetting Role = settingRole{"setting"}

type settingRole struct{ role }

func (settingRole) lacks(s *Step) bool     { return s.Value == nil }
func (settingRole) print(s *Step) []string { return []string{Word(*s.Value)} }

func (settingRole) read(p *parser, _ Param) error {
	w, err := p.need("a value")
	if err != nil {
		return err
	}
	text := w.raw
	if w.quoted {
		text = string(w.text)
	}
	text = p.rest(text)
	p.step.Value = &text
	return nil
}
