package code

import (
	"path/filepath"
	"strings"

	"netnet-tui/engine/step"
)

// File returns the file of the program as a word of a shell. It is called session where it is not known.
func (w *Writer) File(ext string) string {
	if w.Program.Script.To == "" {
		return "session" + ext
	}
	file := filepath.Base(w.Program.Script.To)
	if strings.HasPrefix(file, "-") { // it is not an option
		file = "./" + file
	}
	return step.ShellWord(file)
}

// Compiled returns the file of the program as a word of a shell, the executable that a compiler makes of it, and the
// command that runs that. A file without the ending ext, which no compiler takes, counts as unknown.
func (w *Writer) Compiled(ext string) (file, executable, run string) {
	stem, ok := strings.CutSuffix(filepath.Base(w.Program.Script.To), ext)
	if !ok || stem == "" {
		return "session" + ext, "session", "./session"
	}
	return w.File(ext), step.ShellWord(stem), step.ShellWord("./" + stem)
}
