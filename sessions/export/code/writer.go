package code

import (
	"fmt"
	"strings"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export/program"
)

// language is what differs in structure between programming languages. What is the same in all is in [Writer].
type language interface {
	Call(w *Writer, c *program.Call) // makes the call: the result is in r
	Compare(n program.Number) string // compares the result
	Info(fd, name string) string     // a field of TCP_INFO
	Show(w *Writer, l *program.Look)
	Begin(w *Writer, t *program.Task)
	Fork(w *Writer, s *program.Statement)
}

// Writer writes a program.
type Writer struct {
	strings.Builder
	lang    language
	words   *Words
	Program *program.Program
	Depth   int
	Said    *program.Statement
	Nth     int // number of the statement, for processes to take turns
	missing int
	purpose map[string]bool // those that were written
}

// New returns a Writer for the program of a script. Threads reports whether the language can make a
// call on its own thread; nil means that it can make all.
func New(l language, k *Words, s *program.Script, threads func(*program.Call) bool) *Writer {
	return &Writer{lang: l, words: k, Program: program.New(s, threads), purpose: map[string]bool{}}
}

// Part returns a Writer for a separate part of the program: a function for a statement.
func (w *Writer) Part(s *program.Statement) *Writer {
	return &Writer{lang: w.lang, words: w.words, Program: w.Program, Depth: 1, Said: s}
}

// Line writes a line, indented to the depth of its block.
func (w *Writer) Line(format string, args ...any) {
	text := format
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	for part := range strings.SplitSeq(text, "\n") {
		if part != "" {
			w.WriteString(strings.Repeat("    ", w.Depth) + part)
		}
		w.WriteByte('\n')
	}
}

// do writes a statement that all languages spell alike, except for Semicolon.
func (w *Writer) do(format string, args ...any) { w.Line(format+w.words.Semicolon, args...) }

// expect writes that a condition must hold.
func (w *Writer) expect(holds string, s *program.Statement) {
	w.do("expect(%s, %d, %s)", holds, s.Line, w.quoted(s))
}

// within starts the time in which something is retried.
func (w *Writer) within(d time.Duration) { w.do("within(%s)", Seconds(d.Seconds())) }

// turn writes a block that a process runs when it is its turn.
func (w *Writer) turn(process int, body func()) {
	w.Block(fmt.Sprintf(w.words.When, fmt.Sprintf("turn(%d, %d)", process, w.Nth)), w.words.End, body)
}

// Block writes an indented body between two lines.
func (w *Writer) Block(head, foot string, body func()) {
	w.Line("%s", head)
	w.Depth++
	body()
	w.Depth--
	if foot != "" {
		w.Line("%s", foot)
	}
}

// Comment writes text as comment lines, with unprintable characters escaped.
func (w *Writer) Comment(text string) {
	for part := range strings.SplitSeq(text, "\n") {
		w.Line("%s", strings.TrimRight(w.words.Mark+" "+Harmless(part), " "))
	}
}

// Statements writes all statements, each preceded by its step as a comment.
func (w *Writer) Statements() {
	for i, s := range w.Program.Statements {
		if i > 0 {
			w.Line("")
		}
		note := w.Program.Script.Note(i)
		for _, line := range note.Above {
			w.Comment(line)
		}
		w.Comment(note.Line(fmt.Sprintf("%d: %s", s.Line, Short(s.Text))))
		w.statement(s)
	}
	for _, line := range w.Program.Script.Note(len(w.Program.Statements)).Above {
		w.Comment(line)
	}
}

