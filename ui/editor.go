package ui

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sockopts"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// editor sets one option: what it is now, what it may be, and a line for what it
// is to be.
type editor struct {
	socket  engine.Socket
	reading engine.OptionReading
	option  *sockopts.Option
	line    prompt.Line
	choices []string
	problem string
}

// picked is the target of a choice.
type picked struct{ index int }

func (e *editor) scope() keymap.Scope { return "editor" }
func (e *editor) input() *prompt.Line { return &e.line }
func (e *editor) typed()              { e.problem = "" }

// edit opens the editor of the chosen option, or turns a flag over.
func (s *Screen) edit() tea.Cmd {
	choice, _ := s.bench.Inspector.Choice()
	d := s.pull.last.Detail
	switch {
	case d == nil:
		return nil
	case choice.Flag != "":
		return s.toggle()
	case choice.Reading.Unread:
		return s.readOption()
	case choice.Option == nil:
		text := fmt.Sprintf("setsockopt %s %s ", d.Name, optionWord(choice))
		s.open(stepPurpose, text, len(text), true)
		return nil
	}
	e := &editor{socket: d.Socket, reading: choice.Reading, option: choice.Option, choices: choicesOf(choice.Option)}
	if choice.Reading.Errno == "" && choice.Option.Settable() {
		e.line.Set(choice.Reading.Value)
	}
	s.push(e)
	return nil
}

func choicesOf(o *sockopts.Option) []string {
	if o.Boolean() {
		return []string{"on", "off"}
	}
	return o.Choices()
}

// move goes through the choices.
func (e *editor) move(by int, _ bool) {
	if len(e.choices) == 0 {
		return
	}
	at := slices.Index(e.choices, e.line.Text)
	if at < 0 && by < 0 {
		at = 0
	}
	e.take((at + by + len(e.choices)) % len(e.choices))
}

func (e *editor) take(index int) {
	e.line.Set(e.choices[index])
	e.problem = ""
}

// choose sets the option to what the line says. What the line can't mean is said,
// and the line stays.
func (e *editor) choose(s *Screen) tea.Cmd {
	if !e.option.Settable() {
		e.problem = e.option.Name + " can only be read"
		return nil
	}
	text := strings.TrimSpace(e.line.Text)
	if text == "" {
		e.problem = "type a value: " + e.option.Codec.Hint()
		return nil
	}
	if _, err := e.option.Parse(text); err != nil {
		e.problem = err.Error()
		return nil
	}
	cmd, err := s.post(fmt.Sprintf("setsockopt %s %s %s", e.socket.Name, optionWord(bench.Choice{Reading: e.reading}), text))
	if err != nil {
		e.problem = err.Error()
		return nil
	}
	s.pop()
	return cmd
}

func (e *editor) draw(_ *Screen, c *canvas.Canvas, r canvas.Rect) {
	w := min(72, r.W-2)
	head := e.head(w - 4)
	problem := canvas.Wrap(e.problem, w-4)
	head = head[:max(0, min(len(head), r.H-4-len(problem)-min(len(e.choices), 4)))]
	room := r.H - len(head) - len(problem) - 6
	shown := min(len(e.choices), max(room, 0))
	foot := canvas.Line{canvas.Say(theme.Dim, "enter sets it  esc back")}
	if len(e.choices) > 0 {
		foot = canvas.Line{canvas.Say(theme.Dim, "enter sets it  ↑↓ choose  esc back")}
	}
	inner := window(c, r, w, len(head)+shown+len(problem)+4, e.option.Name+" of "+e.socket.Name, foot)
	y := 0
	for _, line := range head {
		c.PutLine(inner, 0, y, line)
		y++
	}
	y++
	if e.option.Settable() {
		row := inner.Row(y)
		c.Fill(row, theme.Text.On(theme.Inserted))
		c.PutLine(row, 0, 0, canvas.Line{{Style: theme.Accent.On(theme.Inserted), Text: "› "}, {Style: theme.Strong.On(theme.Inserted), Text: e.line.Text}})
		c.Caret(inner.X+2+e.line.Column(), row.Y)
		y++
	}
	for _, part := range problem {
		c.PutLine(inner, 2, y, canvas.Line{raised(theme.Bad, part)})
		y++
	}
	first := max(0, min(slices.Index(e.choices, e.line.Text)-shown/2, len(e.choices)-shown))
	for i := range shown {
		e.drawChoice(c, inner.Row(y+i), first+i)
	}
}

func (e *editor) drawChoice(c *canvas.Canvas, row canvas.Rect, index int) {
	mark, role := "  ", theme.Text
	if e.choices[index] == e.line.Text {
		mark, role = "▸ ", theme.Accent
	}
	line := canvas.Line{raised(role, mark+e.choices[index])}
	if e.choices[index] == e.reading.Value {
		line = append(line, raised(theme.Dim, "  now"))
	}
	c.PutLine(row, 2, 0, line)
	c.Hit(row, picked{index})
}

// head says what the option is, what its value is now, and what bounds it.
func (e *editor) head(w int) []canvas.Line {
	var lines []canvas.Line
	for _, part := range canvas.Wrap(e.option.Summary, w) {
		lines = append(lines, canvas.Line{raised(theme.Text, part)})
	}
	row := func(label, text string) {
		for _, part := range canvas.Wrap(text, w-10) {
			lines = append(lines, canvas.Line{raised(theme.Dim, fill(label, 10)), raised(theme.Text, part)})
			label = ""
		}
	}
	now := e.reading.Value
	if e.reading.Errno != "" {
		now = "can't be read: " + e.reading.Errno
	}
	if e.reading.Fresh != "" && e.reading.Fresh != e.reading.Value {
		now += "   (fresh: " + e.reading.Fresh + ")"
	}
	row("now", now)
	if e.reading.Asked != "" && e.reading.Asked != e.reading.Value {
		row("you asked", e.reading.Asked)
	}
	row("limits", strings.Join(bench.Limits(e.option), " · "))
	if e.option.Settable() {
		row("write", e.option.Codec.Hint())
	}
	row("beware", e.option.Surprise)
	return lines
}
