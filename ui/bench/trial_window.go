package bench

import (
	"context"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/trial"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

// trialWindow is the window of a trial: the steps made in the copy, each with its answer there and on the
// bench. The trial ends when the window closes.
type trialWindow struct {
	trial trial.Trial
	stop  context.CancelFunc
	ctx   context.Context
	news  chan TrialMsg
	steps int // the number of steps in the copy

	made []trial.Made
	over bool
	end  trial.Report
	err  error

	top      int
	room     int
	recorded bool // of a recording: nothing is made on its bench
	stays    bool // the user has scrolled, so it does not follow the newest step
}

// TrialMsg reports the progress of a trial.
type TrialMsg struct {
	of   *trialWindow
	made []trial.Made
	over bool
	end  trial.Report
	err  error
}

func newTrialWindow(t trial.Trial) *trialWindow {
	w := &trialWindow{trial: t, steps: t.Steps()}
	w.news = make(chan TrialMsg, w.steps+1) // it never waits for the screen
	w.ctx, w.stop = context.WithCancel(context.Background())
	return w
}

// begin runs the trial.
func (w *trialWindow) begin(lab trial.Start) tea.Cmd {
	go func() {
		report, err := trial.Run(w.ctx, lab, w.trial, func(m trial.Made) { w.news <- TrialMsg{of: w, made: []trial.Made{m}} })
		w.news <- TrialMsg{of: w, over: true, end: report, err: err}
	}()
	return w.next
}

// next waits for news, and takes all there is.
func (w *trialWindow) next() tea.Msg {
	var all TrialMsg
	select {
	case all = <-w.news:
	case <-w.ctx.Done():
		return nil
	}
	for {
		select {
		case more := <-w.news:
			more.made = append(all.made, more.made...)
			all = more
		default:
			return all
		}
	}
}

// take shows news.
func (w *trialWindow) take(m TrialMsg) tea.Cmd {
	w.made = append(w.made, m.made...)
	if !m.over {
		return w.next
	}
	w.over, w.end, w.err = true, m.end, m.err
	w.stop()
	return nil
}

// Close ends the trial.
func (w *trialWindow) Close() error {
	w.stop()
	return nil
}

// Scope returns the scope of trials.
func (w *trialWindow) Scope() keymap.Scope { return scopeTrial }

// Move scrolls.
func (w *trialWindow) Move(by int, pages bool) {
	if pages {
		by *= max(w.room-1, 1)
	}
	w.top += by
	w.stays = true
}

// Choose makes the lines on the bench.
func (w *trialWindow) Choose(h part.Host) tea.Cmd {
	h.Pop()
	if _, ok := h.Top().(*answer); ok {
		h.Pop()
	}
	return h.Queue(w.trial.Try...)
}

// title says what is tried.
func (w *trialWindow) title() string {
	if w.trial.AsItIs || len(w.trial.Events) == 0 {
		return "in a copy"
	}
	return "in a copy: " + w.trial.Events[len(w.trial.Events)-1].Text
}

// Draw draws the window in the middle of r: the steps, and their result below.
func (w *trialWindow) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	width := min(120, r.W-2)
	state := w.state(width - 4)
	rows := w.rows(width - 4)
	height := 0
	if w.steps > 0 && (w.err == nil || len(w.made) > 0) {
		height = w.steps + 2 // so that it does not grow
	}
	foot := "enter runs the lines on the bench  ↑↓ more  esc back"
	if w.recorded {
		foot = "↑↓ more  esc back"
	}
	inner := overlay.Window(c, r, width, min(height+len(state)+2, r.H-2), canvas.Shorten(w.title(), width-6), canvas.Line{canvas.Say(theme.Dim, foot)})
	list, below := inner.SplitBottom(min(len(state), inner.H))
	if len(rows) > 0 {
		var head canvas.Rect
		head, list = list.SplitTop(1)
		c.PutLine(head, 0, 0, w.head(inner.W))
		list.H = max(list.H-1, 0) // a row separates it from what is below
	}
	last := max(len(rows)-list.H, 0)
	if !w.stays {
		w.top = last
	}
	w.top, w.room = max(0, min(w.top, last)), list.H
	for y := 0; y < list.H && w.top+y < len(rows); y++ {
		c.PutLine(list, 0, y, rows[w.top+y])
	}
	for y, line := range state {
		c.PutLine(below, 0, y, line)
	}
	if list.H > 0 {
		c.Scrollbar(canvas.Rect{X: inner.X - 2, Y: list.Y - 1, W: inner.W + 4, H: list.H + 2}, theme.Dim.On(theme.Raised), w.top, w.room, len(rows))
	}
}

// trialMargin is the width of the column before the steps.
const trialMargin = 6

// columns returns the widths of a step and an answer.
func (w *trialWindow) columns(width int) (step, answer int) {
	answer = max(14, min(width/5, 26))
	return width - trialMargin - 2*answer, answer
}

// head returns the row above the steps.
func (w *trialWindow) head(width int) canvas.Line {
	step, answer := w.columns(width)
	return canvas.Line{canvas.Raised(theme.Dim, canvas.Pad("", trialMargin+step)+canvas.Pad("on the bench", answer)+"in the copy")}
}

// rows returns the steps that were made.
func (w *trialWindow) rows(width int) []canvas.Line {
	step, answer := w.columns(width)
	lines := make([]canvas.Line, 0, len(w.made))
	for _, m := range w.made {
		label, role, bench := fmt.Sprintf("%3d", m.Seq), theme.Dim, m.Bench
		switch m.Part {
		case trial.PartTry:
			label, role, bench = "try", theme.Name, "–"
		case trial.PartAgain:
			label, role = "again", theme.Text
		case trial.PartSession:
		}
		came := theme.Text
		if m.Differs {
			came = theme.Fresh
		}
		lines = append(lines, canvas.Line{
			canvas.Raised(theme.Dim, canvas.Pad(label, trialMargin)),
			canvas.Raised(role, canvas.Pad(canvas.Shorten(m.Step, step-1), step)),
			canvas.Raised(role, canvas.Pad(canvas.Shorten(bench, answer-1), answer)),
			canvas.Raised(came, canvas.Shorten(m.Copy, answer)),
		})
	}
	return lines
}

// state returns the result of the trial, or why there is none; while it runs, its progress.
func (w *trialWindow) state(width int) []canvas.Line {
	role := theme.Wait
	var text string
	switch {
	case w.err != nil:
		role, text = theme.Bad, w.err.Error()
	case w.over:
		role, text = verdictRole(w.end.Verdict), w.end.Claim
	case len(w.made) == 0:
		text = "Starting a lab for the copy …"
	default:
		text = fmt.Sprintf("The copy has run %d of %d steps …", len(w.made), w.steps)
	}
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, width) {
		lines = append(lines, canvas.Line{canvas.Raised(role, part)})
	}
	return lines
}

func verdictRole(v trial.Verdict) theme.Role {
	switch v {
	case trial.Helped:
		return theme.OK
	case trial.NoHelp:
		return theme.Bad
	case trial.Changed, trial.Unlike:
		return theme.Wait
	case trial.JustMade:
	}
	return theme.Text
}
