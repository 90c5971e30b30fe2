package diff

import (
	"context"

	"netnet-tui/engine"
	"netnet-tui/sessions/recording"
	"netnet-tui/sessions/script"
)

// Run runs a script to its end, whatever fails, and returns its session and the exit status. It does not
// use the printer of the options.
func Run(ctx context.Context, source script.Source, o script.Options) (Session, int, error) {
	steps, err := script.Parse(source.Name, source.Lines)
	if err != nil {
		return Session{}, script.Unparsed, err
	}
	k := &keeper{}
	o.Printer, o.Through = k, true
	status := script.RunSteps(ctx, source, steps, o)
	return Session{Name: source.Name, Network: k.network, Cut: source.Cut, Unit: source.Unit, Numbers: k.numbers, Events: k.events}, status, nil
}

// keeper keeps the events of a script.
type keeper struct {
	network string
	numbers []int
	events  recording.List
}

func (k *keeper) Begin(_ script.Source, lab bool) error {
	k.network = recording.NewHeader("", lab).Network
	return nil
}

func (k *keeper) Event(s engine.Step, e engine.Event) error {
	k.numbers, k.events = append(k.numbers, s.Line), append(k.events, e)
	return nil
}
