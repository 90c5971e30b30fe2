package step

import (
	"regexp"
	"strconv"
)

// settingKey matches the key of a sysctl: words, joined by dots.
var settingKey = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$`)

func (p *parser) key() error {
	w, err := p.need("a setting, such as net.ipv4.tcp_fin_timeout")
	if err != nil {
		return err
	}
	if !settingKey.MatchString(w.raw) {
		return p.wrong(w, "%q is no kernel setting: write one as net.ipv4.tcp_fin_timeout", Clip(w.raw))
	}
	p.step.Key = w.raw
	return nil
}

// setting reads what a sysctl is set to: one word, several, or a text.
func (p *parser) setting() error {
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

// limit reads "nofile 20".
func (p *parser) limit() error {
	w, err := p.need("nofile and a number")
	if err != nil {
		return err
	}
	if w.raw != "nofile" {
		return p.wrong(w, "there is no limit %q: write nofile, the number of descriptors", Clip(w.raw))
	}
	p.step.Key = w.raw
	if w, err = p.need("a number of descriptors"); err != nil {
		return err
	}
	n, err := strconv.ParseUint(w.raw, 10, 32)
	if err != nil {
		return p.wrong(w, "%q is no number of descriptors", Clip(w.raw))
	}
	p.step.Limit = n
	return nil
}
