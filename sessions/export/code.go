package export

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/program"
)

// language is what a programming language has of its own. The order of a program, its loops and
// what is done with an answer are the same in all: see [code].
type language interface {
	call(w *code, c *program.Call)   // makes it: r is the answer
	compare(n program.Number) string // compares that
	info(fd, name string) string     // a field of TCP_INFO
	show(w *code, l *program.Look)
	begin(w *code, t *program.Task)
	fork(w *code, s *program.Statement)
}

// code writes a program.
type code struct {
	strings.Builder
	lang    language
	words   *words
	program *program.Program
	depth   int
	said    *program.Statement
	nth     int // of the statements that processes take turns in
	missing int
}

// newCode begins the program of a script, in a language that makes those calls on threads of their own
// that threads reports true for; nil is all of them.
func newCode(l language, k *words, s *program.Script, threads func(*program.Call) bool) *code {
	return &code{lang: l, words: k, program: program.New(s, threads)}
}

// line writes a line at the depth of its block.
func (w *code) line(format string, args ...any) {
	text := format
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	for part := range strings.SplitSeq(text, "\n") {
		if part != "" {
			w.WriteString(strings.Repeat("    ", w.depth) + part)
		}
		w.WriteByte('\n')
	}
}

// do writes a statement that all languages spell alike but for what ends it.
func (w *code) do(format string, args ...any) { w.line(format+w.words.semicolon, args...) }

// expect writes that a condition has to hold.
func (w *code) expect(holds string, s *program.Statement) {
	w.do("expect(%s, %d, %s)", holds, s.Line, w.quoted(s))
}

// within begins the time in which something is tried again.
func (w *code) within(d time.Duration) { w.do("within(%s)", seconds(d.Seconds())) }

// turn writes what a process does when it is its turn.
func (w *code) turn(process int, body func()) {
	w.block(fmt.Sprintf(w.words.when, fmt.Sprintf("turn(%d, %d)", process, w.nth)), w.words.end, body)
}

// block writes what stands between two lines.
func (w *code) block(head, foot string, body func()) {
	w.line("%s", head)
	w.depth++
	body()
	w.depth--
	if foot != "" {
		w.line("%s", foot)
	}
}

// comment writes lines of comment. What is not printable is escaped.
func (w *code) comment(text string) {
	for part := range strings.SplitSeq(text, "\n") {
		w.line("%s", strings.TrimRight(w.words.mark+" "+harmless(part), " "))
	}
}

// statements writes all of them, each behind its line.
func (w *code) statements() {
	for i, s := range w.program.Statements {
		if i > 0 {
			w.line("")
		}
		note := w.program.Script.Note(i)
		for _, line := range note.Above {
			w.comment(line)
		}
		w.comment(note.Line(fmt.Sprintf("%d: %s", s.Line, short(s.Text))))
		w.statement(s)
	}
	for _, line := range w.program.Script.Note(len(w.program.Statements)).Above {
		w.comment(line)
	}
}

// statement writes one, behind what it is for.
func (w *code) statement(s *program.Statement) {
	w.said = s
	if s.Missing != "" {
		w.missing++
		w.comment("Left out: it can't be said here, because " + s.Missing + ".")
		return
	}
	if s.Purpose != "" {
		w.comment(capital(strings.TrimSuffix(s.Purpose, ".")) + ".")
	}
	if len(w.program.Processes) == 0 {
		w.body(s)
		return
	}
	defer func() { w.nth++ }()
	switch s.Action {
	case program.ActionFork:
		w.lang.fork(w, s)
	case program.ActionExit:
		w.exit(s)
	default:
		w.turn(s.Process, func() {
			w.body(s)
			w.do("done()")
		})
	}
}

