package script

import (
	"io"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/output"
	"netnet-tui/sessions/why"
)

// explainer prints findings about events with their evidence.
type explainer struct {
	out  io.Writer
	line int // the only line that is explained; 0 means all
	past why.Past
}

// NewExplainer returns a printer of findings about the events of one line of a script, or of all lines if line is 0:
// claim, evidence, what to do and what to try.
func NewExplainer(w io.Writer, line int) Printer { return &explainer{out: w, line: line} }

func (p *explainer) Begin(Source, bool) error {
	p.past = why.Past{}
	return nil
}

func (p *explainer) Event(s engine.Step, e engine.Event) error {
	defer p.past.Add(e)
	if p.line != 0 && number(s, e) != p.line {
		return nil
	}
	var page output.Page
	for _, call := range e.Calls {
		page.Line("%4d %s", number(s, e), call)
	}
	if len(e.Calls) == 0 {
		page.Line("%4d %s", number(s, e), e.Text)
	}
	Findings(&page, indent, why.Explain(&p.past, e))
	_, err := io.WriteString(p.out, page.String())
	return err
}

// Findings writes findings for people, one part a line.
func Findings(page *output.Page, indent string, found []why.Finding) {
	for _, f := range found {
		certainty := ""
		if f.Certainty != why.Shown {
			certainty = "  (" + string(f.Certainty) + ")"
		}
		page.Line("%swhy   %s%s", indent, f.Claim, certainty)
		if f.Do != "" {
			page.Line("%sdo    %s", indent, f.Do)
		}
		for _, fact := range f.Evidence {
			page.Line("%sseen  %s %s  (%s)", indent, fact.What, fact.Value, fact.From)
		}
		for _, line := range f.Try {
			page.Line("%stry   %s", indent, line)
		}
		if len(f.See) > 0 {
			page.Line("%ssee   %s", indent, strings.Join(f.See, ", "))
		}
	}
}
