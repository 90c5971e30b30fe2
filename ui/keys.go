package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// scopes returns the scopes in which a key is looked up, innermost first.
func (s *Screen) scopes() []keymap.Scope {
	switch top := s.Top(); {
	case top != nil:
		return []keymap.Scope{top.Scope(), scopeAlways}
	case s.entry.Purpose != nil:
		return []keymap.Scope{s.entry.Scope(), scopeAlways}
	}
	return append(s.Page().Scopes(s), scopeGlobal, scopeAlways)
}

// pressed runs the action bound to a key. A key without one is typed, if there is a line to type into.
func (s *Screen) pressed(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if action, ok := s.keys.Lookup(s.scopes(), key); ok {
		return s.Run(action)
	}
	line, changed := s.typing()
	if line == nil {
		return nil
	}
	if key == helpKey && s.entry.Idle() { // no step begins with it
		if action, ok := s.keys.Lookup([]keymap.Scope{scopeGlobal}, key); ok {
			return s.Run(action)
		}
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

// helpKey opens the page of keys, even at the prompt while nothing has been typed.
const helpKey = "?"

// meant explains a line that is the name of a key: somebody typed a key and enter at the prompt. It returns
// "" for any other line.
func (s *Screen) meant(text string) string {
	action, ok := s.keys.Lookup(append(s.Page().Scopes(s), scopeGlobal), text)
	if !ok || len([]rune(text)) != 1 {
		return ""
	}
	return fmt.Sprintf("%s is not a step. As a key it means: %s; esc closes the prompt", text, s.keys.Find(action).Help)
}

// typing returns the line that letters go into, and what to call when it has changed; nil if keys are only
// keys.
func (s *Screen) typing() (part.Input, func()) {
	if top := s.Top(); top != nil {
		if t, ok := top.(part.Typist); ok {
			return t.Input(), t.Typed
		}
		return nil, nil
	}
	if s.entry.Purpose != nil {
		return &s.entry.Line, func() { s.entry.Typed(s) }
	}
	return nil, nil
}

// paste inserts pasted text into the line being typed.
func (s *Screen) paste(text string) {
	if s.Top() == nil && s.entry.Purpose == nil {
		s.entry.Open(s, s.stepPurpose(), "", 0, false)
	}
	if line, changed := s.typing(); line != nil {
		line.Paste(text)
		changed()
	}
	if lines := s.entry.Several(); lines != nil {
		s.TurnTo(part.Home)
		s.bench.Lines(lines)
		s.Say(fmt.Sprintf("%d lines: space runs the next one, a runs all, e edits one", len(lines)))
	}
}

// Run runs an action, or says why it cannot be done now. For a system call the kernel has the last word: if
// asked a second time, the call is made anyway.
func (s *Screen) Run(name string) tea.Cmd {
	a := s.keys.Find(name)
	if a == nil {
		return nil
	}
	before := s.insisted
	s.message, s.insisted = store.Note{}, ""
	reason := a.Obstacle(s)
	// On another socket, the same key counts as asked for the first time.
	subject := fmt.Sprintf("%s %d", name, s.Page().Query().Selected)
	switch {
	case a.Void(s): // there is no kernel to ask
	case reason == "" || a.Insist && before == subject:
		return a.Run(s)
	case a.Insist && s.Page().Query().Selected != 0: // without a socket there is no call to make
		s.insisted = subject
		reason += "; press it again to ask the kernel anyway"
	}
	s.Fail(reason)
	return nil
}
