package output

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// JSON is an encoder whose texts hold no character that a terminal would obey: package
// json escapes the controls of ASCII, and this the rest, such as U+202E. What reads the
// JSON gets the same text.
func JSON(w io.Writer) *json.Encoder { return json.NewEncoder(escaper{w}) }

// escaper writes JSON with the characters that are not printable as \uXXXX. They can
// stand within a string only, where that means the same.
type escaper struct{ w io.Writer }

func (e escaper) Write(p []byte) (int, error) {
	if _, err := io.WriteString(e.w, escaped(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func escaped(text string) string {
	odd := func(r rune) bool { return r != '\n' && !strconv.IsPrint(r) }
	if strings.IndexFunc(text, odd) < 0 {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if !odd(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
