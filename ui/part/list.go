package part

import tea "charm.land/bubbletea/v2"

// Pulling returns an action's function that requests a frame after f, because the page then shows something
// else.
func Pulling(f func()) func(Host) tea.Cmd {
	return Do(func(h Host) {
		f()
		h.Pull()
	})
}

// Lister is a page or a pane that has a list with a selected row.
type Lister interface {
	// Move moves the selection by rows, or by pages if pages is set.
	Move(by int, pages bool)
	// Edge selects the first or the last row.
	Edge(last bool)
}

// Steps returns the actions that move through a list. Their names begin with row, the name of what a row
// is.
func Steps(row string, l Lister) []Action {
	move := func(by int, pages bool) func(Host) tea.Cmd { return Pulling(func() { l.Move(by, pages) }) }
	edge := func(last bool) func(Host) tea.Cmd { return Pulling(func() { l.Edge(last) }) }
	return []Action{
		{Name: row + "-up", Keys: Key("up", "k"), Help: "up", Inner: true, Do: move(-1, false)},
		{Name: row + "-down", Keys: Key("down", "j"), Help: "down", Inner: true, Do: move(+1, false)},
		{Name: row + "-page-up", Keys: Key("pgup", "ctrl+b"), Help: "page up", Inner: true, Do: move(-1, true)},
		{Name: row + "-page-down", Keys: Key("pgdown", "ctrl+f"), Help: "page down", Inner: true, Do: move(+1, true)},
		{Name: row + "-first", Keys: Key("home"), Help: "first", Inner: true, Do: edge(false)},
		{Name: row + "-last", Keys: Key("end", "G"), Help: "last", Inner: true, Do: edge(true)},
	}
}
