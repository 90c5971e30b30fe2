package ui

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
)

// The scopes that are not a pane's or a page's.
const (
	scopeAlways  keymap.Scope = "always" // whatever has the keys
	scopeGlobal  keymap.Scope = "global" // unless something is typed or an overlay is open
	scopePrompt  keymap.Scope = "prompt"
	scopeAsked   keymap.Scope = "asked"   // something else than a step is typed: a filter, a file's name
	scopeWelcome keymap.Scope = "welcome" // an empty bench on which nothing has been done
)

// scopes are where a key is looked up, innermost first.
func (s *Screen) scopes() []keymap.Scope {
	if n := len(s.overlays); n > 0 {
		return []keymap.Scope{s.overlays[n-1].scope(), scopeAlways}
	}
	if s.entry.purpose != nil {
		if s.entry.purpose.words {
			return []keymap.Scope{scopePrompt, scopeAlways}
		}
		return []keymap.Scope{scopeAsked, scopeAlways}
	}
	var scopes []keymap.Scope
	if s.welcomes() {
		scopes = append(scopes, scopeWelcome)
	}
	scopes = append(scopes, s.pages[s.page].Scopes()...)
	return append(scopes, scopeGlobal, scopeAlways)
}

// pressed finds what a key means and does it; a key that means nothing is typed
// where something can be.
func (s *Screen) pressed(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if action, ok := s.keys.Lookup(s.scopes(), key); ok {
		return s.run(action)
	}
	line, changed := s.typing()
	if line == nil {
		return nil
	}
	if !line.Edit(key) {
		if msg.Text == "" {
			return nil
		}
		line.Insert(msg.Text)
	}
	changed()
	return nil
}

// typing is the line that letters go into, and what to do when it has changed; nil
// where keys are only keys.
func (s *Screen) typing() (*prompt.Line, func()) {
	if n := len(s.overlays); n > 0 {
		if t, ok := s.overlays[n-1].(typist); ok {
			return t.input(), t.typed
		}
		return nil, nil
	}
	if s.entry.purpose != nil {
		return &s.entry.line, s.changed
	}
	return nil, nil
}

// paste types what was pasted.
func (s *Screen) paste(text string) {
	if len(s.overlays) == 0 && s.entry.purpose == nil {
		s.open(stepPurpose, "", 0, false)
	}
	if line, changed := s.typing(); line != nil {
		line.Insert(text)
		changed()
	}
}

// run does an action, or says why it can't be done now. Of a call the kernel has
// the last word: asked a second time, it is made all the same.
func (s *Screen) run(name string) tea.Cmd {
	a := s.actions.find(name)
	if a == nil {
		return nil
	}
	before := s.insisted
	s.message, s.insisted = message{}, ""
	if a.Why != nil {
		if reason := a.Why(s); reason != "" {
			subject := a.Name + s.subject()
			if !a.Insist || before != subject {
				if a.Insist {
					s.insisted = subject
					reason += "; once more asks the kernel all the same"
				}
				s.fail(reason)
				return nil
			}
		}
	}
	return a.Do(s)
}
