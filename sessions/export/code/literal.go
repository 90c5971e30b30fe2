package code

import (
	"fmt"
	"strings"

	"netnet-tui/engine/step"
)

// Bytes is a literal of bytes. An escape has as many digits as there can be, so no byte runs into the
// next.
func (k *Words) Bytes(p []byte) string {
	var b strings.Builder
	for _, c := range p {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c < ' ' || c > '~' || c == '?' && k.Trigraphs:
			fmt.Fprintf(&b, k.Escape, c)
		default:
			b.WriteByte(c)
		}
	}
	return fmt.Sprintf(k.Literal, b.String())
}

// given is bytes as arguments of a function.
func (k *Words) given(p []byte) string {
	if k.Functions {
		return fmt.Sprintf("%s, %d", k.Bytes(p), len(p))
	}
	return k.Bytes(p)
}

// bytesAre compares bytes.
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

// PlainLiteral is a literal that all languages read alike, of a text for people: what is not ASCII
// becomes a dot.
func PlainLiteral(text string) string {
	var b strings.Builder
	before := ' '
	for _, c := range step.Printable(text) {
		if c == '?' && before == '?' { // which would begin a trigraph of C
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

// Seconds is a time as a number.
func Seconds(s float64) string {
	text := strings.TrimRight(fmt.Sprintf("%.6f", s), "0")
	if strings.HasSuffix(text, ".") {
		text += "0"
	}
	return text
}

// Harmless is a text as a comment to the end of its line has it: on one line, and without a backslash
// or its trigraph at the end, by which C would take the next line for a part of it.
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

// Short is a text that is not too long for a comment.
func Short(text string) string {
	const most = 160
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}

func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
