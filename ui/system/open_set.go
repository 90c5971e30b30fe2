package system

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/foreign"
	"netnet-tui/sockopts"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// plan finds out what setting an option would do, and asks.
func (p *Page) plan(h part.Host, o *sockopts.Option, value sockopts.Value) tea.Cmd {
	cmd := p.aside(func(f *openSocket, process *attach.Process, s attach.Socket) func(part.Host) {
		plan, err := process.Plan(s, o, value)
		return func(h part.Host) {
			h.Say("")
			if err != nil {
				h.Fail(err.Error())
				return
			}
			lines := foreign.Planned(process, plan)
			if _, ok := plan.Back(); ok {
				lines = append(lines, "What it is now is remembered: u sets it back, and you are asked when you leave.")
			} else {
				lines = append(lines, "It can't be set back: no value is known that does it.")
			}
			p.confirm(h, o.Name, "Set "+o.Name+" of "+f.whose()+" to "+plan.Asked.String(), lines, plan.Hazard, func() tea.Msg {
				change, err := process.Set(plan)
				return p.done(func(h part.Host) tea.Cmd { return p.hasSet(h, f, process, change, err) })
			})
		}
	})
	if cmd != nil {
		h.Say("looking up who has the socket …")
	}
	return cmd
}

// confirm asks before it does something, and asks again if that can break the program.
func (p *Page) confirm(h part.Host, word, title string, lines []string, hazard string, do tea.Cmd) {
	yes := func(part.Host) tea.Cmd { return do }
	if hazard != "" {
		yes = func(h part.Host) tea.Cmd {
			h.Push(&overlay.Confirm{Text: overlay.Text{Title: title + ", really?", Lines: []string{"This can break the program: " + hazard + "."}},
				Word: word, Does: "does it", Yes: func(part.Host) tea.Cmd { return do }})
			return nil
		}
	}
	h.Push(&overlay.Confirm{Text: overlay.Text{Title: title + "?", Lines: lines}, Does: "does it", Yes: yes})
}

// hasSet applies the result of setting an option.
func (p *Page) hasSet(h part.Host, f *openSocket, process *attach.Process, c attach.Change, err error) tea.Cmd {
	switch {
	case err != nil:
		h.Fail(err.Error())
	case c.Errno != "":
		h.Fail(foreign.Done(c))
	default:
		h.Say(foreign.Done(c))
		if said := c.LetGo(); said != "" {
			h.Fail(said)
		}
		p.remember(process, c)
	}
	f.waits = false // it is read again at once, except what needs a copy of the descriptor
	if p.open != f {
		return p.release(process)
	}
	return nil
}
