package bench

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/ui/editor"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// optionKeys returns the actions on the options of the selected socket.
func (b *Bench) optionKeys() []part.Action {
	in := &b.Inspector
	return append(part.Makes([]part.Action{
		{Name: "toggle", Keys: part.Key("space"), Label: "on/off", Help: "switch an option on or off", Why: b.notBoolean, Do: b.toggle},
		{Name: "edit", Keys: part.Key("enter"), Label: "edit", Help: "set an option, with its choices and limits; change what an epoll watches a socket for", Why: b.noOption, Do: b.edit},
		{Name: "read-option", Keys: part.Key("r"), Label: "read", Help: "read an option by getsockopt, also where reading changes it", Why: b.notReadable, Do: b.readOption},
		{Name: "undo", Keys: part.Key("u"), Label: "undo", Help: "undo the last setsockopt or epoll_ctl; again undoes the one before",
			Why: nothingToUndo, Do: undo},
		{Name: "default", Keys: part.Key("d"), Label: "default", Help: "set an option back to what a fresh socket has; take a socket off an interest list", Why: b.noDefault, Do: b.restoreDefault},
	}...), []part.Action{
		{Name: "compare", Keys: part.Key("="), Label: "compare", Help: "show only what differs from another socket; again to end it",
			Why: b.nobodyBeside, Do: part.Do(b.compare)},
		{Name: "roundtrip", Keys: part.Key("t"), Label: "round trip", Help: "time round trips: two small writes, and their echo",
			Why: b.noConnection, Line: b.roundtripLine},
		b.fullKey(),
		{Name: "regroup", Keys: part.Key("v"), Help: "group the options by level, or by purpose again", Do: part.Do(func(part.Host) { in.Regroup() })},
		{Name: "next-options", Keys: part.Key("]"), Help: "the next group of options", Inner: true, Do: part.Do(func(part.Host) { in.Turn(+1) })},
		{Name: "previous-options", Keys: part.Key("["), Help: "the previous group of options", Inner: true, Do: part.Do(func(part.Host) { in.Turn(-1) })},
		b.filterOptionsKey(),
		b.manualKey().On("manual", "m"),
	}...)
}

func (b *Bench) fullKey() part.Action {
	return part.Action{Name: "full", Keys: part.Key("f"), Label: "full", Help: "show the options on the whole page, or go back", Why: b.needsOptions,
		Do: part.Do(func(part.Host) {
			b.Focus = PaneInspector
			b.Inspector.Full = !b.Inspector.Full
		})}
}

func (b *Bench) needsOptions(h part.Host) string {
	if k, ok := b.Selected(); ok && !k.Open {
		return k.Name + " is closed: it no longer has options"
	}
	return b.needsSocket(h)
}

func (b *Bench) filterOptionsKey() part.Action {
	return part.Action{Name: "filter-options", Keys: part.Key("/"), Label: "filter",
		Help: "show only options that match all words (changed, set, settable, recent work too)",
		Do: part.Do(func(h part.Host) {
			b.Focus = PaneInspector
			h.Open(&part.Purpose{
				Sign: "/", About: filterWords,
				Typed: b.filterOptions,
				Leave: func(part.Host) { b.Inspector.Sift("") },
			}, b.Inspector.Filter)
		})}
}

// filterOptions filters the list of the selected socket.
func (b *Bench) filterOptions(_ part.Host, text string) {
	b.Inspector.meant = b.Sockets.Chosen
	b.Inspector.Sift(strings.TrimSpace(text))
}

func (b *Bench) noOption(part.Host) string {
	switch row, ok := b.Inspector.Chosen(); {
	case !ok:
		return "no option is selected"
	case row.interest != nil:
		return row.interest.fixed()
	}
	return ""
}

func (b *Bench) notBoolean(part.Host) string {
	row, ok := b.Inspector.Chosen()
	switch {
	case !ok:
		return "no option is selected"
	case row.interest != nil:
		return row.name() + " is being watched: enter changes what for"
	case row.flag == "" && row.option == nil:
		return "this option is not in the catalogue: set it with a typed line"
	case row.flag == "" && !row.option.Boolean():
		return row.name() + " is not simply on or off: enter edits it"
	}
	return ""
}

