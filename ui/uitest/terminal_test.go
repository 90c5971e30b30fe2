package uitest

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/gdamore/tcell/v3/vt"

	"netnet-tui/engine"
	"netnet-tui/ui"
	"netnet-tui/ui/store"
)

// terminal is a person at a terminal on which the program runs.
type terminal struct {
	t       *testing.T
	term    vt.MockTerm
	written *carriage
	program *tea.Program
	done    chan error
}

// carriage inserts a carriage return before each line feed, as a terminal driver would. It keeps what was
// written last, for tests of colours.
type carriage struct {
	to  vt.MockTerm
	mu  sync.Mutex
	all bytes.Buffer
}

func (c *carriage) text() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.all.String()
}

func (c *carriage) len() int { return len(c.text()) }

func (c *carriage) Write(p []byte) (int, error) {
	c.mu.Lock()
	c.all.Write(p)
	c.mu.Unlock()
	_, err := c.to.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n")))
	return len(p), err
}

// setup is how a terminal is set up.
type setup struct {
	w, h    int
	profile colorprofile.Profile
	options ui.Options
}

// run starts the program in a synctest bubble and calls use.
func run(t *testing.T, s setup, use func(*terminal)) {
	t.Helper()
	if s.options.Start == nil {
		s.options.Start = func() (store.Source, error) { return engine.New(engine.Options{}), nil }
	}
	if s.profile == colorprofile.Unknown {
		s.profile = colorprofile.TrueColor
	}
	synctest.Test(t, func(t *testing.T) {
		screen, err := ui.New(s.options)
		if err != nil {
			t.Fatal(err)
		}
		term := vt.NewMockTerm(vt.MockOptSize{X: vt.Col(s.w), Y: vt.Row(s.h)})
		if err := term.Start(); err != nil {
			t.Fatal(err)
		}
		d := &terminal{t: t, term: term, written: &carriage{to: term}, done: make(chan error, 1)}
		ctx, cancel := context.WithCancel(t.Context())
		d.program = tea.NewProgram(screen, tea.WithContext(ctx), tea.WithInput(term), tea.WithOutput(d.written),
			tea.WithColorProfile(s.profile), tea.WithoutSignalHandler(), tea.WithFPS(30), tea.WithWindowSize(s.w, s.h),
			tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		go func() {
			_, err := d.program.Run()
			d.done <- err
		}()
		defer func() { // also if the test has failed: a bubble must end without goroutines
			cancel()
			_ = term.Stop()
			<-d.done
			screen.Close()
			time.Sleep(5 * time.Second) // lets the program's last timers expire
		}()
		d.idle()
		use(d)
	})
}

// idle lets everything happen that happens by itself. It runs in the synctest bubble that [run] makes,
// whose clock advances only when every goroutine is blocked: the sleep waits for that, and takes no real
// time. Outside a bubble the first Wait panics.
func (d *terminal) idle() {
	synctest.Wait()
	for range 3 {
		time.Sleep(150 * time.Millisecond)
		synctest.Wait()
	}
}

// keyBytes maps keys that are not letters to what a terminal sends for them.
var keyBytes = map[string]string{
	"enter": "\r", "esc": "\x1b", "tab": "\t", "space": " ", "shift+tab": "\x1b[Z", "backspace": "\x7f",
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F",
	"ctrl+a": "\x01", "ctrl+c": "\x03", "ctrl+k": "\x0b", "ctrl+n": "\x0e", "ctrl+p": "\x10", "ctrl+s": "\x13", "ctrl+t": "\x14", "ctrl+u": "\x15", "ctrl+w": "\x17",
}

// press presses keys one after another, each when everything is idle.
func (d *terminal) press(keys ...string) *terminal {
	d.t.Helper()
	for _, key := range keys {
		raw, special := keyBytes[key]
		if !special {
			raw = key
		}
		d.term.SendRaw([]byte(raw))
		d.idle()
	}
	return d
}

// write types a text letter by letter, without waiting in between.
func (d *terminal) write(text string) *terminal {
	d.term.SendRaw([]byte(text))
	d.idle()
	return d
}

// line types a line at the prompt and returns to the panes.
func (d *terminal) line(text string) *terminal {
	return d.press(":").write(text).press("enter", "esc")
}

// connection runs the experiment that ends with a TCP connection over loopback: s listens, c has connected
// and sent five bytes, and they wait in a.
func (d *terminal) connection() *terminal { return d.press("3", "e", "enter") }

// resize changes the size of the window.
func (d *terminal) resize(w, h int) *terminal {
	d.term.SetSize(vt.Coord{X: vt.Col(w), Y: vt.Row(h)})
	d.program.Send(tea.WindowSizeMsg{Width: w, Height: h})
	d.idle()
	return d
}

// click presses and releases the left button on the first occurrence of a text.
func (d *terminal) click(text string) *terminal {
	d.t.Helper()
	for y, row := range strings.Split(d.text(), "\n") {
		if before, _, found := strings.Cut(row, text); found {
			x := len([]rune(before)) + 1
			at := itoa(x) + ";" + itoa(y+1)
			d.term.SendRaw([]byte("\x1b[<0;" + at + "M"))
			d.term.SendRaw([]byte("\x1b[<0;" + at + "m"))
			d.idle()
			return d
		}
	}
	d.t.Fatalf("there is no %q to click on:\n%s", text, d.text())
	return d
}

// text returns the text on the screen.
func (d *terminal) text() string {
	var b strings.Builder
	size := d.term.Backend().GetSize()
	for y := vt.Row(0); y < size.Y; y++ {
		var row strings.Builder
		for x := vt.Col(0); x < size.X; x++ {
			glyph := d.term.GetCell(vt.Coord{X: x, Y: y}).C
			if glyph == "" {
				glyph = " "
			}
			row.WriteString(glyph)
		}
		b.WriteString(strings.TrimRight(row.String(), " ") + "\n")
	}
	return b.String()
}

// shows checks that every text is on the screen.
func (d *terminal) shows(texts ...string) *terminal {
	d.t.Helper()
	screen := d.text()
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			d.t.Fatalf("the screen does not show %q:\n%s", text, screen)
		}
	}
	return d
}

// hides checks that no text is on the screen.
func (d *terminal) hides(texts ...string) *terminal {
	d.t.Helper()
	screen := d.text()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Fatalf("the screen shows %q:\n%s", text, screen)
		}
	}
	return d
}

// row checks that one row of the screen contains all these words, in this order.
func (d *terminal) row(words ...string) *terminal {
	d.t.Helper()
	for _, row := range strings.Split(d.text(), "\n") {
		rest, found := row, true
		for _, word := range words {
			_, after, ok := strings.Cut(rest, word)
			rest, found = after, found && ok
		}
		if found {
			return d
		}
	}
	d.t.Fatalf("no row of the screen holds %q in this order:\n%s", words, d.text())
	return d
}

// ended checks that the program has ended.
func (d *terminal) ended() {
	d.t.Helper()
	select {
	case err := <-d.done:
		if err != nil {
			d.t.Fatalf("the program ended with %v", err)
		}
		d.done <- nil
	default:
		d.t.Fatalf("the program is still there:\n%s", d.text())
	}
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}
