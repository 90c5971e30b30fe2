package ui

import (
	"strconv"

	"netnet-tui/ui/bench"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/race"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/server"
)

// bindings are all keys. The first key of each is the one that is shown; those
// with a label stand in the bar at the bottom, in this order.
func bindings(pages []Page) []keymap.Binding {
	bind := func(scope keymap.Scope, action, label string, keys ...string) keymap.Binding {
		return keymap.Binding{Scope: scope, Keys: keys, Action: action, Label: label}
	}
	list := []keymap.Binding{
		bind(bench.ScopePage, "socket", "socket", "n"),
		bind(bench.ScopePage, "bind", "bind", "b"),
		bind(bench.ScopePage, "listen", "listen", "l"),
		bind(bench.ScopePage, "accept", "accept", "a"),
		bind(bench.ScopePage, "connect", "connect", "c"),
		bind(bench.ScopePage, "send", "send", "w"),
		bind(bench.ScopePage, "recv", "recv", "r"),
		bind(bench.ScopePage, "poll", "poll", "p"),
		bind(bench.ScopePage, "close", "close", "x"),
		bind(bench.ScopePage, "closedown", "", "X"),
		bind(bench.ScopePage, "shutdown", "shutdown", "d"),
		bind(bench.ScopePage, "interrupt", "interrupt", "i"),
		bind(bench.ScopePage, "dup", "", "D"),
		bind(bench.ScopePage, "next-pane", "pane", "tab"),
		bind(bench.ScopePage, "previous-pane", "", "shift+tab"),
		bind(bench.ScopePage, "filter-options", "", "o"),
		bind(bench.ScopePage, "full", "", "f"),
		bind(bench.ScopePage, "back", "", "esc"),

		bind("sockets", "inspect", "options", "enter"),
		bind("sockets", "filter-sockets", "filter", "/"),
		bind("sockets", "sort", "sort", "s"),
		bind("sockets", "reverse", "", "S"),
		bind("sockets", "manual", "", "m"),

		bind("inspector", "toggle", "on/off", "space"),
		bind("inspector", "edit", "edit", "enter"),
		bind("inspector", "read", "read", "r"),
		bind("inspector", "undo", "undo", "u"),
		bind("inspector", "default", "default", "d"),
		bind("inspector", "compare", "compare", "="),
		bind("inspector", "roundtrip", "round trip", "t"),
		bind("inspector", "full", "full", "f"),
		bind("inspector", "regroup", "", "v"),
		bind("inspector", "next-options", "", "]"),
		bind("inspector", "previous-options", "", "["),
		bind("inspector", "filter-options", "filter", "/"),
		bind("inspector", "manual", "manual", "m"),

		bind("trace", "unfold", "why", "enter", "space"),
		bind("trace", "unfold-all", "all", "E"),
		bind("trace", "manual", "manual", "m"),

		bind(reference.ScopePage, "read-entry", "read", "enter", "right"),
		bind(reference.ScopePage, "leave-entry", "", "left"),
		bind(reference.ScopePage, "switch-entry", "", "tab", "shift+tab"),
		bind(reference.ScopePage, "filter-entries", "find", "/"),
		bind(reference.ScopePage, "next-group", "group", "]"),
		bind(reference.ScopePage, "previous-group", "", "["),
		bind(reference.ScopePage, "entry-up", "", "up", "k"),
		bind(reference.ScopePage, "entry-down", "", "down", "j"),
		bind(reference.ScopePage, "entry-page-up", "", "pgup", "ctrl+b"),
		bind(reference.ScopePage, "entry-page-down", "", "pgdown", "ctrl+f"),
		bind(reference.ScopePage, "first-entry", "", "home"),
		bind(reference.ScopePage, "last-entry", "", "end", "G"),
		bind(reference.ScopePage, "interrupt", "", "i"),
		bind(reference.ScopePage, "leave-reference", "back", "esc"),

		bind(race.ScopePage, "start-race", "start", "enter"),
		bind(race.ScopePage, "leave-race", "back", "esc"),
		bind(race.ScopePage, "race-up", "", "up", "k"),
		bind(race.ScopePage, "race-down", "", "down", "j"),

		bind(server.ScopePage, "pause", "pause/run", "space"),
		bind(server.ScopePage, "step-call", "call", "s"),
		bind(server.ScopePage, "step-iteration", "iteration", "i"),
		bind(server.ScopePage, "slower", "slower", "-"),
		bind(server.ScopePage, "faster", "faster", "+", "="),
		bind(server.ScopePage, "next-readiness", "readiness", "R"),
		bind(server.ScopePage, "swarm", "swarm", "w"),
		bind(server.ScopePage, "follow", "follow", "f"),
		bind(server.ScopePage, "open-connection", "open", "enter"),
		bind(server.ScopePage, "filter-connections", "filter", "/"),
		bind(server.ScopePage, "sort-connections", "sort", "o"),
		bind(server.ScopePage, "reverse-connections", "", "O"),
		bind(server.ScopePage, "close-connection", "", "x"),
		bind(server.ScopePage, "unserve", "", "u"),
		bind(server.ScopePage, "try-server", "try it", "g"),
		bind(server.ScopePage, "connection-up", "", "up", "k"),
		bind(server.ScopePage, "connection-down", "", "down", "j"),
		bind(server.ScopePage, "connection-page-up", "", "pgup", "ctrl+b"),
		bind(server.ScopePage, "connection-page-down", "", "pgdown", "ctrl+f"),
		bind(server.ScopePage, "first-connection", "", "home"),
		bind(server.ScopePage, "last-connection", "", "end", "G"),
		bind(server.ScopePage, "leave-server", "", "esc"),

		bind("quit", "quit-now", "leave", "y", "enter"),
		bind("quit", "close-overlay", "stay", "esc", "n"),
		bind("dead", "restart", "new engine", "enter"),
		bind("dead", "close-overlay", "look at what was", "esc"),
		bind("dead", "quit-now", "leave", "q"),

		bind("shutdown", "shutdown-wr", "", "w"),
		bind("shutdown", "shutdown-rd", "", "r"),
		bind("shutdown", "shutdown-rdwr", "", "b"),
		bind("shutdown", "close-overlay", "back", "esc"),

		bind(scopePrompt, "accept-line", "make the call", "enter"),
		bind(scopePrompt, "complete", "complete", "tab"),
		bind(scopePrompt, "complete-back", "", "shift+tab"),
		bind(scopePrompt, "older", "history", "up"),
		bind(scopePrompt, "newer", "", "down"),
		bind(scopePrompt, "leave-line", "back", "esc"),

		bind(scopeAsked, "accept-line", "take it", "enter"),
		bind(scopeAsked, "older", "", "up"),
		bind(scopeAsked, "newer", "", "down"),
		bind(scopeAsked, "leave-line", "back", "esc"),

		bind(scopeGlobal, "prompt", "prompt", ":"),
		bind(scopeGlobal, "keys", "keys", "?"),
		bind(scopeGlobal, "quit", "", "q"),
		bind(scopeGlobal, "restart", "", "ctrl+n"),
		bind(scopeGlobal, "recall", "", "ctrl+r"),
		bind(scopeGlobal, "redraw", "", "ctrl+l"),

		bind(scopeAlways, "palette", "", "ctrl+p"),
		bind(scopeAlways, "save", "", "ctrl+s"),
		bind(scopeAlways, "theme", "", "ctrl+t"),
		bind(scopeAlways, "suspend", "", "ctrl+z"),
		bind(scopeAlways, "quit", "", "ctrl+c"),
	}
	for i, k := range []string{"t", "T", "6", "u", "U", "x", "X", "p", "e", "s", "k", "o"} {
		list = append(list, bind("new", kinds[i].name, "", k))
	}
	list = append(list, bind("new", "close-overlay", "back", "esc"))
	for i := range pages {
		list = append(list, bind(scopeGlobal, pageAction(i), "", strconv.Itoa(i+1)))
	}
	for i, k := range []string{"t", "u", "h", "g"} {
		list = append(list, bind(scopeWelcome, tries[i].name, "", k))
	}
	for _, pane := range []keymap.Scope{"sockets", "inspector", "trace"} {
		list = append(list,
			bind(pane, "up", "", "up", "k"),
			bind(pane, "down", "", "down", "j"),
			bind(pane, "page-up", "", "pgup", "ctrl+b"),
			bind(pane, "page-down", "", "pgdown", "ctrl+f"),
			bind(pane, "first", "", "home"),
			bind(pane, "last", "", "end", "G"),
		)
	}
	for _, overlay := range []keymap.Scope{"palette", scopeEditor, scopeChecklist, scopeFields, "list"} {
		list = append(list,
			bind(overlay, "close-overlay", "back", "esc"),
			bind(overlay, "choose", "", "enter"),
			bind(overlay, "list-up", "", "up"),
			bind(overlay, "list-down", "", "down"),
			bind(overlay, "list-page-up", "", "pgup"),
			bind(overlay, "list-page-down", "", "pgdown"),
		)
	}
	for _, form := range []keymap.Scope{scopeChecklist, scopeFields} {
		list = append(list, bind(form, "list-down", "", "tab"), bind(form, "list-up", "", "shift+tab"))
	}
	list = append(list, bind(scopeChecklist, "turn-over", "turn over", "space"))
	return append(list,
		bind("list", "list-up", "", "k"), bind("list", "list-down", "", "j"),
		bind("list", "close-overlay", "", "q", "?"))
}
