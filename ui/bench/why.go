package bench

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/why"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
	"netnet-tui/ui/walk"
)

// whyKey returns the action that asks about the selected socket or, in the trace, about the selected event, or at a
// script that has stopped about the step that failed. A recording has only its events: no kernel can be asked what
// its sockets are doing.
func (b *Bench) whyKey() part.Action {
	return part.Action{
		Name: "why", Keys: part.Key("y"), Label: "why",
		Help: "ask what the socket is doing, what holds it up and what comes next; in the trace, a recording or a script that has stopped, why the event ended as it did",
		Why: func(h part.Host) string {
			switch {
			case b.about(h) != nil:
				return ""
			case h.Recorded():
				return "no step is shown yet that could be explained"
			}
			return b.needsSocket(h)
		},
		Do: part.Do(b.ask),
	}
}

// about returns the item of the event that is asked about, or nil if it is the selected socket that is.
func (b *Bench) about(h part.Host) *item {
	switch {
	case b.Focus == PaneTrace, h.Recorded():
		return b.Trace.latest()
	case b.Focus == PaneScript:
		return b.stopped()
	}
	return nil
}

// stopped returns the item of the step at which the script beside the sockets has stopped, or nil if the trace no
// longer has it or no step has failed.
func (b *Bench) stopped() *item {
	s, ok := b.Script.Course().(*walk.Script)
	if !ok || b.beside != part.Beside(&b.Script) {
		return nil
	}
	seq := s.Stopped()
	for i := len(b.Trace.items) - 1; i >= b.Trace.start; i-- {
		if it := b.Trace.items[i]; seq > 0 && it.remark == "" && it.event.Seq == seq {
			return it
		}
	}
	return nil
}

// ask opens the answer.
func (b *Bench) ask(h part.Host) {
	if it := b.about(h); it != nil {
		h.Push(&answer{title: it.event.Text, about: it, recorded: h.Recorded(), found: func() []why.Finding { return it.why }})
		return
	}
	b.asked = true // so that the next frame brings the evidence
	h.Push(&answer{title: "what " + b.named() + " is doing", found: b.doing, drawn: func() { b.asked = true }})
	h.Pull()
}

// named returns the name of the selected socket.
func (b *Bench) named() string {
	s, _ := b.Selected()
	return s.Name
}

// doing returns the findings about the selected socket in the latest frame.
func (b *Bench) doing() []why.Finding {
	if d := b.now.Detail; d != nil && d.Evidence != nil {
		return why.Socket(&b.Trace.past, *d.Evidence)
	}
	return nil
}

// answer is the window with the findings, and the lines that can be tried.
type answer struct {
	title    string
	about    *item // the event it is about, nil if it is about a socket
	recorded bool  // it is about a recording: nothing is tried on its bench
	found    func() []why.Finding
	drawn    func() // called when it is drawn; nil if nobody needs to know
	at       int    // the selected line to try
	seeks    bool   // scroll to the selected line
	hidden   bool   // the selected line was out of view when the window was drawn
	top      int
	room     int
}

// trying is the click target of a line that can be tried.
type trying struct{ index int }

// Scope returns the scope of answers.
func (p *answer) Scope() keymap.Scope { return scopeAnswer }

