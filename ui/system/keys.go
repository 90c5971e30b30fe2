package system

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system"
	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/table"
)

// Keys returns the actions that move through the sockets of the machine, and select which are shown.
func (p *Page) Keys() []part.Group {
	return []part.Group{{Scope: scopePage, Title: "System", Local: true, Actions: slices.Concat([]part.Action{
		{Name: "open-row", Keys: part.Key("enter"), Label: "open", Help: "open the row: everything about it, and its options; of a group, show its sockets", Inner: true, Why: p.needsRow, Do: part.Do(func(part.Host) { p.Enter() })},
		{Name: "filter-system", Keys: part.Key("/"), Label: "filter", Help: "show only some: state:close-wait name:nginx port:443 stall: or a word", Inner: true,
			Do: part.Do(func(h part.Host) { h.Open(p.filter(), p.Filter) })},
		{Name: "group-system", Keys: part.Key("g"), Label: "group", Help: "group the rows by process, port, peer, state, user or container", Do: part.Do(p.chooseGrouping)},
		{Name: "sort-system", Keys: part.Key("o"), Label: "sort", Help: "sort by the next column; without one, failures come first", Inner: true, Do: part.Do(func(part.Host) { p.SortNext() })},
		{Name: "reverse-system", Keys: part.Key("O"), Help: "reverse the order", Inner: true, Do: part.Do(func(part.Host) {
			p.Reverse = !p.Reverse
			p.again()
		})},
		{Name: "columns-system", Keys: part.Key("c"), Label: "columns", Help: "choose the columns", Why: p.needsSockets, Do: part.Do(func(h part.Host) { p.chooseColumns(h, 0) })},
		{Name: "port-system", Keys: part.Key("p"), Label: "port", Help: "say who has the row's local port, and what bind would answer there", Why: p.needsPort, Do: p.askPort},
		{Name: "missing-system", Keys: part.Key("w"), Help: "say what can't be seen, and why", Do: part.Do(p.tellMissing)},
	}, p.freezeKeys(), part.Steps("socket-of-machine", p), []part.Action{
		part.Interrupt().On("", "i"),
		{Name: "leave-system", Keys: part.Key("esc"), Label: "back", Help: "go back: to the table, the groups, drop the filter, return to the bench", Inner: true, Do: p.leave},
	})}, p.foreignKeys(), p.tapeKeys()}
}

func (p *Page) needsRow(part.Host) string {
	if p.now.Shown == 0 {
		return "there is no row to choose"
	}
	return ""
}

func (p *Page) needsSockets(part.Host) string {
	if p.groups() {
		return "groups always have the same columns: enter opens one"
	}
	return ""
}

// filter filters the rows while the user types; the arrows move through the matches.
func (p *Page) filter() *part.Purpose {
	return &part.Purpose{
		Sign: "/", About: "a word; state:close-wait name:nginx recvq:>0 peer:10. stall:",
		Typed: func(_ part.Host, text string) {
			p.Filter = strings.TrimSpace(text)
			p.again()
		},
		Done: func(h part.Host, text string) tea.Cmd {
			if err := system.CheckFilter(text); err != nil {
				h.Fail(err.Error())
				return nil
			}
			h.Shut()
			return nil
		},
		Leave: func(part.Host) {
			p.Filter = ""
			p.again()
		},
		Move: func(_ part.Host, by int) { p.Move(by, false) },
	}
}

// chooseGrouping offers the ways to group rows.
func (p *Page) chooseGrouping(h part.Host) {
	all := watcher.Groupings()
	list := make([]overlay.Choice, len(all))
	for i, g := range all {
		list[i] = overlay.Choice{Name: groupingName(g), Text: g.Meaning()}
	}
	h.Push(&overlay.Chooser{Title: "Group the rows by", Does: "groups", List: list, At: max(slices.Index(all, p.Group), 0),
		Take: func(_ part.Host, at int) tea.Cmd {
			p.GroupBy(all[at])
			return nil
		}})
}

func groupingName(g watcher.Grouping) string {
	if g == watcher.Ungrouped {
		return "nothing"
	}
	return string(g)
}

// chooseColumns offers the columns; enter shows or hides one, and the list stays open.
func (p *Page) chooseColumns(h part.Host, at int) {
	list := make([]overlay.Choice, len(columns))
	for i, c := range columns {
		note := "hidden"
		if p.columnShown(c) {
			note = "shown"
		}
		list[i] = overlay.Choice{Name: strings.ToLower(c.Title), Note: note, Text: c.about}
	}
	h.Push(&overlay.Chooser{Title: "Columns", Does: "shows or hides", List: list, At: at, Take: func(h part.Host, at int) tea.Cmd {
		p.shown[columns[at].Name+columns[at].Title] = !p.columnShown(columns[at])
		p.chooseColumns(h, at)
		return nil
	}})
}

// tellMissing says what is not visible.
func (p *Page) tellMissing(h part.Host) {
	text := []string{"Nothing is missing that this program knows of."}
	if n := len(p.now.Missing); n > 0 {
		text = nil
		for _, sentence := range p.now.Missing {
			text = append(text, "• "+sentence)
		}
	}
	if p.now.Lost > 0 {
		text = append(text, fmt.Sprintf("• ends of connections came faster than they were read, %d times: how those ended is not known", p.now.Lost))
	}
	if p.now.Problem != "" {
		text = append(text, "• "+p.now.Problem)
	}
	h.Push(&overlay.Text{Title: "What can't be seen", Lines: text})
}

// Click selects the row that was clicked, or sorts by a column.
func (p *Page) Click(h part.Host, t canvas.Target) tea.Cmd {
	switch t := t.(type) {
	case table.Picked:
		if p.tape != nil {
			p.tape.at = int(t.ID) - 1
			return nil
		}
		for i := range p.count() {
			if p.id(i) == t.ID {
				p.pick(i)
				p.asking.hurry = true
			}
		}
	case table.Sorted:
		p.SortBy(t.Column)
	case optionPicked:
		if p.open != nil {
			p.open.options.at = t.key
		}
	case missingHit:
		p.tellMissing(h)
	}
	return nil
}

// Wheel moves through the table, or through the options of the open socket.
func (p *Page) Wheel(_ part.Host, _, _, by int) {
	switch {
	case p.tape != nil:
		tapeList{p}.Move(by, false)
	case p.Full && p.open != nil:
		p.open.options.move(by, false)
	default:
		p.Move(by, false)
	}
}
