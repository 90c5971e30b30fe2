package sessions

import (
	"fmt"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/export"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// export offers what the chosen session can be written as.
func (p *Page) export(h part.Host) {
	e, _ := p.Chosen()
	targets := export.Targets()
	list := make([]overlay.Choice, len(targets))
	for i, t := range targets {
		list[i] = overlay.Choice{Name: t.Name, Text: t.About}
	}
	h.Push(&overlay.Chooser{Title: "Export " + e.title() + " as", Does: "shows it", List: list, Take: func(_ part.Host, at int) tea.Cmd {
		return p.write(e, targets[at], false)
	}})
}

// write writes a session as a target, and shows it.
func (p *Page) write(e Entry, t export.Target, redact bool) tea.Cmd {
	return func() tea.Msg {
		text, err := written(e, t, redact)
		return doneMsg{p, part.Do(func(h part.Host) {
			if err != nil {
				h.Fail(err.Error())
				return
			}
			if w, ok := h.Top().(*exported); ok { // the same once more, otherwise
				w.show(text, redact)
				return
			}
			w := &exported{page: p, entry: e, target: t}
			w.show(text, redact)
			h.Push(w)
		})}
	}
}

func written(e Entry, t export.Target, redact bool) (string, error) {
	s, _, err := export.Load(e.File)
	if err != nil {
		return "", err
	}
	s.Name, s.Redact = e.title(), redact
	return t.Print(s)
}

// scopeExport is where the keys of an export mean something.
const scopeExport keymap.Scope = "export"

// mostShown is how many lines of an export are shown.
const mostShown = 20_000

// exported is the window in front of what leaves: it is shown whole before it is copied or saved.
type exported struct {
	overlay.Text
	page   *Page
	entry  Entry
	target export.Target
	redact bool
	text   string
}

func (w *exported) show(text string, redact bool) {
	w.text, w.redact = text, redact
	w.Title = fmt.Sprintf("%s as %s, %s", w.entry.title(), w.target.Name, step.Counted(strings.Count(text, "\n"), "line"))
	if redact {
		w.Title += ", without its data"
	}
	w.Lines = nil
	for line := range strings.Lines(text) {
		if len(w.Lines) == mostShown {
			w.Lines = append(w.Lines, "… and the rest, which is copied and saved too")
			break
		}
		w.Lines = append(w.Lines, strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "\t", "    "))
	}
	w.Foot = "c copy  s save  r " + map[bool]string{false: "without its data", true: "with its data"}[redact] + "  ↑↓ more  esc back"
}

// Scope is that of exports.
func (w *exported) Scope() keymap.Scope { return scopeExport }

// copied puts the text on the clipboard of the terminal (OSC 52, xterm's control sequences).
func copied(h part.Host) tea.Cmd {
	w, ok := h.Top().(*exported)
	if !ok {
		return nil
	}
	h.Say(fmt.Sprintf("%s handed to the terminal's clipboard, if it takes it (OSC 52)", step.Counted(len(w.text), "byte")))
	return tea.SetClipboard(w.text)
}

// redacted writes the text again, with its data replaced by its length or not.
func redacted(h part.Host) tea.Cmd {
	w, ok := h.Top().(*exported)
	if !ok {
		return nil
	}
	return w.page.write(w.entry, w.target, !w.redact)
}

// save asks for the name of a file, and writes the text to it.
func save(h part.Host) {
	w, ok := h.Top().(*exported)
	if !ok {
		return
	}
	h.Pop()
	overlay.SaveAs{
		About: "what was shown, " + w.target.About,
		Make:  func() (text, said string) { return w.text, "saved" },
		Done:  func(then func(part.Host) tea.Cmd) tea.Msg { return doneMsg{w.page, then} },
	}.Open(h, w.proposed())
}

// proposed is a name for the file: that of the script or of the session.
func (w *exported) proposed() string {
	name := filepath.Base(w.entry.title())
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" /\\\x00", r) {
			return '-'
		}
		return r
	}, strings.TrimSuffix(name, filepath.Ext(name)))
	return step.Printable(name) + w.target.Ext
}
