package trial

import (
	"io"
	"unicode/utf8"

	"netnet-tui/engine"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/script"
)

// Keeper is a printer that keeps the events in addition to printing them with another one.
type Keeper struct {
	script.Printer
	Events []engine.Event
}

// Event keeps an event.
func (k *Keeper) Event(s engine.Step, e engine.Event) error {
	k.Events = append(k.Events, e)
	return k.Printer.Event(s, e)
}

// Print prints the report for people: one step a line, with both answers.
func (r Report) Print(w io.Writer) error {
	step, bench := len("in the copy"), len("in the session")
	for _, m := range r.Made {
		step, bench = max(step, utf8.RuneCountInString(m.Step)), max(bench, utf8.RuneCountInString(m.Bench))
	}
	step, bench = min(step, 60), min(bench, 30) // a longer one moves what follows it
	var page output.Page
	page.Line("")
	page.Line("%5s %-*s  %-*s  %s", "", step, "", bench, "in the session", "in the copy")
	for _, m := range r.Made {
		label := string(m.Part)
		if m.Part == PartSession {
			label = ""
		}
		came := m.Bench
		if m.Part == PartTry {
			came = "–"
		}
		page.Line("%5s %-*s  %-*s  %s", label, step, m.Step, bench, came, m.Copy)
	}
	page.Line("%s", r.Claim)
	_, err := io.WriteString(w, page.String())
	return err
}

// PrintJSON prints the report as an object on a line: {"trial": …}.
func (r Report) PrintJSON(w io.Writer) error {
	return output.JSON(w).Encode(struct {
		Trial Report `json:"trial"`
	}{r})
}
