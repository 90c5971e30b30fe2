package race

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

// Keys returns the actions of the page.
func (p *Page) Keys() []part.Group {
	move := func(by int) func(part.Host) tea.Cmd { return part.Do(func(part.Host) { p.Move(by) }) }
	return []part.Group{{Scope: scopePage, Title: "Race", Actions: []part.Action{
		{Name: "start-race", Keys: part.Key("enter"), Label: "start", Help: "send the same traffic through every readiness model", Inner: true, Why: p.racesAlready, Do: p.start},
		part.Interrupt().On("", "i"),
		{Name: "leave-race", Keys: part.Key("esc"), Label: "back", Help: "end the race; go back to the bench", Inner: true, Do: part.Do(p.leave)},
		{Name: "race-up", Keys: part.Key("up", "k"), Help: "up", Inner: true, Do: move(-1)},
		{Name: "race-down", Keys: part.Key("down", "j"), Help: "down", Inner: true, Do: move(+1)},
	}}}
}

func (p *Page) racesAlready(part.Host) string {
	if p.racing != nil {
		return "a race is running: esc ends it"
	}
	return ""
}

func (p *Page) leave(h part.Host) {
	if p.racing != nil {
		p.racing.stop()
		return
	}
	h.TurnTo(part.Home)
}

// Click does nothing: the page has no targets.
func (p *Page) Click(part.Host, canvas.Target) tea.Cmd { return nil }

// Wheel scrolls.
func (p *Page) Wheel(_ part.Host, _, _, by int) { p.Move(by) }
