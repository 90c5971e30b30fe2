package output

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON returns an encoder whose output has no character that affects a terminal: package json escapes the ASCII control
// characters, and this encoder the others, such as U+202E. A reader of the JSON gets the original text.
func JSON(w io.Writer) *json.Encoder { return json.NewEncoder(escaper{w}) }

// escaper writes JSON with unprintable characters as \uXXXX. They occur only in strings, where both mean the same.
type escaper struct{ w io.Writer }

func (e escaper) Write(p []byte) (int, error) {
	if _, err := io.WriteString(e.w, escaped(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func escaped(text string) string {
	// U+FFFD stands for bytes that are not valid UTF-8; package json escapes it when it writes it itself.
	odd := func(r rune) bool { return r != '\n' && (!strconv.IsPrint(r) || r == utf8.RuneError) }
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
