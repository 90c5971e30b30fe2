package ui

import (
	"bytes"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// leastBetween is the minimum time between two pictures: terminals show no more than 60 a second.
const leastBetween = time.Second / 60

// display is a screen that draws itself on a terminal whenever it has changed. Bubble Tea's own renderer
// checks for changes at fixed moments instead, 30 times a second or more: the first picture and every key
// wait for the next check, and the checks wake an idle program.
type display struct {
	*Screen
	tty      *terminal
	asks     string // the queries sent with the first picture
	renderer *uv.TerminalRenderer
	cells    uv.ScreenBuffer
	output   bytes.Buffer // the renderer's output
	drawn    tea.View     // the picture on the terminal
	at       time.Time    // when it was drawn
	whole    bool         // redraw the next picture completely, whatever is on the terminal
	waits    bool         // a timer is running, after which a picture is drawn
	synced   bool         // the terminal supports synchronized output
}

// drawMsg reports that a postponed picture can be drawn now.
type drawMsg struct{}

// redrawMsg asks for a complete redraw.
type redrawMsg struct{}

func newDisplay(s *Screen, tty *terminal, environment []string, profile colorprofile.Profile) *display {
	d := &display{Screen: s, tty: tty, asks: asks(environment), cells: uv.NewScreenBuffer(0, 0)}
	d.renderer = uv.NewTerminalRenderer(&d.output, environment)
	d.renderer.SetColorProfile(profile)
	d.renderer.SetFullscreen(true)
	d.renderer.SetRelativeCursor(false)
	d.renderer.SetTabStops(-1)
	d.renderer.SetScrollOptim(true)
	return d
}

// Init asks for the first frame and opens the lesson named on the command line.
func (d *display) Init() tea.Cmd { return d.guarded(tea.Batch(d.ask(), d.opening)) }

// Update handles a message and draws what it changed.
func (d *display) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	defer d.uncover()
	if _, ok := msg.(drawMsg); ok {
		d.waits = false
		return d, d.show()
	}
	learned := d.learn(msg)
	_, cmd := d.Screen.Update(msg)
	return d, d.guarded(tea.Batch(cmd, learned, d.show()))
}

// uncover restores the terminal on a panic: otherwise what Bubble Tea prints about it would vanish with the
// picture.
func (d *display) uncover() {
	if r := recover(); r != nil {
		d.tty.leave()
		panic(r)
	}
}

// guarded wraps a command, and the commands it returns, so that the terminal is restored if one panics.
func (d *display) guarded(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer d.uncover()
		msg := cmd()
		if batch, ok := msg.(tea.BatchMsg); ok {
			for i, c := range batch {
				batch[i] = d.guarded(c)
			}
		}
		return msg
	}
}

// learn handles what a message says about the terminal.
func (d *display) learn(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case redrawMsg:
		d.whole = true
	case tea.SuspendMsg: // sent when the program resumes
		_ = d.tty.enter() // entering succeeded before
		d.tellWidths()
		d.whole = true
		return func() tea.Msg { return d.tty.size() } // a suspended program gets no SIGWINCH
	case tea.WindowSizeMsg:
		d.cells.Resize(msg.Width, msg.Height)
		d.renderer.Resize(msg.Width, msg.Height)
		d.whole = true
	case tea.ColorProfileMsg:
		d.renderer.SetColorProfile(msg.Profile)
		d.whole = true
	case tea.ModeReportMsg:
		d.report(msg)
	}
	return nil
}

// report handles the terminal's answer to a mode query.
func (d *display) report(msg tea.ModeReportMsg) {
	switch {
	case msg.Mode == ansi.ModeSynchronizedOutput && msg.Value == ansi.ModeReset:
		d.synced = true
	case msg.Mode == ansi.ModeUnicodeCore && !msg.Value.IsNotRecognized() && !msg.Value.IsPermanentlyReset():
		d.cells.Method = ansi.GraphemeWidth
		d.tellWidths()
		d.whole = true
	}
}

// tellWidths tells the terminal to measure text as the screen does.
func (d *display) tellWidths() {
	if d.cells.Method == ansi.GraphemeWidth {
		d.tty.write(ansi.SetModeUnicodeCore)
	}
}

// show draws the picture if it has changed: now, or as soon as the last one has been up for leastBetween.
func (d *display) show() tea.Cmd {
	view := d.View()
	if d.waits || d.cells.Width() == 0 || !d.whole && view.Content == d.drawn.Content && sameCursor(view.Cursor, d.drawn.Cursor) {
		return nil
	}
	if wait := leastBetween - time.Since(d.at); wait > 0 {
		d.waits = true
		return tea.Tick(wait, func(time.Time) tea.Msg { return drawMsg{} })
	}
	d.draw(view)
	return nil
}

func (d *display) draw(view tea.View) {
	if d.whole {
		d.renderer.Erase()
		d.cells.Touched = nil
	}
	d.cells.Clear()
	uv.NewStyledString(view.Content).Draw(d.cells, d.cells.Bounds())
	d.renderer.Render(d.cells.RenderBuffer)
	if view.Cursor != nil {
		d.renderer.MoveTo(view.Cursor.X, view.Cursor.Y)
	}
	_ = d.renderer.Flush() // into a buffer, which cannot fail
	var out bytes.Buffer
	if d.synced {
		out.WriteString(ansi.SetModeSynchronizedOutput)
	}
	if d.drawn.Cursor != nil {
		out.WriteString(ansi.ResetModeTextCursorEnable)
	}
	_, _ = io.Copy(&out, &d.output)
	if view.Cursor != nil {
		out.WriteString(ansi.SetModeTextCursorEnable)
	}
	if d.synced {
		out.WriteString(ansi.ResetModeSynchronizedOutput)
	}
	if d.at.IsZero() {
		out.WriteString(d.asks)
	}
	d.tty.write(out.String())
	d.drawn, d.at, d.whole = view, time.Now(), false
}

// sameCursor reports whether two cursors are at the same place, or both absent.
func sameCursor(a, b *tea.Cursor) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Position == b.Position
}
