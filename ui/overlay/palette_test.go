package overlay

import (
	"testing"

	"netnet-tui/ui/part"
	"netnet-tui/ui/theme"
)

func TestAnActionThatCannotBeDoneLooksLikeIt(t *testing.T) {
	why := ""
	o := offerLine{name: "accept", help: "take it", key: "a", action: &part.Action{Why: func(part.Host) string { return why }}}
	faint := theme.Faint.On(theme.Raised)
	if row := o.row(nil); row[0].Style == faint || row.String() != "  a         accept            take it" {
		t.Errorf("while it can be done its row is %q", row)
	}
	why = "it is not a listener"
	if row := o.row(nil); row[0].Style != faint || row.String() != "  a         accept            not now: it is not a listener  take it" {
		t.Errorf("while it cannot be done its row is %q", row)
	}
}
