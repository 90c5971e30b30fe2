package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
)

// editor sets one option. The line is the value as a script writes it; beside it
// stands what helps to write that kind of value: a list, boxes to tick, the parts.
// Both change the line and nothing else, so they never disagree.
type editor struct {
	socket  engine.Socket
	reading engine.OptionReading
	option  *sockopts.Option
	form    sockopts.Form
	line    prompt.Line
	list    []offer
	at      int    // of the list
	problem string // why the line was refused
}

// offer is one row of an editor's list: a value, or one of several flags, and what
// it means where that needs words.
type offer struct{ value, means string }

// picked is the target of a row of an editor.
type picked struct{ index int }

// The scopes of an editor: in one whose values are ticked, space ticks.
const (
	scopeEditor    keymap.Scope = "editor"
	scopeChecklist keymap.Scope = "checklist"
)

func (e *editor) scope() keymap.Scope {
	if e.form.Kind == sockopts.FlagsForm || e.form.Kind == sockopts.SwitchForm {
		return scopeChecklist
	}
	return scopeEditor
}

func (e *editor) input() *prompt.Line { return &e.line }

func (e *editor) typed() {
	e.problem = ""
	e.follow()
}

// edit opens the editor of the chosen option, or turns a flag over.
func (s *Screen) edit() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	d := s.pull.last.Detail
	switch {
	case d == nil:
		return nil
	case choice.Flag != "":
		return s.toggle()
	case choice.Option == nil:
		text := fmt.Sprintf("setsockopt %s %s ", d.Name, optionWord(choice))
		s.open(stepPurpose, text, len(text), true)
		return nil
	case choice.Reading.Unread && !choice.Option.Settable():
		return s.readOption()
	}
	s.push(newEditor(d.Socket, choice.Reading, choice.Option))
	return nil
}

func newEditor(socket engine.Socket, reading engine.OptionReading, o *sockopts.Option) *editor {
	e := &editor{socket: socket, reading: reading, option: o, form: o.Form()}
	e.list = offersOf(e.form)
	if reading.Errno == "" && o.Settable() {
		e.line.Set(reading.Value)
	}
	e.follow()
	return e
}

// offersOf is the list of a form.
func offersOf(form sockopts.Form) []offer {
	if form.Kind == sockopts.LingerForm {
		return []offer{
			{"off", lingers("off")}, {"on,0s", lingers("on,0s")}, {"on,1s", lingers("on,1s")}, {"on,5s", lingers("on,5s")},
		}
	}
	var list []offer
	for _, name := range form.Names {
		list = append(list, offer{value: name})
	}
	return list
}

// follow puts the mark of the list where the line is.
func (e *editor) follow() {
	if e.form.Kind == sockopts.FlagsForm {
		return
	}
	if at := slices.IndexFunc(e.list, func(o offer) bool { return o.value == e.line.Text }); at >= 0 {
		e.at = at
	}
}

// move goes through the list, or makes a number larger or smaller.
func (e *editor) move(by int, _ bool) {
	switch {
	case !e.option.Settable():
	case len(e.list) > 0:
		listed := e.form.Kind == sockopts.FlagsForm || e.list[e.at].value == e.line.Text
		if listed {
			e.at = max(0, min(e.at+by, len(e.list)-1))
		}
		if e.form.Kind != sockopts.FlagsForm {
			e.take(e.at)
		}
	case e.form.Kind == sockopts.NumberForm || e.form.Kind == sockopts.TimeForm:
		e.step(-by)
	}
}

// take writes the value of a row into the line; of flags it turns one over.
func (e *editor) take(index int) {
	e.at, e.problem = index, ""
	if e.form.Kind == sockopts.FlagsForm {
		e.line.Set(flipped(e.line.Text, e.list[index].value, e.names()))
		return
	}
	e.line.Set(e.list[index].value)
}

// pick takes the row that was clicked, or puts the cursor into a part.
func (e *editor) pick(index int) {
	switch {
	case e.form.Kind == sockopts.PartsForm:
		for e.part() != index {
			e.nextPart()
		}
	case e.option.Settable() && index < len(e.list):
		e.take(index)
	}
}

// flip is what space does: it ticks a box, or turns a switch over.
func (e *editor) flip() {
	switch {
	case !e.option.Settable() || len(e.list) == 0:
	case e.form.Kind == sockopts.SwitchForm:
		e.take(max(0, 1-e.at))
	default:
		e.take(e.at)
	}
}

func (e *editor) names() []string {
	var names []string
	for _, o := range e.list {
		names = append(names, o.value)
	}
	return names
}

// choose sets the option to what the line says. What the line can't mean is said,
// and the line stays.
func (e *editor) choose(s *Screen) tea.Cmd {
	text := strings.TrimSpace(e.line.Text)
	switch _, err := e.option.Parse(text); {
	case !e.option.Settable():
		e.problem = e.option.Name + " can only be read"
		return nil
	case text == "":
		e.problem = "type a value: " + e.option.Codec.Hint()
		return nil
	case err != nil:
		e.problem = err.Error()
		return nil
	}
	cmd, err := s.post(e.writes())
	if err != nil {
		e.problem = err.Error()
		return nil
	}
	s.pop()
	return cmd
}

// writes is the line of script that enter posts.
func (e *editor) writes() string {
	return fmt.Sprintf("setsockopt %s %s %s", e.socket.Name, optionWord(bench.Choice{Reading: e.reading}), strings.TrimSpace(e.line.Text))
}

// editorActions are the keys that only editors have.
func editorActions() []Action {
	with := func(f func(*editor)) func(*Screen) tea.Cmd {
		return do(func(s *Screen) {
			if e, ok := s.overlays[len(s.overlays)-1].(*editor); ok {
				f(e)
			}
		})
	}
	return []Action{
		{Name: "flip", Help: "turn this one over", Inner: true, Do: with((*editor).flip)},
		{Name: "next-part", Help: "to the next part of the value", Inner: true, Do: with((*editor).nextPart)},
	}
}
