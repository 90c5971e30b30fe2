package reference

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/sockopts"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// tryKey returns the action that runs the lines of script that demonstrate the selected entry.
func (p *Page) tryKey() part.Action {
	return part.Action{Name: "try-entry", Keys: part.Key("t"), Label: "try", Help: "run the entry's example lines on the bench", Inner: true, Why: p.nothingToTry, Do: p.try, Makes: true}
}

func (p *Page) nothingToTry(h part.Host) string {
	e := p.Chosen()
	switch {
	case e == nil:
		return "nothing is chosen"
	case e.Option != nil && !e.Option.Settable():
		return e.Name + " can only be read: getsockopt asks for it"
	case e.Option != nil:
		return "an option's lines are about a socket that you have: s sets it on the selected one"
	case len(e.Try()) == 0:
		return e.Name + " has no lines to try"
	}
	return ""
}

func (p *Page) try(h part.Host) tea.Cmd {
	h.TurnTo(part.Home)
	return h.Queue(p.Chosen().Try()...)
}

// setKey returns the action that opens the line that sets the selected option on the selected socket.
func (p *Page) setKey() part.Action {
	return part.Action{Name: "set-entry", Keys: part.Key("s"), Label: "set", Help: "set the chosen option on the socket that the bench has selected", Inner: true, Why: p.nothingToSet, Line: p.setLine}
}

func (p *Page) nothingToSet(h part.Host) string {
	e := p.Chosen()
	s, selected := h.Selected()
	switch {
	case e == nil || e.Option == nil:
		return "only an option can be set: choose one"
	case !e.Option.Settable():
		return e.Name + " can only be read"
	case !selected:
		return "no socket is selected on the bench"
	case !s.Open:
		return s.Name + " is closed: it no longer has options"
	case !e.Option.AppliesTo(s.Domain, s.Type, s.Protocol):
		return e.Name + " is for " + step.KindsInWords(e.Option.Applies) + ", and " + s.Name + " is " + s.Kind
	}
	return ""
}

func (p *Page) setLine(h part.Host) string {
	s, _ := h.Selected()
	o := p.Chosen().Option
	verb, word := "setsockopt", store.OptionWord(o.Level, o.Name)
	if o.Call != sockopts.Sockopt {
		verb, word = string(o.Call), o.Name
	}
	return store.Line(verb, s, word, part.Cursor)
}
