package bench

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/walk"
)

// The scopes of the page that belong to no pane.
const (
	scopePage     keymap.Scope = "bench"
	scopeWelcome  keymap.Scope = "welcome" // nothing has been done yet
	scopeNew      keymap.Scope = "new"
	scopeShutdown keymap.Scope = "shutdown"
)

// Keys returns the actions of the page: on the selected socket, of each pane, and of the menus. The panes
// come first: if a menu has the same action, the palette shows the key of the pane.
func (b *Bench) Keys() []part.Group {
	groups := []part.Group{
		{Scope: scopePage, Title: "The selected socket", Actions: slices.Concat(b.calls(), []part.Action{b.whyKey()}, b.figureKeys(), b.moves())},
		{Scope: scopeEpoll, Title: "The selected epoll", Actions: b.epollKeys()},
		{Scope: scopeDescriptor, Title: "The selected pipe, counter, timer or file", Actions: b.descriptorKeys()},
		{Scope: keymap.Scope(PaneSockets), Title: "Sockets", Actions: slices.Concat(b.tableKeys(), part.Steps("socket", &b.Sockets))},
		{Scope: keymap.Scope(PaneInspector), Title: "Inspector", Actions: slices.Concat(b.optionKeys(), part.Steps("option", &b.Inspector))},
		{Scope: walk.Scope, Title: "A script", Actions: b.scriptKeys()},
		{Scope: keymap.Scope(PaneTrace), Title: "Trace", Actions: b.traceKeys()},
		{Scope: scopeNew, Title: "A new socket", Actions: append(kinds(), overlay.Close("back", "esc"))},
		{Scope: scopeShutdown, Title: "Shut down", Actions: append(b.shutdowns(), overlay.Close("back", "esc"))},
		{Scope: scopeAnswer, Title: "What why says", Actions: b.answerKeys()},
		{Scope: scopeTrial, Title: "A trial in a copy", Actions: overlay.PlainListKeys()},
		{Scope: walk.ScopeDiffering, Title: "A step that answers differently", Actions: overlay.PlainListKeys()},
		{Scope: scopeWelcome, Title: "An empty bench", Actions: b.tryKeys()},
	}
	for i := range groups {
		groups[i].Local = true
	}
	return append(groups, part.Group{Scope: scopePage, Actions: []part.Action{b.manualKey().On("")}})
}

// Scopes returns the scopes of the focused pane and the page, preceded by that of an empty bench.
func (b *Bench) Scopes(h part.Host) []keymap.Scope {
	scopes := []keymap.Scope{keymap.Scope(b.Focus), scopePage}
	if b.Focus == PaneScript && b.beside != nil {
		scopes[0] = b.beside.Scope()
	}
	switch k, ok := b.Selected(); {
	case !ok:
	case k.Epoll():
		scopes = slices.Insert(scopes, 1, scopeEpoll)
	case k.Plain() != "":
		scopes = slices.Insert(scopes, 1, scopeDescriptor)
	}
	if b.welcomes(h) {
		return append([]keymap.Scope{scopeWelcome}, scopes...)
	}
	return scopes
}

// moves returns the actions that arrange the panes.
func (b *Bench) moves() []part.Action {
	return []part.Action{
		{Name: "next-pane", Keys: part.Key("tab"), Label: "pane", Help: "go to the next pane", Do: part.Do(func(part.Host) { b.Turn(+1) })},
		{Name: "previous-pane", Keys: part.Key("shift+tab"), Help: "go to the previous pane", Do: part.Do(func(part.Host) { b.Turn(-1) })},
		b.putAway().On("", "ctrl+w"),
		{Name: "welcome", Help: "start a new session: an empty bench, with suggestions to try", Do: b.welcome},
		b.stepBack(),
		b.filterOptionsKey().On("", "o"),
		b.fullKey().On("", "f"),
		{Name: "back", Keys: part.Key("esc"), Help: "go back: drop the filter, fold the trace, return to the sockets", Inner: true, Do: part.Pulling(b.back)},
	}
}

// tableKeys returns the actions of the table of sockets.
func (b *Bench) tableKeys() []part.Action {
	return []part.Action{
		{Name: "inspect", Keys: part.Key("enter"), Label: "options", Help: "look at the selected socket's options", Why: b.needsSocket,
			Do: part.Do(func(part.Host) { b.Focus = PaneInspector })},
		{Name: "filter-sockets", Keys: part.Key("/"), Label: "filter", Help: "show only the sockets that contain a word",
			Do: part.Do(func(h part.Host) { h.Open(b.filterSockets(), b.Sockets.Filter) })},
		{Name: "sort", Keys: part.Key("s"), Label: "sort", Help: "sort the sockets by the next column", Do: part.Do(b.sortNext)},
		{Name: "reverse", Keys: part.Key("S"), Help: "reverse the order of the sockets", Do: part.Pulling(func() { b.Sockets.Reverse = !b.Sockets.Reverse })},
		b.manualKey().On("", "m"),
	}
}

// traceKeys returns the actions of the trace.
func (b *Bench) traceKeys() []part.Action {
	steps := part.Steps("event", &b.Trace)
	steps[len(steps)-1].Help = "the newest one; the trace then follows new events"
	return append([]part.Action{
		{Name: "unfold", Keys: part.Key("enter", "space"), Label: "unfold", Help: "show what was asked, why it answered so, and the evidence", Inner: true,
			Do: part.Do(func(part.Host) { b.Trace.Unfold() })},
		{Name: "unfold-all", Keys: part.Key("E"), Label: "all", Help: "unfold every event of the trace, or fold them all",
			Do: part.Do(func(part.Host) { b.Trace.UnfoldAll() })},
		b.trialKey(),
		b.markKey(),
		b.manualKey().On("manual", "m"),
	}, steps...)
}

// menu returns an action's function that opens the menu of a scope.
func menu(where keymap.Scope) func(part.Host) tea.Cmd {
	return part.Do(func(h part.Host) { h.Push(&overlay.Menu{Where: where}) })
}

func (b *Bench) filterSockets() *part.Purpose {
	return &part.Purpose{
		Sign: "/", About: "only sockets that contain this",
		Typed: func(h part.Host, text string) { b.Sockets.Filter = strings.TrimSpace(text); h.Pull() },
		Leave: func(part.Host) { b.Sockets.Filter = "" },
	}
}

func (b *Bench) sortNext(h part.Host) {
	names := SortColumns()
	at := slices.Index(names, b.Sockets.Sort)
	b.sortBy(h, names[(at+1)%len(names)])
}

func (b *Bench) sortBy(h part.Host, column string) {
	b.Sockets.Sort = column
	if column == "" {
		h.Say("in the order they were made")
	} else {
		h.Say("sorted by " + column + "; S reverses the order")
	}
	h.Pull()
}

// back undoes the innermost thing that narrows the view.
func (b *Bench) back() {
	switch {
	case b.Focus == PaneScript && b.Script.Back():
	case b.Figure != FigureNone:
		b.Figure = FigureNone
	case b.Focus == PaneInspector && b.Inspector.Filter != "":
		b.Inspector.Sift("")
	case b.Focus == PaneInspector && b.Inspector.Beside != 0:
		b.Inspector.Beside = 0
	case b.Inspector.Full:
		b.Inspector.Full = false
	case b.Focus == PaneTrace && b.Trace.Fold():
	case b.Focus != PaneSockets:
		b.Focus = PaneSockets
	case b.Sockets.Filter != "":
		b.Sockets.Filter = ""
	}
}
