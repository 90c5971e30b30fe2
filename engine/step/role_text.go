package step

import (
	"fmt"
	"strings"
)

// RoleText is a quoted text, optionally repeated: 64KiB*"x".
var RoleText Role = textRole{"text"}

type textRole struct{ role }

func (textRole) lacks(s *Step) bool     { return s.Text == nil }
func (textRole) print(s *Step) []string { return []string{s.Text.String()} }

func (textRole) check(s *Step, _ Param) error {
	return s.Text.check()
}

func (textRole) read(p *parser, _ Param) error {
	text, err := p.text()
	p.step.Text = &text
	return err
}

// text reads a quoted text.
func (p *parser) text() (Text, error) {
	w, err := p.need(`a text in quotes, such as "hello"`)
	if err != nil {
		return Text{}, err
	}
	if !w.quoted {
		return Text{}, p.wrong(w, "put text in quotes: write %q, or 64KiB*\"x\" to repeat one", Clip(w.raw))
	}
	text := Text{Body: w.text}
	if w.prefix != "" {
		times, ok := strings.CutSuffix(w.prefix, "*")
		n, err := ParseSize(times)
		if !ok || err != nil || n == 0 {
			return Text{}, p.wrong(w, "%q can't stand before a text: write a number of times and *, such as 64KiB*\"x\"", Clip(w.prefix))
		}
		text.Times = n
	}
	if text.Times > longestText || text.Len() > longestText {
		return Text{}, p.wrong(w, "one step sends at most %s", FormatSize(longestText))
	}
	return text, nil
}

// check returns an error if a text is too long for a step.
func (t Text) check() error {
	if t.Times < 0 || t.Times > longestText || t.Len() > longestText {
		return fmt.Errorf("one step sends at most %s", FormatSize(longestText))
	}
	return nil
}
