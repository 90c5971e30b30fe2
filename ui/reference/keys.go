package reference

import (
	"slices"

	"netnet-tui/ui/part"
)

// Keys returns the actions of the page.
func (p *Page) Keys() []part.Group {
	return []part.Group{
		{Scope: scopePage, Title: "Reference", Local: true, Actions: slices.Concat([]part.Action{
			{Name: "read-entry", Keys: part.Key("enter", "right"), Label: "read", Help: "go to the text; the arrows scroll it", Inner: true, Do: p.Turning(func() bool { return true })},
			{Name: "leave-entry", Keys: part.Key("left"), Help: "go back to the list", Inner: true, Do: p.Turning(func() bool { return false })},
			{Name: "switch-entry", Keys: part.Key("tab", "shift+tab"), Help: "from the list to the text, and back", Inner: true, Do: p.Turning(func() bool { return !p.Reading })},
			{Name: "filter-entries", Keys: part.Key("/"), Label: "find", Help: "find by name, by call, by a word of the text", Inner: true, Do: part.Do(p.find)},
			{Name: "next-group", Keys: part.Key("]"), Label: "group", Help: "the next group: states, ideas, calls, flags, sysctls, options by what they are for, errnos", Inner: true,
				Do: part.Do(func(part.Host) { p.Turn(+1) })},
			{Name: "previous-group", Keys: part.Key("["), Help: "the previous group", Inner: true, Do: part.Do(func(part.Host) { p.Turn(-1) })},
			p.tryKey(), p.setKey(),
		}, part.Steps("entry", p), []part.Action{
			part.Interrupt().On("", "i"),
			{Name: "leave-reference", Keys: part.Key("esc"), Label: "back", Help: "go back: to the list, drop the filter, return to where you came from", Inner: true, Do: part.Do(p.leave)},
		})},
		{Scope: scopePage, Actions: []part.Action{
			{Name: "find-entry", Help: "look up a state, an idea, a call, a sysctl, an option or an errno", Do: part.Do(func(h part.Host) {
				h.TurnTo(p.Name())
				p.find(h)
			})},
		}},
	}
}

// find filters the list while the user types; the arrows move through the matches.
func (p *Page) find(h part.Host) {
	p.Reading = false
	h.Open(&part.Purpose{
		Sign: "/", About: "a name, a call, words of the text: time wait, nodelay, EADDRINUSE, connect",
		Typed: func(_ part.Host, text string) { p.Sift(text) },
		Leave: func(part.Host) { p.Sift("") },
		Move:  func(_ part.Host, by int) { p.Move(by, false) },
	}, p.Filter)
}

func (p *Page) leave(h part.Host) {
	if !p.Back() {
		h.Back()
	}
}