// statement writes a statement, preceded by its purpose as a comment where that is the first of its kind.
func (w *Writer) statement(s *program.Statement) {
	w.Said = s
	if s.Missing != "" {
		w.missing++
		w.Comment("Left out: " + s.Missing + ".")
		return
	}
	if s.Purpose != "" && !w.purpose[s.Purpose] {
		w.purpose[s.Purpose] = true
		w.Comment(capital(strings.TrimSuffix(s.Purpose, ".")) + ".")
	}
	if len(w.Program.Processes) == 0 {
		w.body(s)
		return
	}
	defer func() { w.Nth++ }()
	switch s.Action {
	case program.ActionFork:
		w.lang.Fork(w, s)
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
func (w *Writer) body(s *program.Statement) {
	k := w.words
	k.Silent = false
	for _, r := range s.Keeps {
		if r.LocalLater || r.PeerLater || r.StateLater {
			w.keep(r)
		}
	}
	switch s.Action {
	case program.ActionSleep:
		w.Line(k.Sleep, Seconds(s.Time.Seconds()))
	case program.ActionShow:
		w.lang.Show(w, s.Look)
	case program.ActionExpect:
		w.rounds(s, w.looked)
	case program.ActionSpawn:
		w.lang.Begin(w, s.Task)
	case program.ActionJoin:
		w.join(s)
		w.Judge(s)
	case program.ActionCall:
		w.rounds(s, w.made)
	case program.ActionFail:
		w.expect(k.Falsehood, s)
	default:
		w.controls(s)
		w.Judge(s)
	}
}

// keep saves the addresses of a descriptor before it is closed.
func (w *Writer) keep(r program.Ref) {
	k := w.words
	if r.LocalLater {
		w.do("%s = %s", k.keptAddress(r, false), k.Locally+"("+k.Variable(r)+")")
	}
	if r.PeerLater {
		w.do("%s = %s", k.keptAddress(r, true), "peer("+k.Variable(r)+")")
	}
}

// rounds writes the loop of a statement with repeat or until.
func (w *Writer) rounds(s *program.Statement, round func(*program.Statement)) {
	k := w.words
	switch {
	case s.Until != nil:
		limit := step.UntilTime
		if s.Within > 0 && !s.Each {
			limit = s.Within
		}
		w.within(limit)
		counted := w.counted(s)
		if counted {
			w.do("i = 1")
		}
		w.Block(k.Do, k.until("held", "backoff(retryable())"), func() {
			w.lang.Call(w, s.Call)
			w.do("held = %s", w.condition(s.Until))
			if counted {
				w.Line("%s", k.Next)
			}
		})
		w.expect("held", s)
	case s.Repeat > 0:
		if s.Within > 0 && !s.Each {
			w.within(s.Within)
		}
		w.Block(fmt.Sprintf(k.Rounds, s.Repeat, s.Repeat+1), k.End, func() { round(s) })
	default:
		round(s)
	}
}

// counted reports whether the call of a statement uses the number of the round.
func (w *Writer) counted(s *program.Statement) bool {
	part := w.Part(s)
	part.lang.Call(part, s.Call)
	return Identifiers(part.String())["i"]
}

// made writes one round of a call: its retries and the handling of the result.
func (w *Writer) made(s *program.Statement) {
	k := w.words
	shorthand := s.Call.Name == "client" || s.Call.Name == "server"
	if s.Within == 0 || shorthand {
		w.lang.Call(w, s.Call)
		w.Judge(s)
		return
	}
	if s.Repeat == 0 || s.Each {
		w.within(s.Within)
	}
	w.Block(k.Do, k.until(k.negate("retryable()"), "backoff("+k.Truth+")"), func() { w.lang.Call(w, s.Call) })
	w.Judge(s)
}

// looked writes one round of an expect: its retries and the check.
func (w *Writer) looked(s *program.Statement) {
	k := w.words
	holds := w.condition(s.Want)
	if s.Within == 0 {
		w.expect(holds, s)
		return
	}
	if s.Repeat == 0 || s.Each {
		w.within(s.Within)
	}
	w.Block(k.Do, k.until("held", "backoff("+k.Truth+")"), func() { w.do("held = %s", holds) })
	w.expect("held", s)
}

// Judge writes the handling of a result.
func (w *Writer) Judge(s *program.Statement) {
	k := w.words
	switch {
	case s.Want != nil:
		w.expect(w.condition(s.Want), s)
	case s.Repeat > 0:
		w.Line("%s", k.Stop)
	case s.Action == program.ActionCall && w.needed(s.Call):
		w.do("need(%d, %s)", s.Line, w.quoted(s))
	default:
		w.do("warn(%d, %s)", s.Line, w.quoted(s))
	}
}

// needed reports whether a later statement uses what a call makes.
func (w *Writer) needed(c *program.Call) bool {
	for _, r := range c.Makes {
		if r.Variable.Used {
			return true
		}
	}
	return false
}

// condition returns an expression for a condition.
func (w *Writer) condition(c program.Condition) string {
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
		return w.look(w.Said.Look, c)
	}
	return w.answered(c)
}

// quoted returns the step as a literal.
func (w *Writer) quoted(s *program.Statement) string { return PlainLiteral(Short(s.Text)) }
