package ui

import (
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/ui/theme"
)

func TestThePaletteShowsWhatCanNotBeDoneNow(t *testing.T) {
	s, _ := begin(t, 120, 40, engine.Frame{})
	s.showPalette()
	if text := s.text(); !strings.Contains(text, "not now: no socket is selected: n makes one") {
		t.Errorf("without a socket it does not say so:\n%s", text)
	}
	s, _ = begin(t, 120, 40, sample())
	s.showPalette()
	p := s.overlays[0].(*palette)
	for _, o := range p.all {
		row := o.row(s)
		dim, told := row[0].Style == theme.Faint.On(theme.Raised), strings.Contains(row.String(), "not now: ")
		able := o.action != "accept" && o.action != "restart" && o.action != "interrupt" && o.action != "listen" && o.action != "connect"
		switch {
		case o.action == "accept" && !strings.Contains(row.String(), "not now: accept a: it is not a listener"):
			t.Errorf("its reason is missing: %s", row)
		case !able && !(dim && told):
			t.Errorf("it looks as if it could be done: %s", row)
		case (o.action == "close" || o.verb != nil) && (dim || told):
			t.Errorf("it looks as if it could not be done: %s", row)
		}
	}
}
