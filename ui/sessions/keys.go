package sessions

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
)

// Keys returns what can be done with sessions.
func (p *Page) Keys() []part.Group {
	return []part.Group{
		{Scope: scopePage, Title: "Sessions", Local: true, Actions: slices.Concat(part.Timely([]part.Action{
			{Name: "walk-session", Keys: part.Key("enter"), Label: "open", Help: "go through the session step by step, with its evidence: nothing is run", Inner: true, Why: p.cannotWalk, Do: p.walk},
			{Name: "replay-session", Keys: part.Key("p"), Label: "replay", Help: "run its steps again in a fresh lab, and show what differs", Why: p.cannotReplay, Do: p.replay},
			{Name: "mark-session", Keys: part.Key("space"), Label: "pick", Help: "pick it, to compare another one with it", Why: p.needsSession, Do: part.Do(p.mark)},
			{Name: "compare-sessions", Keys: part.Key("d"), Label: "diff", Help: "compare the picked session with this one, side by side", Why: p.cannotCompare, Do: p.compare},
			{Name: "export-session", Keys: part.Key("e"), Label: "export", Help: "export it as a program, a trace, a report or a drawing: shown first, then copied or saved", Why: p.needsSession, Do: part.Do(p.export)},
			{Name: "name-session", Keys: part.Key("n"), Label: "name", Help: "give the session a name", Why: p.needsSession, Do: part.Do(p.rename)},
			{Name: "delete-session", Keys: part.Key("x"), Label: "delete", Help: "delete the session", Why: p.cannotDelete, Do: p.remove},
			{Name: "restore-session", Keys: part.Key("u"), Label: "undo", Help: "restore the session deleted last", Why: p.nothingDeleted, Do: p.restore},
			{Name: "search-sessions", Keys: part.Key("s"), Label: "search", Help: "search inside all sessions: a text, errno:NAME, socket:NAME or mark:WORD; the steps that have it are shown, and enter opens at the first", Inner: true, Why: p.cannotSearch, Do: part.Do(p.lookFor)},
			{Name: "find-sessions", Keys: part.Key("/"), Label: "find", Help: "find by words of the name, the script, the date", Inner: true, Why: p.needsAny, Do: part.Do(p.find)},
		}...), part.Steps("session", p), []part.Action{
			part.Interrupt().On("", "i"),
			{Name: "leave-sessions", Keys: part.Key("esc"), Label: "back", Help: "go back: cancel what is running, drop the search, return to the bench", Inner: true, Do: part.Do(p.leave)},
		})},
		{Scope: scopeExport, Title: "An export", Local: true, Actions: overlay.PlainListKeys(
			part.Action{Name: "copy-export", Keys: part.Key("c"), Help: "copy it: the terminal's clipboard takes it, if it knows OSC 52", Inner: true, Do: copied},
			part.Action{Name: "save-export", Keys: part.Key("s"), Help: "save it in a file", Inner: true, Do: part.Do(save)},
			part.Action{Name: "redact-export", Keys: part.Key("r"), Help: "replace its data by its length, and back", Inner: true, Do: redacted},
		)},
		{Scope: scopeWindow, Title: "A comparison", Local: true, Actions: overlay.PlainListKeys(
			part.Action{Name: "next-difference", Keys: part.Key("n", "tab"), Help: "the next step that differs", Inner: true, Do: toStep(+1)},
			part.Action{Name: "previous-difference", Keys: part.Key("N", "shift+tab"), Help: "the previous step that differs", Inner: true, Do: toStep(-1)},
		)},
	}
}

// toStep moves through the steps of the comparison in front.
func toStep(by int) func(part.Host) tea.Cmd {
	return part.Do(func(h part.Host) {
		if w, ok := h.Top().(*window); ok {
			w.step(by)
		}
	})
}

func (p *Page) walk(h part.Host) tea.Cmd {
	e, _ := p.Chosen()
	v := Visit{File: e.File}
	if found := p.hits(&e); found != nil {
		v.At, v.Find = found.first, p.inside.text
	}
	return p.Walk(h, v)
}

func (p *Page) cannotSearch(h part.Host) string {
	if p.busy != nil {
		return "one thing at a time: esc cancels " + p.busy.what
	}
	if len(p.list.all) == 0 {
		return "there is no session to search"
	}
	return ""
}

func (p *Page) needsAny(part.Host) string {
	if len(p.list.all) == 0 {
		return "there are no recordings yet"
	}
	return ""
}

func (p *Page) needsSession(part.Host) string {
	if _, ok := p.Chosen(); !ok {
		return "there is no session to choose"
	}
	return ""
}

func (p *Page) cannotWalk(h part.Host) string {
	if p.Walk == nil {
		return "recordings can't be walked through here"
	}
	return p.needsSession(h)
}

func (p *Page) cannotReplay(h part.Host) string {
	switch {
	case p.Lab == nil:
		return "there is no lab here to run the steps in"
	case p.busy != nil:
		return "one thing at a time: esc cancels " + p.busy.what
	}
	return p.needsSession(h)
}

func (p *Page) cannotCompare(h part.Host) string {
	e, ok := p.Chosen()
	_, there := p.list.find(p.marked)
	switch {
	case !ok:
		return p.needsSession(h)
	case p.busy != nil:
		return "one thing at a time: esc cancels " + p.busy.what
	case !there:
		return "pick the other one first, with space"
	case p.marked == e.File:
		return "it is the picked one: choose another"
	}
	return ""
}

func (p *Page) cannotDelete(h part.Host) string {
	if e, ok := p.Chosen(); ok && e.Now {
		return "its session has not ended: it can be deleted after that"
	}
	return p.needsSession(h)
}

// find filters the list while the user types; the arrows move through the matches.
func (p *Page) find(h part.Host) {
	h.Open(&part.Purpose{
		Sign: "/", About: "words of the name, the script, the date, the network",
		Typed: func(_ part.Host, text string) { p.Sift(text) },
		Leave: func(part.Host) { p.Sift("") },
		Move:  func(_ part.Host, by int) { p.Move(by, false) },
	}, p.Filter)
}

func (p *Page) leave(h part.Host) {
	switch {
	case p.busy != nil:
		p.busy.stop()
		p.busy, p.inside.of = nil, nil // what has been found is kept
		h.Say("cancelled")
	case p.inside.text != "":
		p.inside = search{}
		p.sift()
	case p.Filter != "":
		p.Sift("")
	default:
		h.TurnTo(part.Home)
	}
}

// Click selects the session that was clicked.
func (p *Page) Click(_ part.Host, t canvas.Target) tea.Cmd {
	if t, ok := t.(table.Picked); ok && t.ID > 0 {
		p.list.choose(int(t.ID) - 1)
	}
	return nil
}

// Wheel moves through the list.
func (p *Page) Wheel(_ part.Host, _, _, by int) { p.Move(by, false) }
