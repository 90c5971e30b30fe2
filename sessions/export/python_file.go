package export

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/program"
)

//go:embed python_has.txt
var pythonHasText string

// pythonHas are the constants that Python's modules have had for long, each with its module.
var pythonHas = sync.OnceValue(func() map[string]string {
	has := map[string]string{}
	for line := range strings.Lines(pythonHasText) {
		if module, names, ok := strings.Cut(line, ":"); ok {
			for name := range strings.FieldsSeq(names) {
				has[name] = module
			}
		}
	}
	return has
})

func (l *pythonLanguage) begin(w *code, t *program.Task) {
	w.line("%s.begin(lambda data: %s)", l.name(t.Name), l.expression(t.Bare()))
}

// printPython writes a Python program.
func printPython(s *Session) (string, error) {
	l := newPython()
	w := newCode(l, &l.words, &s.Script, oneLine)
	w.line("signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # sending into a connection that is ended answers EPIPE")
	w.line("signal.alarm(120)")
	w.opening()
	w.statements()
	w.closing()
	body := w.String()
	declared := w.variables(body)
	text := w.functions(declared+body) + "\n\n" + declared + "\n" + body
	var b strings.Builder
	b.WriteString(w.heading("python3 session.py"))
	b.WriteString(l.imports(w.program, text))
	b.WriteString(w.source("source = %s") + w.bounds(text) + "\n" + text)
	return b.String(), nil
}

// pythonModules are what a program may import.
var pythonModules = []string{"collections", "ctypes", "errno", "mmap", "os", "resource", "select", "signal", "socket", "struct", "sys", "tempfile", "threading", "time"}

// attribute matches what a program has from a module.
var attribute = lazily(`\b(\w+)\.[A-Za-z]`)

// imports are the modules that a program uses, and the constants by name; those that no module has it
// says itself.
func (l *pythonLanguage) imports(p *program.Program, text string) string {
	var b strings.Builder
	has := map[string]bool{}
	for _, m := range attribute().FindAllStringSubmatch(text, -1) { // also in a text of Python
		has[m[1]] = true
	}
	for _, module := range pythonModules {
		if has[module] {
			fmt.Fprintf(&b, "import %s\n", module)
		}
	}
	from := map[string][]string{}
	var own strings.Builder
	for _, name := range used(p, text) {
		switch module, ok := pythonHas()[name]; {
		case strings.HasPrefix(name, "SIG"):
		case ok:
			from[module] = append(from[module], name)
		default:
			fmt.Fprintf(&own, "%s = %#x\n", name, uint32(p.Constants[name]))
		}
	}
	for _, module := range slices.Sorted(maps.Keys(from)) {
		fmt.Fprintf(&b, "from %s import %s\n", module, strings.Join(from[module], ", "))
	}
	b.WriteString("\n" + own.String())
	return b.String()
}
