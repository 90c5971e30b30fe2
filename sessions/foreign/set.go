package foreign

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/output"
	"netnet-tui/sockopts"
)

// Confirming is how a person confirms what can change another program.
type Confirming struct {
	Yes      bool      // the first confirmation is given
	MayBreak bool      // the second one is given, for what can break the program
	Terminal bool      // there is a person to ask
	In       io.Reader // what the person types
	Aside    io.Writer // for questions and remarks
}

// Set sets an option of a process's socket after a person has confirmed it.
func Set(p *attach.Process, fd int, o *sockopts.Option, word string, c Confirming, w io.Writer, asJSON bool) error {
	s, err := p.Socket(fd)
	if err != nil {
		return err
	}
	o = o.Of(s.Domain)
	value, err := o.Parse(word)
	if err != nil {
		return err
	}
	plan, err := p.Plan(s, o, value)
	if err != nil {
		return err
	}
	if err := c.agreed(append(Planned(p, plan), backLine(plan)), plan.Option.Name, fmt.Sprintf("Set %s to %s? [y/N] ", plan.Option.Name, plan.Asked), plan.Hazard); err != nil {
		return err
	}
	changed, err := p.Set(plan)
	if err != nil {
		return err
	}
	if asJSON {
		err = indented(w, changeRowOf(changed))
	} else {
		_, err = io.WriteString(w, done(changed))
	}
	if err == nil && changed.Errno != "" {
		err = fmt.Errorf("setsockopt(%s) answers %s: nothing was changed, %s", o.Name, changed.Errno, attach.Held(changed.Held))
	}
	return err
}

// agreed shows what is planned and asks for the first confirmation and, if it can break the program, for the second.
func (c Confirming) agreed(planned []string, name, question, hazard string) error {
	if !c.Yes {
		var b output.Page
		for _, line := range planned {
			b.Line("%s", line)
		}
		_, _ = io.WriteString(c.Aside, b.String()) // if nobody can read it, nobody answers
	}
	switch {
	case c.Yes:
	case !c.Terminal:
		return errors.New("changing a socket of another program needs a confirmation, and nobody is at the terminal: write --yes if you mean it")
	default:
		answer, err := c.ask(question)
		if err != nil {
			return err
		}
		if answer != "y" && answer != "yes" {
			return errNotConfirmed
		}
	}
	if hazard == "" {
		return nil
	}
	return c.despite(name, hazard, name)
}

// despite asks for confirmation of what can break the program.
func (c Confirming) despite(name, hazard, what string) error {
	switch {
	case c.MayBreak:
		return nil
	case !c.Terminal || c.Yes:
		return fmt.Errorf("%s can break the program (%s): write --may-break if you mean it", what, hazard)
	}
	answer, err := c.ask(fmt.Sprintf("This can break the program: %s.\nType %s to do it anyway: ", hazard, name))
	if err != nil {
		return err
	}
	if answer != name {
		return errNotConfirmed
	}
	return nil
}

// ask asks a question and returns the line that is typed. It reads no further, because the answer to the next question
// follows.
func (c Confirming) ask(question string) (string, error) {
	if _, err := io.WriteString(c.Aside, question); err != nil {
		return "", err
	}
	var line []byte
	for b := make([]byte, 1); ; line = append(line, b[0]) {
		_, err := io.ReadFull(c.In, b)
		switch {
		case errors.Is(err, io.EOF) || err == nil && b[0] == '\n':
			return strings.TrimSpace(string(line)), nil
		case err != nil:
			return "", err
		}
	}
}

// Planned says what is about to be set, and for whom.
func Planned(p *attach.Process, plan attach.Plan) []string {
	old := "is not known: it can't be read without changing it"
	if plan.Old.Known() {
		old = "is " + plan.Old.Value.String() + " now (" + plan.Old.How() + ")"
	}
	lines := []string{headline(p, plan.Socket), fmt.Sprintf("%s %s, and is to be %s", plan.Option.Name, old, plan.Asked)}
	for _, warning := range plan.Warns {
		lines = append(lines, "warning: "+warning)
	}
	return append(lines, shared(plan.Sharers, plan.Missing)...)
}

// shared says who has a socket.
func shared(list []status.Owner, missing system.Missing) []string {
	lines := []string{"This changes the socket for everyone who has it:"}
	for _, o := range list {
		lines = append(lines, fmt.Sprintf("  %s, process %d, fd %d", o.Name, o.PID, o.FD))
	}
	for _, m := range missing {
		lines = append(lines, fmt.Sprintf("  %s, and more may share it", m))
	}
	return lines
}

// backLine says how to restore an option.
func backLine(plan attach.Plan) string {
	if back := backCommand(plan); back != "" {
		return "To set it back: " + back
	}
	return "It can't be set back: no value is known that does it"
}

func backCommand(plan attach.Plan) string {
	value, ok := plan.Back()
	if !ok {
		return ""
	}
	return fmt.Sprintf("netnet-tui attach %d:%d set %s %s", plan.Socket.PID, plan.Socket.FD, plan.Option.Name, value)
}

// done says what was done.
func done(c attach.Change) string {
	if c.Errno != "" {
		return ""
	}
	var b output.Page
	b.Line("%s", Done(c))
	if said := c.LetGo(); said != "" {
		b.Line("%s", said)
	}
	b.Line("%s", backLine(c.Plan))
	return b.String()
}

// Done says in a line what setting an option has done.
func Done(c attach.Change) string {
	is := "was set to " + c.Asked.String()
	switch {
	case c.Errno != "":
		is = "is unchanged: setsockopt answers " + c.Errno
	case c.Now.Known() && c.Old.Known():
		is = fmt.Sprintf("was %s and is %s", c.Old.Value, c.Now.Value)
	case c.Now.Known():
		is = "is " + c.Now.Value.String()
	}
	return fmt.Sprintf("%s %s, %s", c.Option.Name, is, attach.Held(c.Held))
}

// changeRow is the JSON of an option that was set.
type changeRow struct {
	Name    string         `json:"name"`
	Level   string         `json:"level"`
	Old     string         `json:"old,omitempty"`
	Asked   string         `json:"asked"`
	Value   string         `json:"value,omitempty"`
	Errno   string         `json:"errno,omitempty"`
	Held    int64          `json:"held_ns"`
	LetGo   bool           `json:"let_go,omitempty"`
	Back    string         `json:"back,omitempty"`
	Sharers []status.Owner `json:"sharers"`
	Missing []string       `json:"missing,omitempty"`
	Warns   []string       `json:"warnings,omitempty"`
}

func changeRowOf(c attach.Change) changeRow {
	row := changeRow{
		Name: c.Option.Name, Level: c.Option.Level, Asked: c.Asked.String(), Errno: c.Errno, Held: c.Held.Nanoseconds(),
		Back: backCommand(c.Plan), Sharers: c.Sharers, Missing: c.Missing, Warns: c.Warns,
		LetGo: c.LetGo() != "",
	}
	if c.Old.Known() {
		row.Old = c.Old.Value.String()
	}
	if c.Now.Known() {
		row.Value = c.Now.Value.String()
	}
	return row
}
