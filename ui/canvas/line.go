package canvas

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"netnet-tui/ui/theme"
)

// Span is text in one style.
type Span struct {
	Style theme.Style
	Text  string
}

// Say returns a span on the plain ground.
func Say(role theme.Role, text string) Span { return Span{role.On(theme.Plain), text} }

// Raised returns a span on the ground of overlays.
func Raised(role theme.Role, text string) Span { return Span{role.On(theme.Raised), text} }

// Line is a sequence of spans.
type Line []Span

// String returns the text of a line.
func (l Line) String() string {
	var b strings.Builder
	for _, span := range l {
		b.WriteString(span.Text)
	}
	return b.String()
}

// Width returns the number of columns that a line takes.
func (l Line) Width() int {
	w := 0
	for _, span := range l {
		w += Width(span.Text)
	}
	return w
}

// most is how many bytes of a text are measured and drawn: more than any screen shows of it.
const most = 64 << 10

// Head returns as much of a text as is drawn: all of it, unless it is huge.
func Head(text string) string {
	if len(text) <= most {
		return text
	}
	end := most
	for end > most-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// Width returns the number of columns that text takes; of a huge text, that of its head.
func Width(text string) int {
	text = Head(text)
	for i := range len(text) {
		if text[i] >= 0x80 {
			return ansi.StringWidth(text)
		}
	}
	return len(text)
}

// Pad pads text with spaces to w columns.
func Pad(text string, w int) string {
	return text + strings.Repeat(" ", max(w-Width(text), 0))
}

// Cut returns as much of text as fits in w columns.
func Cut(text string, w int) string {
	if w <= 0 {
		return ""
	}
	text = Head(text)
	if Width(text) <= w {
		return text
	}
	return ansi.Truncate(text, w, "")
}

// Shorten shortens text to w columns, with an ellipsis if something is cut off.
func Shorten(text string, w int) string {
	if Width(text) <= w {
		return text
	}
	return Cut(text, w-1) + "…"
}

// ShortenLeft cuts off the beginning instead, for text whose end says more, such as an address.
func ShortenLeft(text string, w int) string {
	if n := Width(text); n > w && w > 0 {
		return "…" + ansi.TruncateLeft(text, n-w+1, "")
	}
	return text
}

// Paragraph wraps text of one role into lines of w columns.
func Paragraph(role theme.Role, text string, w int) []Line {
	var lines []Line
	for _, part := range Wrap(text, w) {
		lines = append(lines, Line{Say(role, part)})
	}
	return lines
}

// Wrap breaks text into lines of at most w columns: between words, or inside a word that is longer than a
// line. Line breaks in the text are kept. Of a huge text, the last line says how much is left out.
func Wrap(text string, w int) []string {
	if text == "" {
		return nil
	}
	if head := Head(text); len(head) < len(text) {
		return append(Wrap(head, w), Cut(fmt.Sprintf("… and %d bytes more", len(text)-len(head)), max(w, 1)))
	}
	w = max(w, 1)
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			if line != "" && Width(line)+1+Width(word) <= w {
				line += " " + word
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			for Width(word) > w {
				head := Cut(word, w)
				if head == "" {
					break // a glyph wider than the line
				}
				lines, word = append(lines, head), word[len(head):]
			}
			line = word
		}
		lines = append(lines, line)
	}
	return lines
}
