package editor

import (
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/prompt"
	"netnet-tui/ui/theme"
)

// report shows an option that is read-only.
type report struct {
	list   []formRow
	scroll part.Scroll
}

// newReport splits the value if it has parts: the fields of struct tcp_info, pairs of a name and a number,
// or bytes.
func newReport(o *sockopts.Option, r status.OptionReading, info []status.InfoReading) *report {
	f := &report{}
	text := r.Value
	if r.Unread {
		text = r.Seen
	}
	if r.Errno != "" {
		text = ""
	}
	if o.Form().Kind == sockopts.ReportForm && len(info) > 0 {
		for _, field := range info {
			f.add(strings.TrimPrefix(field.Name, "tcpi_"), field.Value)
		}
	} else if raw, ok := sockopts.ParseHex(text); ok {
		f.list = dump(raw)
	} else if strings.Contains(text, " ") {
		for pair := range strings.FieldsSeq(text) {
			name, value, _ := strings.Cut(pair, "=")
			f.add(name, value)
		}
	}
	f.scroll.Total = len(f.list)
	return f
}

func (f *report) add(name, value string) {
	f.list = append(f.list, formRow{index: unclickable, text: canvas.Line{canvas.Raised(theme.Dim, canvas.Pad(name, 25)+" "), canvas.Raised(theme.Text, value)}})
}

func (f *report) keys() string {
	if f.scroll.Total > f.scroll.Room {
		return "↑↓ more"
	}
	return ""
}

func (f *report) hint() string                { return "" }
func (f *report) scope() keymap.Scope         { return scopeEditor }
func (f *report) input() *prompt.Line         { return nil }
func (f *report) typed()                      {}
func (f *report) move(by int, pages bool)     { f.scroll.Move(by, pages) }
func (f *report) turn()                       {}
func (f *report) take(int)                    {}
func (f *report) text() string                { return "" }
func (f *report) problem() string             { return "" }
func (f *report) means(sockopts.Value) string { return "" }
func (f *report) view() formView              { return formView{list: f.list, scroll: &f.scroll} }
