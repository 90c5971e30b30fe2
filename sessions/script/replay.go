package script

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"netnet-tui/sessions/recording"
)

// replayed returns a recording as a script of the steps that were made.
func replayed(name string, text []byte) (Source, error) {
	source := Source{Name: recording.Title(name), Unit: OfSteps}
	file, err := recording.New(name, bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return source, err
	}
	source.recorded = file
	source.Lab, source.Cut = file.Header().Network == recording.Lab, file.Cut()
	for i := range file.Len() {
		step, err := file.Step(i)
		if err != nil {
			return source, err
		}
		if strings.TrimSpace(step) != "" {
			source.Lines = append(source.Lines, Line{Number: i + 1, Text: step})
		}
	}
	return source, nil
}

// show prints what a recording holds, as run does for a script, and makes no calls.
func (o Options) show(ctx context.Context, source Source) (status int, last bool) {
	if o.Only != 0 && !slices.ContainsFunc(source.Lines, func(l Line) bool { return l.Number == o.Only }) {
		o.warn(fmt.Errorf("%s: %s", source.Name, source.Unit.Missing(o.Only)))
		return Unparsed, false
	}
	if err := o.Printer.Begin(source, source.Lab); err != nil {
		return o.unwritten(err), true
	}
	for _, line := range source.Lines {
		if o.Only != 0 && line.Number > o.Only {
			break
		}
		if ctx.Err() != nil {
			o.warn(fmt.Errorf("%s: interrupted", source.place(line.Number)))
			return Interrupted, true
		}
		e, err := source.recorded.Event(line.Number - 1)
		if err != nil {
			o.warn(err)
			return Unparsed, false
		}
		s := e.Step
		s.Line = line.Number
		if err := o.Printer.Event(s, e); err != nil {
			return o.unwritten(err), true
		}
	}
	return Held, false
}
