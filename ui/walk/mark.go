package walk

import "netnet-tui/ui/part"

// mark asks for a word to mark the selected event with.
func (p *Pane) mark(h part.Host) { p.course.(*Tape).mark(p.chosen()).Type(h) }

// mark returns the mark of an event.
func (t *Tape) mark(at int) part.Note {
	return part.Note{
		Step: uint64(at) + 1, Word: t.Line(at).Mark,
		Write: func(word string) error {
			e, err := t.file.Event(at)
			if err == nil {
				err = t.file.Mark(e.Seq, word)
			}
			return err
		},
		Show: func(word string) {
			if e, err := t.file.Event(at); err == nil {
				t.marks[e.Seq] = word
			}
			delete(t.lines, at)
		},
	}
}
