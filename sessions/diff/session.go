package diff

import (
	"context"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Session is one of the two that are compared.
type Session struct {
	Name    string // as a person knows it: a file, or what was changed
	Network string // "host" or "lab"; "" if nothing is known
	Cut     string // why it is incomplete; "" if it is not
	Events  []engine.Event
}

// Read reads a recording.
func Read(name string) (Session, error) {
	f, err := recording.Open(name)
	if err != nil {
		return Session{}, err
	}
	defer func() { _ = f.Close() }()
	s := Session{Name: name, Network: f.Header().Network, Cut: f.Cut()}
	for i := range f.Len() {
		e, err := f.Event(i)
		if err != nil {
			return s, err
		}
		if e.Text != "" {
			s.Events = append(s.Events, e)
		}
	}
	return s, nil
}

// Run runs a script, whatever fails in it, and returns what came of it with the exit status. The printer of the
// options is not used.
func Run(ctx context.Context, source script.Source, o script.Options) (Session, int, error) {
	steps, err := script.Parse(source.Name, source.Lines)
	if err != nil {
		return Session{}, script.Unparsed, err
	}
	k := &keeper{Session: Session{Name: source.Name, Cut: source.Cut}}
	o.Printer, o.Through = k, true
	status := script.RunSteps(ctx, source, steps, o)
	return k.Session, status, nil
}

// keeper keeps what comes of a script.
type keeper struct{ Session }

func (k *keeper) Begin(_ script.Source, lab bool) error {
	k.Network = "host"
	if lab {
		k.Network = "lab"
	}
	return nil
}

func (k *keeper) Event(_ engine.Step, e engine.Event) error {
	k.Events = append(k.Events, e)
	return nil
}
