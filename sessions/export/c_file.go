package export

import (
	"fmt"
	"strings"

	"netnet-tui/sessions/export/program"
)

// begin starts a call on a thread of its own, by the function that makes it.
func (l *cLanguage) begin(w *code, t *program.Task) {
	w.line("begin(&%s, call_%s);", l.name(t.Name), t.Name)
}

// printC writes a C program.
func printC(s *Session) (string, error) {
	l := newC()
	w := newCode(l, &l.words, &s.Script, nil)
	w.depth = 1
	w.statements()
	steps := w.String()
	var threads strings.Builder
	for _, t := range w.program.Tasks {
		threads.WriteString(l.thread(w.program, t))
	}
	w.Reset()
	l.opening(w, steps)
	w.WriteString(steps)
	w.closing()
	w.line("\nreturn 0;")
	main := "\nint main(void) {\n" + w.String() + "}\n"
	all := l.declarations(w, threads.String()+main) + threads.String() + main
	text := w.functions(all) + "\n" + all
	var b strings.Builder
	b.WriteString(w.heading(compileC(w.program)))
	b.WriteString("#define _GNU_SOURCE\n")
	for _, include := range includes(text) {
		b.WriteString("#include <" + include + ">\n")
	}
	b.WriteString("\n" + definitions(w.program, text) + w.bounds(text) + "\n")
	b.WriteString(w.source("static const char source[] = %s;") + text)
	return b.String(), nil
}

// compileC is how the program is made and run.
func compileC(p *program.Program) string {
	threads := ""
	if len(p.Tasks) > 0 {
		threads = " -pthread"
	}
	return "cc -Wall" + threads + " -o session session.c && ./session"
}

// opening is what main begins with.
func (l *cLanguage) opening(w *code, steps string) {
	used := identifiers(steps)
	if used["held"] {
		w.line("int held; // whether what is waited for has come")
	}
	if used["i"] {
		w.line("int i; // the round")
	}
	w.line("signal(SIGPIPE, SIG_IGN); // sending into a connection that is ended answers EPIPE")
	w.line("alarm(120);")
	if len(w.program.Processes) > 0 {
		w.line("board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);")
		w.block("if (board == MAP_FAILED) {", "}", func() {
			w.line(`perror("mmap");`)
			w.line("return 1;")
		})
	}
	for i, text := range l.texts {
		w.line("text_%d = %s;", i+1, text)
	}
	w.opening()
}

// thread is the function that makes a call on a thread of its own.
func (l *cLanguage) thread(p *program.Program, t *program.Task) string {
	w := &code{lang: l, words: &l.words, program: p, depth: 1, said: &program.Statement{Call: t.Call}}
	l.call(w, t.Bare())
	made := w.String()
	w.Reset()
	w.line("struct task *t = self;")
	used := identifiers(made)
	if used["data"] {
		w.line("unsigned char *data = t->data; // not that of the program")
	}
	if used["to"] && !strings.HasPrefix(t.Call.Name, "get") { // the address that is asked for is the program's
		w.line("struct address to;")
	}
	w.line("long r;")
	w.line("t->id = gettid();")
	w.WriteString(made)
	w.line("ended(t, r);")
	w.line("return NULL;")
	return fmt.Sprintf("\n// %s\nstatic void *call_%s(void *self) {\n%s}\n", harmless(t.Text), t.Name, w.String())
}

// declarations are those of the variables of the program.
func (l *cLanguage) declarations(w *code, text string) string {
	var b strings.Builder
	b.WriteString(w.variables(text))
	for i := range l.texts {
		fmt.Fprintf(&b, "static const char *text_%d;\n", i+1)
	}
	for _, name := range w.program.Counters() {
		fmt.Fprintf(&b, "static long long counted_%s; // as it was at first\n", plainName(name))
	}
	return b.String()
}
