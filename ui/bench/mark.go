package bench

import (
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// markKey returns the action that puts a word at the selected event of the recording.
func (b *Bench) markKey() part.Action {
	return part.Action{Name: "mark-event", Keys: part.Key("M"), Label: "mark", Help: "mark the chosen event of the recording with a word, to find it as mark:word", Inner: true,
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
	recorder, ok := h.Store().Source.(store.Recorder)
	if !ok {
		return
	}
	it := b.Trace.latest()
	part.Note{
		Step: it.event.Seq, Word: it.mark,
		Write: func(word string) error { return recorder.Mark(word, it.event.Seq) },
		Show:  func(word string) { it.mark, it.lines = word, nil },
	}.Type(h)
}
