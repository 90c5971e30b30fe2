package script

import (
	"bytes"
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
