package part

import tea "charm.land/bubbletea/v2"

// Pulling makes an action's function after which the page shows something else of the
// engine: a frame is asked for.
func Pulling(f func()) func(Host) tea.Cmd {
	return Do(func(h Host) {
		f()
		h.Pull()
	})
}

// Lister is what has a list, one row of which is chosen: a page, or a pane of one.
type Lister interface {
	// Move goes to another row; pages says that by counts pages.
	Move(by int, pages bool)
	// Edge goes to the first row, or to the last.
	Edge(last bool)
}

// Steps are the keys that move through a list. Their names begin with what a row of it is.
func Steps(row string, l Lister) []Action {
	move := func(by int, pages bool) func(Host) tea.Cmd { return Pulling(func() { l.Move(by, pages) }) }
	edge := func(last bool) func(Host) tea.Cmd { return Pulling(func() { l.Edge(last) }) }
	return []Action{
		{Name: row + "-up", Keys: Key("up", "k"), Help: "one up", Inner: true, Do: move(-1, false)},
		{Name: row + "-down", Keys: Key("down", "j"), Help: "one down", Inner: true, Do: move(+1, false)},
		{Name: row + "-page-up", Keys: Key("pgup", "ctrl+b"), Help: "a page up", Inner: true, Do: move(-1, true)},
		{Name: row + "-page-down", Keys: Key("pgdown", "ctrl+f"), Help: "a page down", Inner: true, Do: move(+1, true)},
		{Name: row + "-first", Keys: Key("home"), Help: "the first one", Inner: true, Do: edge(false)},
		{Name: row + "-last", Keys: Key("end", "G"), Help: "the last one", Inner: true, Do: edge(true)},
	}
}
