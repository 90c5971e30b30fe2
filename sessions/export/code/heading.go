package code

import (
	"fmt"
	"path/filepath"
	"strings"
)

// Heading is the comment that a program begins with, and how it is run.
func (w *Writer) Heading(run string) string {
	s := w.Program.Script
	var b strings.Builder
	line := func(format string, args ...any) {
		b.WriteString(strings.TrimRight(w.words.Mark+" "+Harmless(fmt.Sprintf(format, args...)), " ") + "\n")
	}
	line("Written by netnet-tui export: the program exits with 0 if all that is expected holds.")
	line("") // Python looks in the first two lines for an encoding, which a name could hold
	line("The steps are those of %s. To run them:", filepath.Base(s.Name))
	line("")
	line("    %s", run)
	if s.Lab {
		line("")
		line("It needs a network of its own, so that it changes nothing in yours:")
		line("")
		steps := strings.Split(run, " && ") // the last one runs what the others have built
		line("    unshare -Urn sh -c 'ip link set lo up; exec %s'", steps[len(steps)-1])
	}
	if s.Cut != "" {
		line("")
		line("%s", s.Cut)
	}
	if s.Redact {
		line("")
		line("Data, keys and comments are left out: each text is as many bytes x as it had. Addresses, paths and names stay.")
	}
	if w.missing > 0 {
		line("")
		line("%d of its steps can't be said in this language, and are left out where their line stands.", w.missing)
	}
	return b.String() + "\n"
}

// Source is the name of the file that the program was made from, as a constant.
func (w *Writer) Source(format string) string {
	return fmt.Sprintf(format, PlainLiteral(filepath.Base(w.Program.Script.Name))) + "\n"
}
