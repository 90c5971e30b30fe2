package export

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/c"
	"netnet-tui/sessions/export/ffi"
	"netnet-tui/sessions/export/golang"
	"netnet-tui/sessions/export/program"
	"netnet-tui/sessions/script"
)

// Target is a form that a session is written in.
type Target struct {
	Name    string
	About   string // in a few words
	Ext     string // of its files
	Answers bool   // it shows what the calls answered, so it needs events
	print   func(*Session) (string, error)
}

// Session is what is exported: a script, and the answers of its steps if known.
type Session struct {
	program.Script
	Unit   script.Unit    // what the numbers of its steps count
	Events []engine.Event // one per step made; none if nothing was run
}

// Targets returns all targets in the order of the help.
func Targets() []Target {
	return []Target{
		{Name: "netnet", About: "a script for netnet-tui run, also from a recording", Ext: ".netnet", print: printScript},
		{Name: "c", About: "a C program", Ext: ".c", print: language(c.Write)},
		{Name: "go", About: "a Go program, with golang.org/x/sys/unix", Ext: ".go", print: language(golang.Write)},
		{Name: "python", About: "a Python program, with ctypes", Ext: ".py", print: language(ffi.Python)},
		{Name: "lua", About: "a program for LuaJIT, with its ffi", Ext: ".lua", print: language(ffi.Lua)},
		{Name: "strace", About: "the calls as strace prints them", Ext: ".strace", Answers: true, print: printStrace},
		{Name: "markdown", About: "a report: steps, answers, what was seen, and why", Ext: ".md", Answers: true, print: printMarkdown},
		{Name: "svg", About: "a sequence diagram: sockets as columns, calls as rows", Ext: ".svg", Answers: true, print: printSVG},
	}
}

// language returns a print function for a programming language, which needs only the script.
func language(write func(*program.Script) (string, error)) func(*Session) (string, error) {
	return func(s *Session) (string, error) { return write(&s.Script) }
}

// Names returns the names of the targets.
func Names() []string {
	var names []string
	for _, t := range Targets() {
		names = append(names, t.Name)
	}
	return names
}

// Find returns the target with the given name.
func Find(name string) (Target, error) {
	for _, t := range Targets() {
		if t.Name == name {
			return t, nil
		}
	}
	names := Names()
	hint := ""
	if near := step.Nearest(name, names); near != "" {
		hint = fmt.Sprintf(" (did you mean %s?)", near)
	}
	return Target{}, fmt.Errorf("there is no export target %q%s: choose one of %s", step.Clip(name), hint, strings.Join(names, ", "))
}

// Print writes a session in the form of a target.
func (t Target) Print(s *Session) (string, error) {
	if s.Redact {
		s = s.redacted()
	}
	return t.print(s)
}

// Until cuts the session after the step with the given number.
func (s *Session) Until(number int) error {
	n := 1 + slices.IndexFunc(s.Steps, func(one step.Step) bool { return one.Line == number })
	if n == 0 {
		return fmt.Errorf("%s: %s", s.Name, s.Unit.Missing(number))
	}
	s.Steps = s.Steps[:n]
	s.Events = s.Events[:min(n, len(s.Events))]
	s.Notes = s.Notes[:min(n, len(s.Notes))]
	return nil
}

// printScript writes the session as a script of canonical lines.
func printScript(s *Session) (string, error) {
	var b strings.Builder
	if s.Lab {
		b.WriteString("# needs: lab\n")
	}
	if s.Cut != "" {
		fmt.Fprintf(&b, "# %s\n", step.Printable(s.Cut))
	}
	for i, one := range s.Steps {
		note := s.Note(i)
		for _, line := range note.Above {
			b.WriteString("# " + step.Printable(line) + "\n")
		}
		b.WriteString(note.Line(one.String()) + "\n")
	}
	for _, line := range s.Note(len(s.Steps)).Above {
		b.WriteString("# " + step.Printable(line) + "\n")
	}
	return b.String(), nil
}
