package sessions

import (
	"cmp"
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

// export offers the formats that the selected session can be written in.
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

// write writes a session in a format, and shows the result.
func (p *Page) write(e Entry, t export.Target, redact bool) tea.Cmd {
	return func() tea.Msg {
		s, text, err := written(e, t, redact)
		return doneMsg{p, part.Do(func(h part.Host) {
			if err != nil {
				h.Fail(err.Error())
				return
			}
			if w, ok := h.Top().(*exported); ok { // the same window, written differently
				w.session = s
				w.show(text, redact)
				return
			}
			w := &exported{page: p, entry: e, target: t, session: s}
			w.show(text, redact)
			h.Push(w)
		})}
	}
}

func written(e Entry, t export.Target, redact bool) (s *export.Session, text string, err error) {
	if s, _, err = export.Load(e.File); err != nil {
		return nil, "", err
	}
	s.Name, s.Redact = e.title(), redact
	text, err = t.Print(s)
	return s, text, err
}

// scopeExport is the scope of an export.
const scopeExport keymap.Scope = "export"

// mostShown is how many lines of an export are shown.
const mostShown = 20_000

// exported is the window with the text of an export: it is shown whole before it is copied or saved.
type exported struct {
	overlay.Text
	page    *Page
	entry   Entry
	target  export.Target
	session *export.Session
	redact  bool
	text    string
	file    string // the name typed last
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

// Scope returns the scope of exports.
func (w *exported) Scope() keymap.Scope { return scopeExport }

// copied puts the text on the terminal's clipboard (OSC 52, xterm's control sequences).
func copied(h part.Host) tea.Cmd {
	w, ok := h.Top().(*exported)
	if !ok {
		return nil
	}
	h.Say(fmt.Sprintf("%s handed to the terminal's clipboard, if it takes it (OSC 52)", step.Counted(len(w.text), "byte")))
	return tea.SetClipboard(w.text)
}

// redacted writes the text again, switching between data and only its length.
func redacted(h part.Host) tea.Cmd {
	w, ok := h.Top().(*exported)
	if !ok {
		return nil
	}
	return w.page.write(w.entry, w.target, !w.redact)
}

// save asks for a file name, and writes the text to that file.
func save(h part.Host) {
	w, ok := h.Top().(*exported)
	if !ok {
		return
	}
	h.Pop()
	overlay.SaveAs{
		About: "what was shown, " + w.target.About,
		Make:  func(file string) (text, said string) { return w.textFor(file), "saved" },
		Back: func(h part.Host, typed string) {
			w.file = typed
			h.Push(w)
		},
		Done: func(then func(part.Host) tea.Cmd) tea.Msg { return doneMsg{w.page, then} },
	}.Open(h, cmp.Or(w.file, w.proposed()))
}

// textFor returns the text for a file: a program says how it is run by the name of its file.
func (w *exported) textFor(file string) string {
	s := *w.session
	s.To = file
	text, err := w.target.Print(&s)
	if err != nil { // it has been printed before
		return w.text
	}
	return text
}

// proposed returns a name for the file, after that of the script or the session.
func (w *exported) proposed() string {
	name := filepath.Base(w.entry.title())
	if w.entry.Name == "" && w.entry.Script != "" {
		name = strings.TrimSuffix(name, filepath.Ext(name)) // the other names have no extension: 18.38.20 is a time
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(" /\\\x00", r) {
			return '-'
		}
		return r
	}, name)
	return step.Printable(name) + w.target.Ext
}
