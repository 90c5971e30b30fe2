package c

import (
	_ "embed"
	"fmt"
	"strings"

	"netnet-tui/sessions/export/code"
	"netnet-tui/sessions/export/program"
)

//go:embed prelude/c.c
var preludeText string

var prelude = code.NewPrelude(preludeText)

// Begin starts a call on its own thread, in a function written by thread.
func (l *language) Begin(w *code.Writer, t *program.Task) {
	w.Line("begin(&%s, call_%s);", l.Name(t.Name), t.Name)
}

// Write writes a C program.
func Write(s *program.Script) (string, error) {
	l := newLanguage()
	w := code.New(l, &l.Words, s, nil)
	w.Depth = 1
	w.Statements()
	steps := w.String()
	var threads strings.Builder
	for _, t := range w.Program.Tasks {
		threads.WriteString(l.thread(w, t))
	}
	w.Reset()
	l.opening(w, steps)
	w.WriteString(steps)
	w.Closing()
	w.Line("\nreturn 0;")
	main := "\nint main(void) {\n" + w.String() + "}\n"
	all := l.declarations(w, threads.String()+main) + threads.String() + main
	text := w.Functions(all) + "\n" + all
	var b strings.Builder
	b.WriteString(w.Heading(compile(w)...))
	b.WriteString("#define _GNU_SOURCE\n")
	for _, include := range includes(text) {
		b.WriteString("#include <" + include + ">\n")
	}
	b.WriteString("\n" + definitions(w.Program, text) + w.Bounds(text) + "\n")
	b.WriteString(w.Source("static const char source[] = %s;", text) + text)
	return b.String(), nil
}

// compile returns the commands that compile and run the program.
func compile(w *code.Writer) []string {
	threads := ""
	if len(w.Program.Tasks) > 0 {
		threads = " -pthread"
	}
	file, executable, run := w.Compiled(".c")
	return []string{"cc -Wall" + threads + " -o " + executable + " " + file, run}
}

// opening writes the beginning of main.
func (l *language) opening(w *code.Writer, steps string) {
	used := code.Identifiers(steps)
	if used["held"] {
		w.Line("int held; // whether the awaited condition holds")
	}
	if used["i"] {
		w.Line("int i; // the round")
	}
	w.Line("signal(SIGPIPE, SIG_IGN); // so that sending without a receiver fails with EPIPE")
	w.Line("alarm(120); // ends the program if it hangs")
	if len(w.Program.Processes) > 0 {
		w.Line("board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);")
		w.Block("if (board == MAP_FAILED) {", "}", func() {
			w.Line(`perror("mmap");`)
			w.Line("return 1;")
		})
	}
	for i, text := range l.texts {
		w.Line("text_%d = %s;", i+1, text)
	}
	w.Opening()
}

// thread returns the function that makes a call on its own thread.
func (l *language) thread(of *code.Writer, t *program.Task) string {
	w := of.Part(&program.Statement{Call: t.Call})
	l.Call(w, t.Bare())
	made := w.String()
	w.Reset()
	w.Line("struct task *t = self;")
	used := code.Identifiers(made)
	if used["data"] {
		w.Line("unsigned char *data = t->data; // the thread's own")
	}
	if used["to"] && !strings.HasPrefix(t.Call.Name, "get") { // getsockname and getpeername fill in the program's to
		w.Line("struct address to;")
	}
	w.Line("long r;")
	w.Line("t->id = gettid();")
	w.WriteString(made)
	w.Line("ended(t, r);")
	w.Line("return NULL;")
	return fmt.Sprintf("\n// %s\nstatic void *call_%s(void *self) {\n%s}\n", code.Harmless(t.Text), t.Name, w.String())
}

// declarations declares the variables of the program.
func (l *language) declarations(w *code.Writer, text string) string {
	var b strings.Builder
	b.WriteString(w.Variables(text))
	for i := range l.texts {
		fmt.Fprintf(&b, "static const char *text_%d;\n", i+1)
	}
	for _, name := range w.Program.Counters() {
		fmt.Fprintf(&b, "static long long counted_%s; // the initial value\n", code.PlainName(name))
	}
	return b.String()
}
