package export

import (
	"strings"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/program"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// comments collects the comments of a script: beside a step, on the lines above it, and after the last
// one. It skips "needs:" comments, which are not for people.
func (s *Session) comments(lines []script.Line) {
	s.Notes = make([]program.Note, len(s.Steps)+1)
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

// marks adds the marks of a recording.
func (s *Session) marks(file *recording.File) {
	for _, m := range file.Marks() {
		if i, ok := file.Find(m.At); ok && i < len(s.Steps) {
			s.Notes[i].Above = append(s.Notes[i].Above, "mark: "+m.Word)
		}
	}
}
