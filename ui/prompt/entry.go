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

// Entry is the line above the keys, while something is being typed there.
type Entry struct {
	Purpose    *part.Purpose // nil while the page has the keys
	Line       Line
	Draft      string // a step that was typed and left with esc
	once       bool   // a key opened it: the prompt closes after a valid line
	history    *History
	file       string
	completion Completion
	signature  string
	summary    string
	argument   int // the word of the signature that the cursor stands for
	problem    string
	column     int // in characters, counted from 1; 0 if the problem has no place
}

// mostHistory is the maximum size of the history file, in bytes.
const mostHistory = 4 << 20

// Begin reads what was typed in earlier sessions. If that fails, it returns the error, and the history
// starts empty and is kept in memory only.
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

// Open opens the prompt with text in it and the cursor at a byte offset. Unless the purpose is to edit the
// text, typing a letter replaces it. If once is set, the prompt closes after a valid line.
func (e *Entry) Open(h part.Host, p *part.Purpose, text string, at int, once bool) {
	e.Purpose, e.once = p, once
	e.Blame(nil)
	e.Line = Line{Text: text, Cursor: at, Several: p.Step && !p.Aside, Old: text != "" && !p.Edit}
	if p.Step && !p.Aside && text != e.Draft {
		e.remember(e.Draft) // the draft is replaced, but can be recalled
	}
	e.history.Rewind()
	e.offer(h)
	if p.Step {
		h.Pull() // what can be completed may have changed
	}
}

// Renew updates the completions, unless the user is cycling through them.
func (e *Entry) Renew(h part.Host) {
	if e.completion.At < 0 {
		e.offer(h)
	}
}

// Several returns the lines of a text that was pasted as several lines, and clears the prompt; nil if it is
// a single line.
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

// remember adds lines that have not been posted to the history.
func (e *Entry) remember(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		e.history.Add(line)
	}
}

// Idle reports whether a step can be typed and the line is still empty.
func (e *Entry) Idle() bool { return e.Purpose != nil && e.Purpose.Step && e.Line.Text == "" }

// Shut closes the prompt. A step that was typed is kept as the draft, unless it was an untouched draft
// already.
func (e *Entry) Shut() {
	if e.Purpose != nil && e.Purpose.Step && !e.Purpose.Aside {
		if e.Draft = e.Line.Text; e.Line.Old {
			e.remember(e.Draft)
			e.Draft = ""
		}
	}
	e.Purpose, e.completion = nil, Completion{}
}

// Posted records that the line has been posted: it goes into the history, and the prompt is ready for the
// next one.
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

// Blame shows what is wrong with the line, which stays as it was typed; nil clears the error.
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

// Typed handles a change of the line.
func (e *Entry) Typed(h part.Host) {
	e.Blame(nil)
	if e.Line.replaced != "" && e.Purpose.Step {
		e.remember(e.Line.replaced)
	}
	e.Line.replaced = ""
	e.offer(h)
	if e.Purpose != nil && e.Purpose.Typed != nil {
		e.Purpose.Typed(h, e.Line.Text)
	}
}

// offer computes the completions at the cursor, and the verb's usage.
func (e *Entry) offer(h part.Host) {
	e.completion, e.signature, e.summary, e.argument = Completion{}, "", "", 0
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
	e.argument = argumentAt(found.Signature, e.Line.Text[begin:e.Line.Cursor])
}

// setting returns the value of a sysctl in the network of this process, which may differ from that of a
// lab.
func setting(key string, lab bool) string {
	value := sysctl.Now(key)
	if value != "" && lab {
		return value + " on the host; sysctl " + key + " asks the lab"
	}
	return value
}

// complete puts a completion into the line.
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

// Recall puts the previous line of the history into the line, or the next one if by is positive.
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
