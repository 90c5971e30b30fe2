package export

import (
	_ "embed"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
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

func (l *pythonLanguage) begin(w *code, t *Task) {
	bare := *t.Call
	bare.Makes = nil
	fd := l.descriptor(bare.FD)
	w.line("%s.begin(lambda data: %s)", l.name(t.Name), l.expression(&bare, fd, l.constant(bare.Flags)))
}

func (l *pythonLanguage) join(w *code, t *Task, within string) {
	if within != "" {
		w.line("expect(%s.waited(%s), %d, %s)", l.name(t.Name), within, w.said.Line, w.quoted(w.said))
	}
	w.line("%s.finish()", l.name(t.Name))
	for _, made := range t.Call.Makes {
		w.line("%s = r", l.variable(made))
	}
}

func (l *pythonLanguage) control(w *code, s *Statement) {
	switch s.Action {
	case ActionInterrupt:
		w.line("%s.interrupt()", l.name(s.Task.Name))
		w.line("answer(0)")
	case ActionFork:
		w.block(fmt.Sprintf("if turn(0, %d):", w.nth), "", func() {
			w.line("sys.stdout.flush()")
			w.line("answer(os.fork())")
			w.line("if r == 0:")
			w.line("    me = %d  # the new process goes on below", s.Target)
			w.block("else:", "", func() {
				w.line("pids[%d] = r", s.Target)
				w.judge(s)
				w.line("done()")
			})
		})
	case ActionExit:
		w.line("if turn(%d, %d):", s.Target, w.nth)
		w.line("    stop(0)")
		w.block("if me == 0:", "", func() {
			w.line("os.waitpid(pids[%d], 0)", s.Target)
			w.line("done()")
		})
	case ActionKill:
		w.line("answer(libc.kill(pids[%d], signal.%s))", s.Target, l.constant(s.Signal))
		w.line("os.waitpid(pids[%d], 0)", s.Target)
	case ActionSysctl:
		w.line("answer(set_sysctl(%s, %s))", plainLiteral(sysctlFile(s.Key)), l.bytes([]byte(s.Value)))
	case ActionReadSysctl:
		w.line("answer(get_sysctl(%s))", plainLiteral(sysctlFile(s.Key)))
	case ActionLimit:
		w.line("answer(limit_descriptors(%d))", s.Step.Limit)
	default: // see code.body
	}
}

// printPython writes a Python program.
func printPython(s *Session) (string, error) {
	p := New(s.Name, s.Lab, s.Steps, oneLine)
	l := newPython()
	w := &code{lang: l, words: &l.words, program: p}
	w.statements()
	body := l.opening(p) + w.String() + l.closing(p, w)
	declared := l.variables(p, body)
	without := "stop_all"
	if len(p.Processes) > 0 {
		without = "stop"
	}
	var functions strings.Builder
	before := false
	for _, part := range needed(sections("python.py"), declared+body, without) {
		block := strings.HasPrefix(part.body, "def ") || strings.HasPrefix(part.body, "class ")
		if block || before {
			functions.WriteString("\n\n")
		}
		functions.WriteString(part.body)
		before = block
	}
	text := functions.String() + "\n\n" + declared + "\n" + body
	var b strings.Builder
	b.WriteString(heading(p, s, w.missing, "#", "python3 session.py"))
	b.WriteString(l.imports(p, text))
	fmt.Fprintf(&b, "source = %s\n", plainLiteral(filepath.Base(p.Name)))
	b.WriteString(l.bounds(p, text) + "\n")
	b.WriteString(text)
	return b.String(), nil
}

func (l *pythonLanguage) opening(p *Program) string {
	b := "signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # sending into a connection that is ended answers EPIPE\nsignal.alarm(120)\n"
	if len(p.Paths) > 0 {
		b += "folder = own_folder()\n"
	}
	for _, name := range counters(p) {
		b += fmt.Sprintf("counted_%s = counter(%q)\n", plainName(name), name)
	}
	return b + "\n"
}

func (l *pythonLanguage) closing(p *Program, w *code) string {
	var b strings.Builder
	b.WriteString("\n")
	if len(p.Processes) > 0 {
		fmt.Fprintf(&b, "while board[0] != %d and not board[1]:  # every process lives until the last step is made\n    time.sleep(0.0002)\n", w.nth)
		b.WriteString("if me or board[1]:\n    stop(board[1])\n")
	}
	for _, path := range p.Paths {
		fmt.Fprintf(&b, "libc.unlink(%s)\n", l.bytes([]byte(path)))
	}
	if len(p.Paths) > 0 {
		b.WriteString("os.rmdir(folder)\n")
	}
	return b.String()
}

func (l *pythonLanguage) variables(p *Program, text string) string {
	words := identifiers(text)
	var b strings.Builder
	var plain []string
	for _, v := range p.Variables {
		name := l.name(v.Name)
		switch {
		case words[name] && v.Many == 0:
			plain = append(plain, name)
		case words[name]:
			fmt.Fprintf(&b, "%s = {}\n", name)
		}
		for _, kept := range []string{"_local", "_peer"} {
			if words[name+kept] && v.Many > 0 {
				fmt.Fprintf(&b, "%s%s = {}  # before it was closed\n", name, kept)
			}
		}
		switch {
		case words[name+"_message"] && v.Many > 0:
			fmt.Fprintf(&b, "%s_message = collections.defaultdict(message)  # the last that it has received\n", name)
		case words[name+"_message"]:
			fmt.Fprintf(&b, "%s_message = message()  # the last that it has received\n", name)
		}
	}
	for chunk := range slices.Chunk(plain, 12) {
		fmt.Fprintf(&b, "%s = -1\n", strings.Join(chunk, " = "))
	}
	if words["received"] {
		b.WriteString("received = message()  # the last that others have received\n")
	}
	for _, t := range p.Tasks {
		fmt.Fprintf(&b, "%s = task()  # %s\n", l.name(t.Name), harmless(t.Text))
	}
	return b.String()
}

func (l *pythonLanguage) bounds(p *Program, text string) string {
	reports := 1
	for _, c := range p.calls() {
		if c.Name == "epoll_wait" {
			reports = max(reports, int(c.Number))
		}
	}
	var b strings.Builder
	for _, bound := range []struct {
		name string
		n    int
	}{{"DATA_SIZE", p.dataSize()}, {"REPORTS", reports}} {
		if strings.Contains(text, bound.name) {
			fmt.Fprintf(&b, "%s = %d\n", bound.name, bound.n)
		}
	}
	return b.String()
}

// pythonModules are what a program may import.
var pythonModules = []string{"collections", "ctypes", "errno", "mmap", "os", "resource", "select", "signal", "socket", "struct", "sys", "tempfile", "threading", "time"}

// imports are the modules that a program uses, and the constants by name; those that no module has it
// says itself.
func (l *pythonLanguage) imports(p *Program, text string) string {
	var b strings.Builder
	for _, module := range pythonModules {
		if regexp.MustCompile(`\b` + module + `\.[A-Za-z]`).MatchString(text) {
			fmt.Fprintf(&b, "import %s\n", module)
		}
	}
	from := map[string][]string{}
	var own strings.Builder
	words := identifiers(text)
	for _, name := range slices.Sorted(maps.Keys(p.constants)) {
		switch module, ok := pythonHas()[name]; {
		case !words[name] || strings.HasPrefix(name, "SIG"):
		case ok:
			from[module] = append(from[module], name)
		default:
			fmt.Fprintf(&own, "%s = %#x\n", name, uint32(p.constants[name]))
		}
	}
	for _, module := range slices.Sorted(maps.Keys(from)) {
		fmt.Fprintf(&b, "from %s import %s\n", module, strings.Join(from[module], ", "))
	}
	b.WriteString("\n" + own.String())
	return b.String()
}
