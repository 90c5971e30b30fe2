package step

import (
	"regexp"
	"sync"
)

// RoleKey is the key of a sysctl.
var RoleKey Role = keyRole{"key"}

type keyRole struct{ role }

func (keyRole) lacks(s *Step) bool         { return s.Key == "" }
func (keyRole) print(s *Step) []string     { return []string{s.Key} }
func (keyRole) complete(at place) []string { return at.Settings() }

// settingKey matches words joined by dots.
var settingKey = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$`) })

func (keyRole) read(p *parser, _ Param) error {
	w, err := p.need("a setting, such as net.ipv4.tcp_fin_timeout")
	if err != nil {
		return err
	}
	if !settingKey().MatchString(w.raw) {
		return p.wrong(w, "%q is not a kernel setting: write one as net.ipv4.tcp_fin_timeout", Clip(w.raw))
	}
	p.step.Key = w.raw
	return nil
}
