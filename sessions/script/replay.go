package script

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"netnet-tui/engine/step"
)

// recording takes the steps out of a recording, so that they can be made again.
func recording(source Source, all []Line) (Source, error) {
	for _, line := range all {
		if strings.TrimSpace(line.Text) == "" {
			continue
		}
		var record struct {
			Header
			Step string `json:"step"`
		}
		if err := json.Unmarshal([]byte(line.Text), &record); err != nil {
			return source, &step.Error{File: source.Name, Line: line.Number, Column: 1, Message: "this is not a line of a recording: " + err.Error()}
		}
		if record.Version > version {
			return source, &step.Error{File: source.Name, Line: line.Number, Column: 1, Message: fmt.Sprintf("this recording has format %d, and this program knows %d", record.Version, version)}
		}
		source.Lab = source.Lab || record.Network == labNetwork
		if record.Step != "" {
			source.Lines = append(source.Lines, Line{Number: line.Number, Text: record.Step})
		}
	}
	return source, nil
}

// whole returns the text of a recording without an incomplete last line, as a full disk or
// a kill leaves it. A last line that is a complete object is kept: only its line end is
// missing.
func (s *Source) whole(text []byte) []byte {
	body := bytes.TrimRight(text, blank)
	from := bytes.LastIndexByte(body, '\n') + 1
	place := fmt.Sprintf("%s:%d: warning: ", s.Name, bytes.Count(body[:from], []byte("\n"))+1)
	switch {
	case begun(body[from:]):
		s.Cut = place + "the recording ends within this line, which is left out"
		return body[:from]
	case len(body) == len(text):
		s.Cut = place + "the recording ends here without a line end, so there may have been more"
	}
	return text
}

// begun reports whether a line is JSON that is cut off.
func begun(line []byte) bool {
	err := json.NewDecoder(bytes.NewReader(line)).Decode(new(json.RawMessage))
	return errors.Is(err, io.ErrUnexpectedEOF)
}