// tries returns the lines to try, of all findings, without duplicates.
func (p *answer) tries() []string {
	var lines []string
	for _, f := range p.found() {
		for _, line := range f.Try {
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// Move selects another line to try, but first scrolls to the selected one if that is out of view. Pages
// scroll, and so do lines if there is none to try.
func (p *answer) Move(by int, pages bool) {
	if n := len(p.tries()); n > 0 && !pages {
		if p.seeks = true; !p.hidden {
			p.at = max(0, min(p.at+by, n-1))
		}
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	p.seeks = false
	p.top += by
}

// Choose queues the selected line; one that is out of view is shown first.
func (p *answer) Choose(h part.Host) tea.Cmd {
	if p.hidden {
		p.seeks = true
		return nil
	}
	return p.try(h)
}

// try queues the selected line and those after it in the same finding: together they are the remedy.
func (p *answer) try(h part.Host) tea.Cmd {
	lines := p.chosen()
	h.Pop()
	if lines == nil {
		return nil
	}
	return h.Queue(lines...)
}

// chosen returns the lines that are made together; nil if there are none to try.
func (p *answer) chosen() []string {
	if lines := p.tries(); p.at < len(lines) {
		return p.following(lines[p.at])
	}
	return nil
}

// following returns a line to try and those after it, in the first finding that has it.
func (p *answer) following(line string) []string {
	for _, f := range p.found() {
		if i := slices.Index(f.Try, line); i >= 0 {
			return f.Try[i:]
		}
	}
	return nil
}

// Click queues the line that was clicked.
func (p *answer) Click(h part.Host, t canvas.Target) tea.Cmd {
	hit, ok := t.(trying)
	if !ok {
		return nil
	}
	p.at = hit.index
	return p.try(h)
}

// Draw draws the window in the middle of r.
func (p *answer) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	if p.drawn != nil {
		p.drawn()
	}
	w := min(96, r.W-2)
	lines, tries := p.lines(w - 4)
	foot := "esc back"
	switch {
	case len(tries) > 0 && p.recorded:
		foot = "t tries ▸ and what follows it in a copy  ↑↓ choose  esc back"
	case len(tries) > 0:
		foot = "t tries ▸ and what follows it in a copy  enter here  ↑↓ choose  esc back"
	case len(lines)+2 > r.H-2:
		foot = "esc back  ↑↓ more"
	}
	inner := overlay.Window(c, r, w, max(min(len(lines)+2, r.H-2), 3), canvas.Shorten(p.title, w-6), canvas.Line{canvas.Say(theme.Dim, foot)})
	p.room = inner.H
	if p.seeks && p.at < len(tries) {
		p.top = max(min(p.top, tries[p.at]), tries[p.at]+1-inner.H)
	}
	p.top = max(0, min(p.top, len(lines)-inner.H))
	p.hidden = p.at < len(tries) && (tries[p.at] < p.top || tries[p.at] >= p.top+inner.H)
	for y := 0; y < inner.H && p.top+y < len(lines); y++ {
		c.PutLine(inner, 0, y, lines[p.top+y])
		if i := slices.Index(tries, p.top+y); i >= 0 {
			c.Hit(inner.Row(y), trying{i})
		}
	}
}

// lines returns the text of the window in w columns, and the index of each line to try.
func (p *answer) lines(w int) (lines []canvas.Line, tries []int) {
	say := func(label string, role theme.Role, text string) {
		const margin = 6
		for _, part := range canvas.Wrap(text, max(w-margin, 20)) {
			lines = append(lines, canvas.Line{canvas.Raised(theme.Dim, canvas.Pad(label, margin)), canvas.Raised(role, part)})
			label = ""
		}
	}
	found := p.found()
	switch {
	case found == nil && p.about == nil:
		say("", theme.Dim, "Asking the kernel …")
	case found == nil:
		say("", theme.Dim, "nothing more is known about this step")
	}
	tried := map[string]bool{}
	for i, f := range found {
		if i > 0 {
			lines = append(lines, canvas.Line{})
		}
		say("why", theme.Text, claim(f))
		if f.Do != "" {
			say("do", theme.Text, f.Do)
		}
		for _, fact := range f.Evidence {
			say("seen", theme.Dim, factText(fact))
		}
		for _, line := range f.Try {
			if tried[line] {
				continue
			}
			tried[line] = true
			label, role := "try", theme.Name
			if len(tries) == p.at {
				label, role = "▸ try", theme.Accent
			}
			tries = append(tries, len(lines))
			say(label, role, line)
		}
	}
	return lines, tries
}
