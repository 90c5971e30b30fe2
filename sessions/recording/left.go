package recording

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// AppendLeft appends to a recording that its session was left by step back: it goes on in another one after its first
// n steps, which are made again there. Like [Mark.Append], it makes a single write.
func AppendLeft(to io.Writer, n int) error {
	_, err := fmt.Fprintf(to, "{\"left\":%d}\n", n)
	return err
}

// leftIn returns what AppendLeft has appended last, given the end of a recording; nil if there is nothing.
func leftIn(end []byte) *int {
	at := bytes.LastIndex(end, []byte("\n{\"left\":"))
	if at < 0 {
		return nil
	}
	line, _, _ := bytes.Cut(end[at+1:], []byte("\n"))
	var left struct {
		Steps *int `json:"left"`
	}
	_ = json.Unmarshal(line, &left) // nothing is known from a line that is no JSON
	return left.Steps
}
