package foreign

import (
	"fmt"
	"io"

	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/output"
)

// Act does something to a process's socket after a person has confirmed it twice.
func Act(p *attach.Process, fd int, a attach.Act, c Confirming, w io.Writer, asJSON bool) error {
	s, err := p.Socket(fd)
	if err != nil {
		return err
	}
	plan, err := p.PlanAct(s, a)
	if err != nil {
		return err
	}
	if err := c.agreed(PlannedAct(p, plan), a.Call(), fmt.Sprintf("Do %s? [y/N] ", a.Call()), a.Hazard()); err != nil {
		return err
	}
	done, err := p.Do(plan)
	if err != nil {
		return err
	}
	if done.Errno != "" {
		err = fmt.Errorf("%s answers %s", a.Call(), done.Errno)
	}
	if asJSON {
		row := actRow{Act: a, Errno: done.Errno, Held: done.Held.Nanoseconds(), Bytes: len(done.Received), Text: string(done.Received)}
		if failed := indented(w, row); failed != nil {
			return failed
		}
		return err
	}
	if err == nil {
		err = output.Line(w, DoneAct(done))
	}
	return err
}

// actRow is the JSON of the result of an act.
type actRow struct {
	Act   attach.Act `json:"act"`
	Errno string     `json:"errno,omitempty"`
	Held  int64      `json:"held_ns,omitempty"`
	Bytes int        `json:"bytes,omitempty"`
	Text  string     `json:"text,omitempty"`
}

// PlannedAct says what is about to be done, and to whom.
func PlannedAct(p *attach.Process, plan attach.ActPlan) []string {
	lines := []string{headline(p, plan.Socket), plan.Call() + " is to " + plan.Meaning()}
	return append(lines, shared(plan.Sharers, plan.Missing)...)
}

// DoneAct describes the result of an act.
func DoneAct(d attach.Done) string {
	said := d.Call()
	switch {
	case d.Errno != "":
		said += " answers " + d.Errno
	case d.Act == attach.Receive && len(d.Received) == 0:
		said += " answers 0: the peer has ended its direction"
	case d.Act == attach.Receive:
		said += fmt.Sprintf(" has read %d bytes: %s", len(d.Received), quoted(d.Received))
	default:
		said += " is done"
	}
	if d.Held > 0 {
		said += ", " + attach.Held(d.Held)
	}
	return said
}

// mostQuoted is the maximum number of received bytes that are shown.
const mostQuoted = 1024

// quoted returns bytes as a script writes them.
func quoted(b []byte) string {
	if len(b) > mostQuoted {
		return fmt.Sprintf("%q …", b[:mostQuoted])
	}
	return fmt.Sprintf("%q", b)
}
