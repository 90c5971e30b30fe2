package export

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// language is what a programming language has of its own. The order of a program, its loops and
// what is done with an answer are the same in all: see [code].
type language interface {
	call(w *code, c *Call) // makes it: r is the answer
	constant(c Const) string
	address(a *Address) string
	number(n Number) string      // compares the answer of a call
	info(fd, name string) string // a field of TCP_INFO
	show(w *code, l *Look)
	begin(w *code, t *Task)
	join(w *code, t *Task, within string)
	control(w *code, s *Statement) // fork, exit, kill, sysctl, …
}

// code writes a program.
type code struct {
	strings.Builder
	lang    language
	words   *words
	program *Program
	depth   int
	said    *Statement
	nth     int // of the statements that processes take turns in
	missing int
}

// line writes a line at the depth of its block.
func (w *code) line(format string, args ...any) {
	text := format
	if len(args) > 0 {
		text = fmt.Sprintf(format, args...)
	}
	for part := range strings.SplitSeq(text, "\n") {
		if part != "" {
			w.WriteString(strings.Repeat(indentOf(w.lang), w.depth) + part)
		}
		w.WriteByte('\n')
	}
}

// indentOf is a tab where the language has it so.
func indentOf(l language) string {
	if _, ok := l.(interface{ tabs() }); ok {
		return "\t"
	}
	return "    "
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

// harmless is a text as a comment to the end of its line has it: on one line, and without a backslash
// or its trigraph at the end, by which C would take the next line for a part of it.
func harmless(text string) string {
	text = step.Printable(text)
	for {
		text = strings.TrimRight(text, `\ `)
		bare, ok := strings.CutSuffix(text, "??"+"/")
		if !ok {
			return text
		}
		text = bare
	}
}

// statements writes all of them.
func (w *code) statements() {
	for i, s := range w.program.Statements {
		if i > 0 {
			w.line("")
		}
		w.statement(s)
	}
}

// statement writes one, behind its line and what it is for.
func (w *code) statement(s *Statement) {
	w.said = s
	w.comment(fmt.Sprintf("%d: %s", s.Line, short(s.Text)))
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
	if s.Action == ActionFork || s.Action == ActionExit {
		w.lang.control(w, s)
		return
	}
	k := w.words
	w.block(fmt.Sprintf(k.turn, s.Process, w.nth), k.end, func() {
		w.body(s)
		w.line("%s", k.done)
	})
}

// short is a text that is not too long for a comment.
func short(text string) string {
	const most = 160
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// body writes what a statement does.
func (w *code) body(s *Statement) {
	k := w.words
	for _, r := range s.Keeps {
		if r.localLater || r.peerLater || r.stateLater {
			w.keep(r)
		}
	}
	switch s.Action {
	case ActionSleep:
		w.line(k.sleep, seconds(s.Time.Seconds()))
	case ActionShow:
		w.lang.show(w, s.Look)
	case ActionExpect:
		w.rounds(s, w.looked)
	case ActionSpawn:
		w.lang.begin(w, s.Task)
	case ActionJoin:
		within := ""
		if s.Within > 0 {
			within = seconds(s.Within.Seconds())
		}
		w.lang.join(w, s.Task, within)
		w.judge(s)
	case ActionCall:
		w.rounds(s, w.made)
	default:
		w.lang.control(w, s)
		w.judge(s)
	}
}

// keep keeps the addresses of a descriptor, before it is closed.
func (w *code) keep(r Ref) {
	k := w.words
	if r.localLater {
		w.line(k.set, k.keptAddress(r, false), k.locally+"("+k.variable(r)+")")
	}
	if r.peerLater {
		w.line(k.set, k.keptAddress(r, true), "peer("+k.variable(r)+")")
	}
}

// rounds writes the rounds of a statement.
func (w *code) rounds(s *Statement, round func(*Statement)) {
	k := w.words
	switch {
	case s.Until != nil:
		limit := step.UntilTime
		if s.Within > 0 && !s.Each {
			limit = s.Within
		}
		w.line(k.within, seconds(limit.Seconds()))
		if k.start != "" {
			w.line("%s", k.start)
		}
		w.block(k.do, fmt.Sprintf(k.while, w.words.both([]string{w.words.negate(k.yes), fmt.Sprintf(k.more, k.again)})), func() {
			w.lang.call(w, s.Call)
			w.line(k.hold, w.condition(s.Until))
			if k.next != "" {
				w.line("%s", k.next)
			}
		})
		w.line(k.expect, k.yes, s.Line, w.quoted(s))
	case s.Repeat > 0:
		if s.Within > 0 && !s.Each {
			w.line(k.within, seconds(s.Within.Seconds()))
		}
		w.block(fmt.Sprintf(k.rounds, s.Repeat), k.end, func() { round(s) })
	default:
		round(s)
	}
}

// made writes one round of a call: tries of it, and what is done with the answer.
func (w *code) made(s *Statement) {
	k := w.words
	shorthand := s.Call.Name == "client" || s.Call.Name == "server"
	if s.Within == 0 || shorthand || s.Until != nil {
		w.lang.call(w, s.Call)
		w.judge(s)
		return
	}
	if s.Repeat == 0 || s.Each {
		w.line(k.within, seconds(s.Within.Seconds()))
	}
	w.block(k.do, fmt.Sprintf(k.while, w.words.both([]string{k.again, fmt.Sprintf(k.more, k.truth)})), func() { w.lang.call(w, s.Call) })
	w.judge(s)
}

// looked writes one round of a look.
func (w *code) looked(s *Statement) {
	k := w.words
	holds := w.condition(s.Want)
	if s.Within == 0 {
		w.line(k.expect, holds, s.Line, w.quoted(s))
		return
	}
	if s.Repeat == 0 || s.Each {
		w.line(k.within, seconds(s.Within.Seconds()))
	}
	w.block(k.do, fmt.Sprintf(k.while, w.words.both([]string{w.words.negate(k.yes), fmt.Sprintf(k.more, k.truth)})), func() { w.line(k.hold, holds) })
	w.line(k.expect, k.yes, s.Line, w.quoted(s))
}

// judge writes what is done with an answer.
func (w *code) judge(s *Statement) {
	k := w.words
	switch {
	case s.Want != nil:
		w.line(k.expect, w.condition(s.Want), s.Line, w.quoted(s))
	case s.Repeat > 0:
		w.line("%s", k.stop)
	case s.Action == ActionCall && w.needed(s.Call):
		w.line(k.need, s.Line, w.quoted(s))
	default:
		w.line(k.told, s.Line, w.quoted(s))
	}
}

// needed reports whether a later statement uses what a call makes.
func (w *code) needed(c *Call) bool {
	for _, r := range c.Makes {
		if r.Variable.Used {
			return true
		}
	}
	return false
}

// condition is a condition as an expression.
func (w *code) condition(c Condition) string {
	list := func(all []Condition) []string {
		var parts []string
		for _, one := range all {
			parts = append(parts, w.condition(one))
		}
		return parts
	}
	switch c := c.(type) {
	case Any:
		return w.words.either(list(c))
	case All:
		return w.words.both(list(c))
	case Not:
		return w.words.negate(w.condition(c.Condition))
	case LookIs:
		return w.look(w.said.Look, c)
	}
	return w.answered(c)
}

// quoted is the step as a literal of the language.
func (w *code) quoted(s *Statement) string { return plainLiteral(short(s.Text)) }

// plainLiteral is a literal that all languages read alike, of a text for people: what is not ASCII
// becomes a dot.
func plainLiteral(text string) string {
	var b strings.Builder
	before := ' '
	for _, c := range step.Printable(text) {
		if c == '?' && before == '?' { // which would begin a trigraph of C
			b.WriteByte(' ')
		}
		before = c
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '…':
			b.WriteString("...")
		case c < ' ' || c > '~':
			b.WriteByte('.')
		default:
			b.WriteRune(c)
		}
	}
	return `"` + b.String() + `"`
}

// seconds is a time as a number.
func seconds(s float64) string {
	text := strings.TrimRight(fmt.Sprintf("%.6f", s), "0")
	if strings.HasSuffix(text, ".") {
		text += "0"
	}
	return text
}
