package ui

import (
	"fmt"

	"netnet-tui/engine/step"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/store"

	tea "charm.land/bubbletea/v2"
)

// optionActions are about the options of the selected socket.
func optionActions() []Action {
	arrange := func(f func(*bench.Inspector)) func(*Screen) tea.Cmd {
		return do(func(s *Screen) { f(&s.bench.Inspector) })
	}
	return []Action{
		{Name: "toggle", Help: "turn an option over that is on or off", Why: notBoolean, Do: (*Screen).toggle},
		{Name: "edit", Help: "set an option, with its choices and limits", Why: noOption, Do: (*Screen).edit},
		{Name: "read", Help: "read an option by getsockopt, also where reading changes it", Why: notReadable, Do: (*Screen).readOption},
		{Name: "undo", Help: "take the last setsockopt back, made by a key or by a line; again goes further back", Why: nothingToUndo, Do: (*Screen).undoChange},
		{Name: "default", Help: "set an option back to what a fresh socket has", Why: noDefault, Do: (*Screen).restoreDefault},
		{Name: "compare", Help: "show only what differs from another socket; again to end it", Why: nobodyBeside, Do: (*Screen).compare},
		{Name: "full", Help: "give the options the whole page, and back", Why: needsSocket, Do: do(func(s *Screen) {
			s.bench.Focus = bench.PaneInspector
			s.bench.Inspector.Full = !s.bench.Inspector.Full
		})},
		{Name: "regroup", Help: "group the options by level, and back: by purpose", Do: arrange((*bench.Inspector).Regroup)},
		{Name: "next-options", Help: "the next group of options", Inner: true, Do: arrange(func(in *bench.Inspector) { in.Turn(+1) })},
		{Name: "previous-options", Help: "the group of options before", Inner: true, Do: arrange(func(in *bench.Inspector) { in.Turn(-1) })},
		{Name: "roundtrip", Help: "time round trips: two small writes, and both back", Why: noConnection, Line: roundtripLine, Do: func(s *Screen) tea.Cmd {
			return s.write(roundtripLine(s))
		}},
	}
}

func noOption(s *Screen) string {
	if _, ok := s.bench.Inspector.Choice(); !ok {
		return "no option is selected"
	}
	return ""
}

func notBoolean(s *Screen) string {
	choice, ok := s.bench.Inspector.Choice()
	switch {
	case !ok:
		return "no option is selected"
	case choice.Flag == "" && choice.Option == nil:
		return "the catalogue does not know this option: set it by a line"
	case choice.Flag == "" && !choice.Option.Boolean():
		return choice.Reading.Name + " is not simply on or off: enter edits it"
	}
	return ""
}

// toggle turns the chosen option over.
func (s *Screen) toggle() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	k := s.store.Pull.Last.Detail
	if k == nil {
		return nil
	}
	if choice.Flag != "" {
		return s.write(fmt.Sprintf("fcntl %s %s %s", k.Name, choice.Flag, turned(choice.On)))
	}
	return s.write(store.SetLine(k.Name, choice.Reading.Level, choice.Reading.Name, turned(choice.Reading.Value == "on")))
}

func (s *Screen) readOption() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	k := s.store.Pull.Last.Detail
	switch {
	case k == nil:
		return nil
	case choice.Flag == "O_NONBLOCK":
		return s.write("fcntl " + k.Name + " F_GETFL")
	case choice.Flag != "":
		return s.write("fcntl " + k.Name + " F_GETFD")
	}
	return s.write(fmt.Sprintf("getsockopt %s %s", k.Name, store.OptionWord(choice.Reading.Level, choice.Reading.Name)))
}

func notReadable(s *Screen) string {
	choice, ok := s.bench.Inspector.Choice()
	switch {
	case !ok:
		return "no option is selected"
	case choice.Option != nil && !choice.Option.Readable():
		return choice.Reading.Name + " can only be set"
	}
	return ""
}

func noDefault(s *Screen) string {
	choice, ok := s.bench.Inspector.Choice()
	switch {
	case !ok:
		return "no option is selected"
	case choice.Flag != "":
		return ""
	case choice.Option == nil || !choice.Option.Settable():
		return choice.Reading.Name + " can't be set"
	case choice.Reading.Fresh == "":
		return "what a fresh socket has of " + choice.Reading.Name + " is not known"
	}
	if _, ok := choice.Option.Restoring(choice.Reading.Fresh); !ok {
		return "the kernel does not take " + choice.Reading.Name + " back to " + choice.Reading.Fresh
	}
	return ""
}

// restoreDefault sets the chosen option to what a fresh socket has.
func (s *Screen) restoreDefault() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	k := s.store.Pull.Last.Detail
	if k == nil {
		return nil
	}
	if choice.Flag != "" {
		return s.write(fmt.Sprintf("fcntl %s %s off", k.Name, choice.Flag))
	}
	value, _ := choice.Option.Restoring(choice.Reading.Fresh)
	return s.write(store.SetLine(k.Name, choice.Reading.Level, choice.Reading.Name, value))
}

func noConnection(s *Screen) string {
	if reason := needsSocket(s); reason != "" {
		return reason
	}
	if k, _ := s.bench.Selected(); k.State != step.StateEstablished {
		return k.Name + " is no connection: there is no round trip"
	}
	return ""
}

// roundtripLine is the line that times round trips on the selected socket.
func roundtripLine(s *Screen) string {
	k, _ := s.bench.Selected()
	return "roundtrip " + k.Name
}

func nothingToUndo(s *Screen) string {
	if s.store.Undo.Empty() {
		return "no option has been changed that could be set back"
	}
	return ""
}

// undoChange takes the last change back.
func (s *Screen) undoChange() tea.Cmd {
	step, err := s.store.Undo.Back(&s.store.Roster, &s.store.Tags)
	return s.postNext(step, err == nil, err)
}

func turned(on bool) string {
	if on {
		return "off"
	}
	return "on"
}
