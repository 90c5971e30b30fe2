package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
	"netnet-tui/ui/walk"
)

// Beside shows something of another page beside the sockets, and focuses it; nil closes it, and shows the
// open script.
func (b *Bench) Beside(p part.Beside) {
	if p == nil && b.Script.Course() != nil {
		p = &b.Script
	}
	if b.beside = p; p == nil {
		b.Focus = PaneSockets
		return
	}
	b.Focus = PaneScript
}

// Open shows a course beside the sockets, and focuses it; nil closes the open one.
func (b *Bench) Open(c walk.Course) {
	b.Script.Open(c)
	b.Beside(nil)
}

// closeScript closes the open script or recording, also while a lesson hides it.
func (b *Bench) closeScript() {
	b.Script.Open(nil)
	if b.beside == part.Beside(&b.Script) {
		b.Beside(nil)
	}
}

// Lesson reports whether a lesson is beside the sockets.
func (b *Bench) Lesson() bool { return b.beside != nil && b.beside != part.Beside(&b.Script) }

// scriptKeys returns the actions of the script's pane.
func (b *Bench) scriptKeys() []part.Action {
	return append(b.Script.Keys(), b.scriptTrial(), b.stepBack().On("step back", "backspace"), b.blocksKey(), b.replayKey(), b.putAway())
}

// putAway returns the action that closes what is beside the sockets, from any pane. In place of a recording a session
// begins.
func (b *Bench) putAway() part.Action {
	return part.Action{Name: "put-away", Keys: part.Key("ctrl+w"), Label: "put away", Help: "put the script or lesson away, whose sockets stay, or leave the recording for an empty bench",
		Why: func(part.Host) string {
			if b.beside == nil {
				return "there is nothing beside the sockets to put away"
			}
			return ""
		},
		Do: func(h part.Host) tea.Cmd {
			if h.Recorded() {
				return b.welcome(h)
			}
			b.beside.PutAway(h)
			return nil
		}, Timely: true}
}

// Lines inserts lines into the open script, before the next one to make; if none is open, they are a new
// script.
func (b *Bench) Lines(texts []string) {
	lines := make([]script.Line, len(texts))
	for i, text := range texts {
		lines[i] = script.Line{Number: i + 1, Text: text}
	}
	if s, ok := b.Script.Course().(*walk.Script); ok {
		s.Insert(lines)
		b.Focus = PaneScript
		return
	}
	b.Open(walk.NewScript("pasted", lines))
}

// replayKey returns the action that makes the steps of a recording for real.
func (b *Bench) replayKey() part.Action {
	return part.Action{Name: "replay", Keys: part.Key("R"), Help: "run the steps of the recording again, for real, in a lab; the first answer that differs is shown beside the recorded one",
		Why: func(part.Host) string {
			if _, ok := b.Script.Course().(*walk.Tape); !ok {
				return "only a recording can be run again: open one with netnet-tui FILE"
			}
			return ""
		},
		Do: func(h part.Host) tea.Cmd {
			script, why := b.Script.Course().(*walk.Tape).Again()
			if why != "" {
				h.Fail(why)
				return nil
			}
			return h.Begin(part.Beginning{Lab: true, What: "the steps of the recording", Then: func(h part.Host) tea.Cmd {
				b.Open(script)
				h.Say("a lab of its own, with nothing run yet: space runs the next step, a all")
				return nil
			}})
		}}
}

// Follow lets the script continue when its step has been answered.
func (b *Bench) Follow(h part.Host, events []engine.Event, skipped uint64) tea.Cmd {
	return b.Script.Follow(h, events, skipped)
}

// Return is called when the session has returned to its first n steps.
func (b *Bench) Return(n uint64) { b.Script.Return(n) }

// drawScript draws what is beside the sockets.
func (b *Bench) drawScript(c *canvas.Canvas, r canvas.Rect) {
	focused := b.Focus == PaneScript
	var found []canvas.Line
	if _, traced := b.areas[PaneTrace]; !traced && b.explains() != nil { // the trace would say it
		found = b.Trace.explained(r.W-4, r.H)
	}
	text := r
	text.H -= len(found)
	if b.beside.Place(r) <= len(found) { // its own text is more important
		found, text = nil, r
	}
	progress := b.beside.Progress() // it names the next key, so a long title makes room for it
	title := canvas.Shorten(b.beside.Title(), r.W-progress.Width()-12)
	box := canvas.Box{Title: canvas.Line{canvas.Say(theme.Strong, title)}, Right: progress}
	inner := part.Frame(c, r, focused, focusing{PaneScript}, box)
	for i, line := range found {
		c.PutLine(inner, 1, inner.H-len(found)+i, line)
	}
	b.beside.Draw(c, text, focused)
}
