package export

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Note is what a person has written to a step: comments of the script, marks of the recording.
type Note struct {
	Above  []string
	Beside string // on its line
}

// comments finds those of a script: beside a step, on the lines above it, and behind the last one. One by
// which a file says what it needs is not for people.
func (s *Session) comments(lines []script.Line) {
	s.Notes = make([]Note, len(s.Steps)+1)
	nth := 0
	for _, line := range lines {
		note, comment := &s.Notes[nth], step.Comment(line.Text)
		switch {
		case nth < len(s.Steps) && s.Steps[nth].Line == line.Number:
			note.Beside = comment
			nth++
		case comment != "" && !strings.HasPrefix(comment, "needs:"):
			note.Above = append(note.Above, comment)
		}
	}
}

// marks are those of a recording.
func (s *Session) marks(file *recording.File) {
	for _, m := range file.Marks() {
		if i, ok := file.Find(m.At); ok && i < len(s.Steps) {
			s.Notes[i].Above = append(s.Notes[i].Above, "mark: "+m.Word)
		}
	}
}

// note is that of the nth step; an empty one where nobody has written any.
func (s *Session) note(nth int) Note {
	if nth < len(s.Notes) {
		return s.Notes[nth]
	}
	return Note{}
}

// line is a step with what stands beside it, as a script has it on one line.
func (n Note) line(text string) string {
	if n.Beside == "" {
		return text
	}
	return fmt.Sprintf("%s # %s", text, step.Printable(n.Beside))
}