// body writes what a statement does.
func (w *code) body(s *program.Statement) {
	k := w.words
	k.silent = false
	for _, r := range s.Keeps {
		if r.LocalLater || r.PeerLater || r.StateLater {
			w.keep(r)
		}
	}
	switch s.Action {
	case program.ActionSleep:
		w.line(k.sleep, seconds(s.Time.Seconds()))
	case program.ActionShow:
		w.lang.show(w, s.Look)
	case program.ActionExpect:
		w.rounds(s, w.looked)
	case program.ActionSpawn:
		w.lang.begin(w, s.Task)
	case program.ActionJoin:
		w.join(s)
		w.judge(s)
	case program.ActionCall:
		w.rounds(s, w.made)
	case program.ActionFail:
		w.expect(k.falsehood, s)
	default:
		w.controls(s)
		w.judge(s)
	}
}

// keep keeps the addresses of a descriptor, before it is closed.
func (w *code) keep(r program.Ref) {
	k := w.words
	if r.LocalLater {
		w.do("%s = %s", k.keptAddress(r, false), k.locally+"("+k.variable(r)+")")
	}
	if r.PeerLater {
		w.do("%s = %s", k.keptAddress(r, true), "peer("+k.variable(r)+")")
	}
}

// rounds writes the rounds of a statement.
func (w *code) rounds(s *program.Statement, round func(*program.Statement)) {
	k := w.words
	switch {
	case s.Until != nil:
		limit := step.UntilTime
		if s.Within > 0 && !s.Each {
			limit = s.Within
		}
		w.within(limit)
		w.do("i = 1")
		w.block(k.do, k.until("held", "more(again())"), func() {
			w.lang.call(w, s.Call)
			w.do("held = %s", w.condition(s.Until))
			w.line("%s", k.next)
		})
		w.expect("held", s)
	case s.Repeat > 0:
		if s.Within > 0 && !s.Each {
			w.within(s.Within)
		}
		w.block(fmt.Sprintf(k.rounds, s.Repeat, s.Repeat+1), k.end, func() { round(s) })
	default:
		round(s)
	}
}

// made writes one round of a call: tries of it, and what is done with the answer.
func (w *code) made(s *program.Statement) {
	k := w.words
	shorthand := s.Call.Name == "client" || s.Call.Name == "server"
	if s.Within == 0 || shorthand {
		w.lang.call(w, s.Call)
		w.judge(s)
		return
	}
	if s.Repeat == 0 || s.Each {
		w.within(s.Within)
	}
	w.block(k.do, k.until(k.negate("again()"), "more("+k.truth+")"), func() { w.lang.call(w, s.Call) })
	w.judge(s)
}

// looked writes one round of a look.
func (w *code) looked(s *program.Statement) {
	k := w.words
	holds := w.condition(s.Want)
	if s.Within == 0 {
		w.expect(holds, s)
		return
	}
	if s.Repeat == 0 || s.Each {
		w.within(s.Within)
	}
	w.block(k.do, k.until("held", "more("+k.truth+")"), func() { w.do("held = %s", holds) })
	w.expect("held", s)
}

// judge writes what is done with an answer.
func (w *code) judge(s *program.Statement) {
	k := w.words
	switch {
	case s.Want != nil:
		w.expect(w.condition(s.Want), s)
	case s.Repeat > 0:
		w.line("%s", k.stop)
	case s.Action == program.ActionCall && w.needed(s.Call):
		w.do("need(%d, %s)", s.Line, w.quoted(s))
	default:
		w.do("told(%d, %s)", s.Line, w.quoted(s))
	}
}

// needed reports whether a later statement uses what a call makes.
func (w *code) needed(c *program.Call) bool {
	for _, r := range c.Makes {
		if r.Variable.Used {
			return true
		}
	}
	return false
}

// condition is a condition as an expression.
func (w *code) condition(c program.Condition) string {
	list := func(all []program.Condition) []string {
		var parts []string
		for _, one := range all {
			parts = append(parts, w.condition(one))
		}
		return parts
	}
	switch c := c.(type) {
	case program.Any:
		return w.words.either(list(c))
	case program.All:
		return w.words.both(list(c))
	case program.Not:
		return w.words.negate(w.condition(c.Condition))
	case program.LookIs:
		return w.look(w.said.Look, c)
	}
	return w.answered(c)
}

// quoted is the step as a literal of the language.
func (w *code) quoted(s *program.Statement) string { return plainLiteral(short(s.Text)) }
