package foreign

import (
	"errors"
	"fmt"
	"io"

	"netnet-tui/engine/step"
	"netnet-tui/engine/system/attach"
	"netnet-tui/sessions/output"
	"netnet-tui/sockopts"
)

// Option finds the option that words name: a name, or a level and a name.
func Option(words []string) (*sockopts.Option, error) {
	name := words[len(words)-1]
	if len(words) == 2 {
		level, ok := sockopts.LevelByName(words[0])
		if !ok {
			return nil, fmt.Errorf("there is no level %s: write SOL_SOCKET, SOL_TCP, …", words[0])
		}
		o, ok := sockopts.FindAt(level, name)
		if !ok {
			return nil, fmt.Errorf("there is no option %s at level %s", name, words[0])
		}
		return o, nil
	}
	if found := sockopts.Lookup(name); len(found) > 0 {
		return found[0], nil
	}
	if near := step.NearestOption(name); near != "" {
		return nil, fmt.Errorf("there is no option %s (did you mean %s?)", name, near)
	}
	return nil, fmt.Errorf("there is no option %s: netnet-tui options lists them", name)
}

// Get prints the value of an option of a process's socket.
func Get(p *attach.Process, fd int, o *sockopts.Option, c Confirming, w io.Writer, asJSON bool) error {
	s, err := p.Socket(fd)
	if err != nil {
		return err
	}
	o = o.Of(s.Domain)
	if hazard := attach.ReadHazard(o); hazard != "" {
		if err := c.despite(o.Name, hazard, "reading "+o.Name); err != nil {
			return err
		}
	}
	r, err := p.Get(s, o)
	if err != nil {
		return err
	}
	if asJSON {
		return indented(w, optionRowOf(r))
	}
	if r.Errno != "" {
		return fmt.Errorf("getsockopt(%s) answers %s, %s", o.Name, r.Errno, r.How())
	}
	if err := output.Line(w, r.Value.String()); err != nil {
		return err
	}
	for _, said := range []string{r.How(), r.LetGo()} {
		if said != "" {
			_ = output.Line(c.Aside, said)
		}
	}
	return nil
}

// errNotConfirmed means that a person did not confirm.
var errNotConfirmed = errors.New("nothing was changed")
