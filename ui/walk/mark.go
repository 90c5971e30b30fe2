package walk

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/part"
)

// markMsg is the result of writing a mark.
type markMsg struct {
	tape *Tape
	at   int
	seq  uint64
	word string
	err  error
}

// mark asks for a word to mark the selected event with.
func (p *Pane) mark(h part.Host) {
	t, at := p.course.(*Tape), p.chosen()
	h.Open(&part.Purpose{
		Sign: fmt.Sprintf("mark %d", at+1), About: "a word to find the step again by; an empty one takes the mark away",
		Done: func(h part.Host, word string) tea.Cmd {
			h.Shut()
			return func() tea.Msg { return t.write(at, oneLine(word)) }
		},
	}, t.Line(at).Mark)
}

// write writes a mark into the recording.
func (t *Tape) write(at int, word string) markMsg {
	e, err := t.file.Event(at)
	if err == nil {
		err = t.file.Mark(e.Seq, word)
	}
	return markMsg{t, at, e.Seq, word, err}
}

// marked shows a mark that has been written.
func (m markMsg) marked(h part.Host) {
	if m.err != nil {
		h.Fail(m.err.Error())
		return
	}
	m.tape.marks[m.seq] = m.word
	delete(m.tape.lines, m.at)
	if m.word == "" {
		h.Say(fmt.Sprintf("step %d has no mark", m.at+1))
	} else {
		h.Say(fmt.Sprintf("step %d is marked %s", m.at+1, m.word))
	}
}