// toggle toggles the selected option.
func (b *Bench) toggle(h part.Host) tea.Cmd {
	row, _ := b.Inspector.Chosen()
	k := b.Inspector.detail
	if row.flag != "" {
		return h.Write(store.Line("fcntl", k.Socket, row.flag, turned(row.on)))
	}
	return h.Write(store.SetLine(k.Socket, row.reading.Level, row.name(), turned(row.reading.Value == "on")))
}

func turned(on bool) string {
	if on {
		return "off"
	}
	return "on"
}

// edit opens the editor of the selected option, or toggles a flag.
func (b *Bench) edit(h part.Host) tea.Cmd {
	row, _ := b.Inspector.Chosen()
	d := b.Inspector.detail
	switch {
	case row.interest != nil:
		return h.Write(row.interest.change(d.Socket))
	case row.flag != "":
		return b.toggle(h)
	case row.option == nil:
		return h.Write(store.Line("setsockopt", d.Socket, store.OptionWord(row.reading.Level, row.name()), part.Cursor))
	}
	h.Push(editor.New(d, *row.reading, row.option, h.Store().Offers))
	return nil
}

func (b *Bench) notReadable(part.Host) string {
	row, ok := b.Inspector.Chosen()
	switch {
	case !ok:
		return "no option is selected"
	case row.interest != nil:
		return "the kernel's entry is shown already: p calls epoll_wait"
	case row.option != nil && !row.option.Readable():
		return row.name() + " can only be set"
	}
	return ""
}

func (b *Bench) readOption(h part.Host) tea.Cmd {
	row, _ := b.Inspector.Chosen()
	k := b.Inspector.detail
	switch {
	case row.flag == "O_NONBLOCK":
		return h.Write(store.Line("fcntl", k.Socket, "F_GETFL"))
	case row.flag != "":
		return h.Write(store.Line("fcntl", k.Socket, "F_GETFD"))
	}
	return h.Write(store.Line("getsockopt", k.Socket, store.OptionWord(row.reading.Level, row.name())))
}

func nothingToUndo(h part.Host) string {
	if h.Store().Undo.Empty() {
		return "there is no setsockopt or epoll_ctl to undo; backspace takes back the last step, whatever it was"
	}
	return ""
}

func undo(h part.Host) tea.Cmd {
	step, err := h.Store().Undo.Back(&h.Store().Roster, &h.Store().Tags)
	if err != nil {
		h.Fail(err.Error())
		return nil
	}
	return h.Post(step)
}

func (b *Bench) noDefault(part.Host) string {
	row, ok := b.Inspector.Chosen()
	switch {
	case !ok:
		return "no option is selected"
	case row.interest != nil:
		return row.interest.hindrance()
	case row.flag != "":
		return ""
	case row.option == nil || !row.option.Settable():
		return row.name() + " can't be set"
	case row.reading.Fresh == "":
		return "the value of a fresh socket's " + row.name() + " is not known"
	}
	if _, ok := row.option.Restoring(row.reading.Fresh); !ok {
		return "the kernel can't set " + row.name() + " back to " + row.reading.Fresh
	}
	return ""
}

// restoreDefault sets the selected option to the value of a fresh socket.
func (b *Bench) restoreDefault(h part.Host) tea.Cmd {
	row, _ := b.Inspector.Chosen()
	k := b.Inspector.detail
	switch {
	case row.interest != nil:
		return h.Write(row.interest.remove(k.Socket))
	case row.flag != "":
		return h.Write(store.Line("fcntl", k.Socket, row.flag, "off"))
	}
	value, _ := row.option.Restoring(row.reading.Fresh)
	return h.Write(store.SetLine(k.Socket, row.reading.Level, row.name(), value))
}

func (b *Bench) noConnection(h part.Host) string {
	if reason := b.needsSocket(h); reason != "" {
		return reason
	}
	if k, _ := b.Selected(); k.State != status.StateEstablished {
		return k.Name + " is not a connection: there is no round trip"
	}
	return ""
}

// roundtripLine returns the line that times round trips on the selected socket.
func (b *Bench) roundtripLine(part.Host) string {
	k, _ := b.Selected()
	return store.Line("roundtrip", k)
}

// ShowsRoundTrips reports whether the round-trip time of the selected socket is being shown.
func (b *Bench) ShowsRoundTrips() bool {
	k, ok := b.Selected()
	return ok && k.State == status.StateEstablished && b.Focus == PaneInspector && b.Inspector.Timed(k.ID)
}
