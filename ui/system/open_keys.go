package system

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/foreign"
	"netnet-tui/sockopts"
	"netnet-tui/ui/editor"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// scopeForeign is the scope of the keys for the options of the row that has the whole page.
const scopeForeign keymap.Scope = "foreign"

// foreignKeys returns the actions on the open socket.
func (p *Page) foreignKeys() part.Group {
	return part.Group{Scope: scopeForeign, Title: "A socket of another program", Local: true, Actions: slices.Concat([]part.Action{
		{Name: "set-foreign", Keys: part.Key("enter"), Label: "set", Help: "set the option, after a question that lists who has the socket", Inner: true, Why: p.needsOption, Do: p.edit},
		{Name: "turn-foreign", Keys: part.Key("space"), Label: "on/off", Help: "switch the option on or off, after that question", Inner: true, Why: p.needsSwitch, Do: p.turn},
		{Name: "undo-foreign", Keys: part.Key("u"), Label: "undo", Help: "set the option back to what it was", Inner: true, Why: p.needsChange, Do: p.undo},
		{Name: "read-foreign", Keys: part.Key("r"), Help: "read the option, also where reading changes it", Inner: true, Why: p.needsOption, Do: p.readOne},
		{Name: "act-foreign", Keys: part.Key("x"), Label: "do", Help: "receive, shut down or destroy: what can break the program", Inner: true, Why: p.needsOpen, Do: part.Do(p.chooseAct)},
		{Name: "filter-foreign", Keys: part.Key("/"), Label: "filter", Help: "show only some options", Inner: true, Why: p.needsOpen, Do: part.Do(p.filterOptions)},
		{Name: "row-before", Keys: part.Key("["), Help: "the previous row", Inner: true, Do: part.Do(func(part.Host) { p.Move(-1, false) })},
		{Name: "row-behind", Keys: part.Key("]"), Help: "the next row", Inner: true, Do: part.Do(func(part.Host) { p.Move(+1, false) })},
	}, part.Steps("option-of-machine", openOptions{p}))}
}

// needsOpen returns why nothing can be done to the socket.
func (p *Page) needsOpen(part.Host) string {
	switch f := p.open; {
	case f == nil:
		return "no socket is open"
	case f.process == nil || f.sweep.Socket.Inode == 0:
		return f.state()
	case f.over:
		return f.trouble
	}
	return ""
}

func (p *Page) needsOption(h part.Host) string {
	if why := p.needsOpen(h); why != "" {
		return why
	}
	if _, ok := p.open.options.chosen(); !ok {
		return "no option is chosen"
	}
	return ""
}

func (p *Page) needsSwitch(h part.Host) string {
	if why := p.needsOption(h); why != "" {
		return why
	}
	switch r, _ := p.open.options.chosen(); {
	case !r.Option.Settable():
		return r.Option.Name + " can only be read"
	case !r.Option.Boolean():
		return r.Option.Name + " is not simply on or off: enter edits it"
	}
	return ""
}

func (p *Page) needsChange(h part.Host) string {
	if why := p.needsOption(h); why != "" {
		return why
	}
	r, _ := p.open.options.chosen()
	if c := p.changeOf(r.Option); c == nil || !c.known {
		return r.Option.Name + " was not set here"
	}
	return ""
}

// edit opens the editor of the selected option.
func (p *Page) edit(h part.Host) tea.Cmd {
	r, _ := p.open.options.chosen()
	s := p.open.sweep.Socket.Socket
	s.Name = p.open.owner.Name
	h.Push(editor.Foreign(s, asReading(&r), r.Option, h.Store().Offers, func(h part.Host, value sockopts.Value) tea.Cmd {
		return p.plan(h, r.Option, value)
	}))
	return nil
}

// turn toggles the selected option.
func (p *Page) turn(h part.Host) tea.Cmd {
	r, _ := p.open.options.chosen()
	word := "on"
	if n, ok := r.Value.Number(); ok && n != 0 {
		word = "off"
	}
	value, err := r.Option.Parse(word)
	if err != nil {
		h.Fail(err.Error())
		return nil
	}
	return p.plan(h, r.Option, value)
}

// readOne reads the selected option, after a question if that has a side effect.
func (p *Page) readOne(h part.Host) tea.Cmd {
	r, _ := p.open.options.chosen()
	hazard := attach.ReadHazard(r.Option)
	if hazard == "" {
		return p.get(r.Option)
	}
	h.Push(&overlay.Confirm{Text: overlay.Text{Title: "Read " + r.Option.Name + " of " + p.open.whose() + "?", Lines: []string{"This can break the program: " + hazard + "."}},
		Word: r.Option.Name, Does: "reads it", Yes: func(part.Host) tea.Cmd { return p.get(r.Option) }})
	return nil
}

// get reads an option.
func (p *Page) get(o *sockopts.Option) tea.Cmd {
	return p.aside(func(_ *openSocket, process *attach.Process, s attach.Socket) func(part.Host) {
		r, err := process.Get(s, o)
		return func(h part.Host) {
			switch {
			case err != nil:
				h.Fail(err.Error())
			case r.Errno != "":
				h.Fail("getsockopt(" + o.Name + ") answers " + r.Errno + ", " + r.How())
			default:
				h.Say(o.Name + " is " + r.Value.String() + ", " + r.How())
			}
		}
	})
}

// chooseAct offers what can be done besides setting options.
func (p *Page) chooseAct(h part.Host) {
	all := attach.Acts()
	list := make([]overlay.Choice, len(all))
	for i, a := range all {
		list[i] = overlay.Choice{Name: a.Call(), Text: a.Meaning() + ". " + strings.ToUpper(a.Hazard()[:1]) + a.Hazard()[1:] + "."}
	}
	h.Push(&overlay.Chooser{Title: "Do to " + p.open.whose(), Does: "asks first", List: list, Take: func(_ part.Host, at int) tea.Cmd { return p.planAct(all[at]) }})
}

// planAct prepares an act, and asks twice.
func (p *Page) planAct(a attach.Act) tea.Cmd {
	return p.aside(func(f *openSocket, process *attach.Process, s attach.Socket) func(part.Host) {
		plan, err := process.PlanAct(s, a)
		return func(h part.Host) {
			if err != nil {
				h.Fail(err.Error())
				return
			}
			p.confirm(h, a.Call(), a.Call()+" of "+f.whose(), foreign.PlannedAct(process, plan), a.Hazard(), func() tea.Msg {
				done, err := process.Do(plan)
				return p.done(part.Do(func(h part.Host) {
					switch {
					case err != nil:
						h.Fail(err.Error())
					case done.Errno != "":
						h.Fail(foreign.DoneAct(done))
					default:
						h.Say(foreign.DoneAct(done))
					}
				}))
			})
		}
	})
}

// filterOptions filters the options while the user types.
func (p *Page) filterOptions(h part.Host) {
	f := p.open
	h.Open(&part.Purpose{
		Sign: "/", About: "a name, a level, a value or a word of the help",
		Typed: func(_ part.Host, text string) { f.options.sift(strings.TrimSpace(text)) },
		Leave: func(part.Host) { f.options.sift("") },
		Move:  func(_ part.Host, by int) { f.options.move(by, false) },
	}, f.options.filter)
}
