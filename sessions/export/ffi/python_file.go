package ffi

import (
	_ "embed"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

//go:embed prelude/python.py
var pythonPreludeText string

var pythonPrelude = code.NewPrelude(pythonPreludeText)

//go:embed python_has.txt
var pythonHasText string

// pythonHas maps constants that Python has long had to their modules.
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

// Begin starts a call on its own thread.
func (l *pythonLanguage) Begin(w *code.Writer, t *program.Task) {
	w.Line("%s.begin(lambda data: %s)", l.Name(t.Name), l.expression(t.Bare()))
}

// Python writes a Python program.
func Python(s *program.Script) (string, error) {
	l := newPython()
	w := code.New(l, &l.Words, s, oneLine)
	w.Line("signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # so that sending without a receiver fails with EPIPE")
	w.Line("signal.alarm(120)  # ends the program if it hangs")
	w.Opening()
	w.Statements()
	w.Closing()
	body := w.String()
	variables := w.Variables(body)
	text := declared(w.Functions(variables+body) + "\n\n" + variables + "\n" + body)
	var b strings.Builder
	b.WriteString(w.Heading("python3 " + w.File(".py")))
	b.WriteString(l.imports(w.Program, text))
	b.WriteString(w.Source("source = %s", text) + w.Bounds(text) + "\n" + text)
	return b.String(), nil
}

// pythonModules are the modules that a program may import.
var pythonModules = []string{"collections", "ctypes", "errno", "mmap", "os", "resource", "select", "signal", "socket", "struct", "sys", "tempfile", "threading", "time"}

// attribute matches a name of a module.
var attribute = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\b(\w+)\.[A-Za-z]`) })

// pythonConstants are the constants that expectations use.
var pythonConstants = map[string]int{"FIONREAD": 0x541b, "SIOCOUTQ": 0x5411, "SIOCOUTQNSD": 0x894b, "F_GETFD": 1, "F_GETFL": 3, "FD_CLOEXEC": 1}

// declaration matches a line that declares functions of the C library.
var declaration = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^libc\.(\w+)\.\w+.* = .*\n`) })

// declared removes the declarations of functions that a program does not call.
func declared(text string) string {
	return declaration().ReplaceAllStringFunc(text, func(line string) string {
		if name := declaration().FindStringSubmatch(line)[1]; strings.Contains(text, "libc."+name+"(") {
			return line
		}
		return ""
	})
}

// imports returns the imports of the modules and constants that a program uses, and defines the
// constants that no module has.
func (l *pythonLanguage) imports(p *program.Program, text string) string {
	var b strings.Builder
	has := map[string]bool{}
	for _, m := range attribute().FindAllStringSubmatch(text, -1) { // also inside strings
		has[m[1]] = true
	}
	for _, module := range pythonModules {
		if has[module] {
			fmt.Fprintf(&b, "import %s\n", module)
		}
	}
	from := map[string][]string{}
	var own strings.Builder
	constants := maps.Clone(pythonConstants)
	maps.Copy(constants, p.Constants)
	for _, name := range code.Used(constants, text) {
		switch module, ok := pythonHas()[name]; {
		case strings.HasPrefix(name, "SIG"):
		case ok:
			from[module] = append(from[module], name)
		default:
			fmt.Fprintf(&own, "%s = %#x\n", name, uint32(constants[name]))
		}
	}
	for _, module := range slices.Sorted(maps.Keys(from)) {
		fmt.Fprintf(&b, "from %s import %s\n", module, strings.Join(from[module], ", "))
	}
	b.WriteString("\n" + own.String())
	return b.String()
}
