package code

import (
	"fmt"
	"path/filepath"
	"strings"

	"netnet-tui/engine/step"
)

// Heading returns the comment at the top of a program. The commands make it, and the last one runs it.
func (w *Writer) Heading(commands ...string) string {
	s := w.Program.Script
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(strings.TrimRight(w.words.Mark+" "+Harmless(fmt.Sprintf(format, args...)), " ") + "\n")
	}
	line("Written by netnet-tui export. The program exits with 0 if and only if every expectation holds.")
	line("") // Python looks for an encoding in the first two lines, so the script's name must come later
	line("The steps are those of %s. To run the program:", filepath.Base(s.Name))
	line("")
	line("    %s", strings.Join(commands, " && "))
	if s.Lab {
		line("")
		line("Run it in a network namespace of its own, so that it changes nothing in yours:")
		line("")
		line("    unshare -Urn sh -c %s", step.ShellWord("ip link set lo up; exec "+commands[len(commands)-1]))
	}
	if s.Cut != "" {
		line("")
		line("%s", s.Cut)
	}
	if s.Redact {
		line("")
		line("Data, keys and comments are left out: each text is replaced by as many bytes x. Addresses, paths and names stay.")
	}
	if w.missing > 0 {
		line("")
		line("%d of the steps can't be expressed in this language: a comment stands in place of each.", w.missing)
	}
	return b.String() + "\n"
}

// Source declares a constant with the name of the script, if a text mentions it, which may be in a string of Python.
func (w *Writer) Source(format, text string) string {
	if !strings.Contains(text, "source") {
		return ""
	}
	return fmt.Sprintf(format, PlainLiteral(filepath.Base(w.Program.Script.Name))) + "\n"
}
