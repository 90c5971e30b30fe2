package sessions

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// change returns a command that changes the archive, which may block, and shows said if it succeeds.
func (p *Page) change(said string, make func() error) tea.Cmd {
	return func() tea.Msg {
		err := make()
		return doneMsg{p, part.Do(func(h part.Host) {
			if err != nil {
				h.Fail(err.Error())
			} else {
				h.Say(said)
			}
			p.again()
		})}
	}
}

// rename asks for a name for the selected session.
func (p *Page) rename(h part.Host) {
	e, ok := p.Chosen()
	if !ok {
		return
	}
	h.Open(&part.Purpose{
		Sign: "name", About: "a name for the session; sessions without one are dropped first when space runs out", Edit: true,
		Done: func(h part.Host, text string) tea.Cmd {
			h.Shut()
			name := strings.TrimSpace(text)
			if name == e.Name {
				return nil
			}
			said := "it is called " + name + " now"
			if name == "" {
				said = "it no longer has a name"
			}
			return p.change(said, func() error { return p.Archive.Rename(e.File, name) })
		},
	}, e.Name)
}

// remove deletes the selected session; restore can undo that.
func (p *Page) remove(part.Host) tea.Cmd {
	e, ok := p.Chosen()
	if !ok {
		return nil
	}
	p.deleted = append(p.deleted, e)
	if p.marked == e.File {
		p.marked = ""
	}
	return p.change(fmt.Sprintf("%s of %s is deleted; u restores it", e.title(), when(e)), func() error { return p.Archive.Delete(e.File) })
}

// restore undoes the last deletion.
func (p *Page) restore(part.Host) tea.Cmd {
	last := len(p.deleted) - 1
	e := p.deleted[last]
	p.deleted = p.deleted[:last]
	p.list.chosen = e.File
	return p.change(e.title()+" is back", func() error { return p.Archive.Restore(e.File) })
}

func (p *Page) nothingDeleted(part.Host) string {
	if len(p.deleted) == 0 {
		return "nothing was deleted here that could be restored"
	}
	return ""
}
