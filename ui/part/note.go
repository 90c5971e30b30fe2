package part

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
)

// Note is a mark at a step of a recording: a word that a person types.
type Note struct {
	Step  uint64                  // the number of the step, as shown in the pane
	Word  string                  // the current mark, "" for none
	Write func(word string) error // writes a new mark to the recording; it may block
	Show  func(word string)       // shows the new mark
}

// MarkedMsg is the result of writing a mark.
type MarkedMsg struct {
	mark Note
	word string
	err  error
}

// Type asks for the word.
func (m Note) Type(h Host) {
	h.Open(&Purpose{
		Sign: fmt.Sprintf("mark %d", m.Step), About: "a word to find the step by; an empty one removes the mark", Edit: true,
		Done: func(h Host, word string) tea.Cmd {
			h.Shut()
			word = step.Printable(strings.Join(strings.Fields(word), " "))
			return func() tea.Msg { return MarkedMsg{m, word, m.Write(word)} }
		},
	}, m.Word)
}

// Show shows a mark that has been written.
func (m MarkedMsg) Show(h Host) {
	switch {
	case m.err != nil:
		h.Fail(m.err.Error())
		return
	case m.word == "":
		h.Say(fmt.Sprintf("step %d has no mark", m.mark.Step))
	default:
		h.Say(fmt.Sprintf("step %d is marked %s", m.mark.Step, m.word))
	}
	m.mark.Show(m.word)
}
