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

// comments finds those of a script: beside a step, and on the lines above it. One by which a file says
// what it needs is not for people.
func (s *Session) comments(lines []script.Line) {
	s.Notes = make([]Note, len(s.Steps))
	var above []string
	nth, last := 0, 0
	for _, line := range lines {
		comment := step.Comment(line.Text)
		if line.Number != last+1 {
			above = nil
		}
		last = line.Number
		switch {
		case nth < len(s.Steps) && s.Steps[nth].Line == line.Number:
			s.Notes[nth] = Note{Above: above, Beside: comment}
			nth, above = nth+1, nil
		case comment == "":
			above = nil
		case !strings.HasPrefix(comment, "needs:"):
			above = append(above, comment)
		}
	}
}

// marks are those of a recording.
func (s *Session) marks(file *recording.File) {
	for _, m := range file.Marks() {
		if i, ok := file.Find(m.At); ok && i < len(s.Notes) {
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
