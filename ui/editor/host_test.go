package editor

import (
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// host is a screen with nothing but overlays and their keys.
type host struct {
	part.Host
	store    *store.Store
	keys     *part.Table
	overlays []part.Overlay
	posted   []string
	canvas   *canvas.Canvas
}

func (h *host) Store() *store.Store { return h.store }
func (h *host) Pop()                { h.overlays = h.overlays[:len(h.overlays)-1] }
func (h *host) Top() part.Overlay   { return h.overlays[len(h.overlays)-1] }

func (h *host) Post(step engine.Step) tea.Cmd {
	h.posted = append(h.posted, step.String())
	return nil
}

// newHost returns a host that has taken a frame.
func newHost(t *testing.T, f engine.Frame) *host {
	t.Helper()
	keys, err := part.NewTable(append(overlay.Keys(), Keys()...), nil)
	if err != nil {
		t.Fatal(err)
	}
	h := &host{store: store.New(nil), keys: keys}
	h.comes(f)
	return h
}

// comes takes a frame.
func (h *host) comes(f engine.Frame) {
	h.store.Pull.Last = f
	h.store.Roster.Take(f)
}

// key presses a key, which runs an action or is typed.
func (h *host) key(msg tea.KeyPressMsg) {
	if action, ok := h.keys.Lookup([]keymap.Scope{h.Top().Scope()}, msg.String()); ok {
		h.keys.Find(action).Run(h)
		return
	}
	typist, ok := h.Top().(part.Typist)
	if !ok {
		return
	}
	line := typist.Input()
	if line == nil {
		return
	}
	if !line.Edit(msg.String()) {
		line.Insert(msg.Text)
	}
	typist.Typed()
}

// press presses keys that are not letters.
func (h *host) press(codes ...rune) {
	for _, code := range codes {
		h.key(tea.KeyPressMsg{Code: code})
	}
}

func (h *host) space() { h.key(tea.KeyPressMsg{Text: " ", Code: tea.KeySpace}) }

// clear empties the line.
func (h *host) clear() { h.key(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl}) }

// types types a text letter by letter.
func (h *host) types(text string) {
	for _, r := range text {
		h.key(tea.KeyPressMsg{Text: string(r), Code: r})
	}
}

// paste types a text at once.
func (h *host) paste(text string) {
	typist := h.Top().(part.Typist)
	typist.Input().Insert(text)
	typist.Typed()
}

// text returns what the screen shows, without what is around the editor.
func (h *host) text() string {
	h.canvas.Clear()
	h.Top().Draw(h, h.canvas, canvas.Rect{Y: 1, W: h.canvas.W, H: h.canvas.H - 2})
	return h.canvas.String()
}

// click clicks on the first occurrence of a text.
func (h *host) click(t *testing.T, text string) {
	t.Helper()
	for y, row := range strings.Split(h.text(), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			h.Top().(part.Clicker).Click(h, h.canvas.At(utf8.RuneCountInString(before), y))
			return
		}
	}
	t.Fatalf("there is no %q to click on:\n%s", text, h.text())
}
