package prompt

import (
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/step"
	"netnet-tui/engine/sysctl"
	"netnet-tui/sessions/atomicfile"
	"netnet-tui/ui/part"
)

// Entry is the line above the keys, while something is typed there.
type Entry struct {
	Purpose    *part.Purpose // nil while the page has the keys
	Line       Line
	Draft      string // a step that was typed and left by esc
	once       bool   // a key opened it: a good line closes it again
	history    *History
	file       string
	completion Completion
	signature  string
	summary    string
	problem    string
	column     int // of the line, where the problem is; 0 for nowhere
}

// mostHistory bounds the file of the history, in bytes.
const mostHistory = 4 << 20

// Begin reads what was typed in earlier sessions. Where that fails the history is
// empty and stays in memory, and the error says why.
func (e *Entry) Begin(file string) error {
	text, err := "", error(nil)
	if file != "" {
		text, err = atomicfile.Read(file, mostHistory)
	}
	if err != nil {
		file, err = "", fmt.Errorf("the history is not kept: %w", err)
	}
	e.file, e.history = file, NewHistory(text)
	return err
}

// Open begins to type a text with the cursor at a byte of it. Once says that a good
// line gives the keys back to the page.
func (e *Entry) Open(h part.Host, p *part.Purpose, text string, at int, once bool) {
	e.Purpose, e.once = p, once
	e.Blame(nil)
	e.Line = Line{Text: text, Cursor: at, Several: p.Step && !p.Aside}
	if p.Step && !p.Aside && text != e.Draft {
		e.remember(e.Draft) // it gives way, and can be recalled
	}
	e.history.Rewind()
	e.offer(h)
	if p.Step {
		h.Pull() // what there is to offer may have changed
	}
}

// Renew offers what could stand there now, unless one of the words that were offered is being tried.
func (e *Entry) Renew(h part.Host) {
	if e.completion.At < 0 {
		e.offer(h)
	}
}

// Reopen begins to type where a line was left before: a letter begins another one.
func (e *Entry) Reopen(h part.Host, p *part.Purpose) {
	e.Open(h, p, e.Draft, len(e.Draft), false)
	e.Line.Old = e.Draft != ""
}

// Several are the lines that were typed, where what was pasted has made several of one; nil otherwise.
// They are taken away: no line is left.
func (e *Entry) Several() []string {
	lines := strings.Split(e.Line.Text, "\n")
	if len(lines) < 2 {
		return nil
	}
	e.remember(e.Line.Text)
	e.Line.Set("")
	e.Shut()
	return lines
}

// remember puts lines into the history that have not been posted.
func (e *Entry) remember(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		e.history.Add(line)
	}
}

// Idle reports whether a step can be typed, and nothing of it is there yet.
func (e *Entry) Idle() bool { return e.Purpose != nil && e.Purpose.Step && e.Line.Text == "" }

// Shut gives the keys back to the page. A step that was typed is kept, unless it was kept
// before and nothing was done with it.
func (e *Entry) Shut() {
	if e.Purpose != nil && e.Purpose.Step && !e.Purpose.Aside {
		if e.Draft = e.Line.Text; e.Line.Old {
			e.remember(e.Draft)
			e.Draft = ""
		}
	}
	e.Purpose, e.completion = nil, Completion{}
}

// Posted takes note that the line has been posted: it goes into the history, and its
// place is empty for the next one.
func (e *Entry) Posted(h part.Host, text string) tea.Cmd {
	e.Draft = ""
	e.Line.Set("")
	e.remember(text)
	if e.once {
		e.Shut()
		e.Draft = ""
	} else {
		e.offer(h)
	}
	return e.keep()
}

// Blame shows what is wrong with the line, which stays as it was typed; nil for
// nothing.
func (e *Entry) Blame(err error) {
	e.problem, e.column = "", 0
	var at *step.Error
	switch {
	case err == nil:
	case errors.As(err, &at):
		e.problem, e.column = at.Message, at.Column
	default:
		e.problem = err.Error()
	}
}

// Typed follows a change of the line.
func (e *Entry) Typed(h part.Host) {
	e.Blame(nil)
	if e.Line.replaced != "" {
		e.remember(e.Line.replaced)
		e.Line.replaced = ""
	}
	e.offer(h)
	if e.Purpose != nil && e.Purpose.Typed != nil {
		e.Purpose.Typed(h, e.Line.Text)
	}
}

// offer finds what could stand where the cursor is, and how the verb is used.
func (e *Entry) offer(h part.Host) {
	e.completion, e.signature, e.summary = Completion{}, "", ""
	if e.Purpose == nil || !e.Purpose.Step {
		return
	}
	begin := e.Line.begin()
	store := h.Store()
	found := step.Complete(e.Line.Text[begin:e.Line.Cursor], step.Lists{
		Offers: store.Offers, Bench: store.Roster.OpenNames(), Processes: store.Roster.Processes(), Counters: observe.CounterNames, Settings: sysctl.Keys,
		Setting: func(key string) string { return setting(key, store.Network.Lab()) },
	})
	e.completion.Begin(&e.Line, begin+found.From, found.Words)
	e.signature, e.summary = found.Signature, found.Summary
}

// setting is what a kernel setting is in the network of this process, which that of a lab need not
// be.
func setting(key string, lab bool) string {
	value := sysctl.Now(key)
	if value != "" && lab {
		return value + " on the host; sysctl " + key + " asks the lab"
	}
	return value
}

// complete puts a word that fits into the line.
func (e *Entry) complete(h part.Host, by int) {
	e.Blame(nil)
	only := len(e.completion.Words) == 1
	e.completion.Cycle(&e.Line, by)
	if only {
		if e.Line.Cursor == len(e.Line.Text) {
			e.Line.Insert(" ")
		}
		e.offer(h)
	}
}

// Recall puts a line that was typed before into the line, or where by is positive the
// one after it.
func (e *Entry) Recall(h part.Host, by int) {
	if e.Purpose.Move != nil {
		e.Purpose.Move(h, by)
	}
	if !e.Purpose.Step {
		return
	}
	move := e.history.Older
	if by > 0 {
		move = e.history.Newer
	}
	if text, ok := move(e.Line.Text); ok {
		e.Line.Set(text)
		e.Typed(h)
	}
}
