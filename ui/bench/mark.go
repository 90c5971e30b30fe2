package bench

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// markedMsg is the result of writing a mark.
type markedMsg struct {
	item *item
	word string
	err  error
}

// markKey returns the action that puts a word at the selected event of the recording.
func (b *Bench) markKey() part.Action {
	return part.Action{Name: "mark-event", Keys: part.Key("M"), Label: "mark", Help: "put a word at the chosen event of the recording, to find it again as mark:word", Inner: true,
		Why: func(h part.Host) string {
			if _, ok := h.Store().Source.(store.Recorder); !ok {
				return store.ErrNotRecorded.Error()
			}
			if b.Trace.latest() == nil {
				return "nothing has been done yet that could be marked"
			}
			return ""
		},
		Do: part.Do(b.mark),
	}
}

// mark asks for a word to mark the selected event with.
func (b *Bench) mark(h part.Host) {
	it := b.Trace.latest()
	h.Open(&part.Purpose{
		Sign: fmt.Sprintf("mark %d", it.event.Seq), About: "a word to find the event again by; an empty one takes the mark away",
		Done: func(h part.Host, word string) tea.Cmd {
			h.Shut()
			recorder, ok := h.Store().Source.(store.Recorder)
			if !ok {
				return nil
			}
			word = step.Printable(strings.TrimSpace(word))
			return func() tea.Msg { return markedMsg{it, word, recorder.Mark(word, it.event.Seq)} }
		},
	}, it.mark)
}

// marked shows a mark that has been written.
func (m markedMsg) marked(h part.Host) {
	if m.err != nil {
		h.Fail(m.err.Error())
		return
	}
	m.item.mark, m.item.lines = m.word, nil
}
