package code

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// Bytes returns a literal of bytes. An escape has the maximum number of digits, so the next byte can't extend it.
func (k *Words) Bytes(p []byte) string {
	var b strings.Builder
	for i, c := range p {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c > '~' || k.Trigraphs && c == '?' && i > 0 && p[i-1] == '?':
			fmt.Fprintf(&b, k.Escape, c)
		default:
			b.WriteByte(c)
		}
	}
	return fmt.Sprintf(k.Literal, b.String())
}

// given returns bytes as function arguments, followed by their length if the language needs it.
func (k *Words) given(p []byte) string {
	if k.Functions {
		return fmt.Sprintf("%s, %d", k.Bytes(p), len(p))
	}
	return k.Bytes(p)
}

// bytesAre returns a comparison of bytes.
func (k *Words) bytesAre(got, operator string, p []byte) string {
	if !k.Functions {
		return got + " " + k.Compared(operator) + " " + k.Bytes(p)
	}
	is := got + "(" + k.given(p) + ")"
	if operator == "!=" {
		return k.Not + is
	}
	return is
}

// PlainLiteral returns a text for people as a literal that is the same in all languages. What is not
// ASCII becomes a dot.
func PlainLiteral(text string) string {
	var b strings.Builder
	before := ' '
	for _, c := range step.Printable(text) {
		if c == '?' && before == '?' { // which would start a trigraph in C
			b.WriteByte(' ')
		}
		before = c
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteRune(c)
		case c == '…':
			b.WriteString("...")
		case c < ' ' || c > '~':
			b.WriteByte('.')
		default:
			b.WriteRune(c)
		}
	}
	return `"` + b.String() + `"`
}

// Seconds formats a number of seconds.
func Seconds(s float64) string {
	text := strings.TrimRight(fmt.Sprintf("%.6f", s), "0")
	if strings.HasSuffix(text, ".") {
		text += "0"
	}
	return text
}

// Harmless makes a text safe in a line comment: it is on one line and doesn't end with a backslash or
// the trigraph for one, which would make the next line part of the comment in C.
func Harmless(text string) string {
	text = step.Printable(text)
	for {
		text = strings.TrimRight(text, `\ `)
		bare, ok := strings.CutSuffix(text, "??"+"/")
		if !ok {
			return text
		}
		text = bare
	}
}

// Short cuts a text that is too long for a comment.
func Short(text string) string {
	const most = 160
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
