package prose

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// word is text that is normally not broken across lines; its parts may differ in style.
type word struct {
	parts canvas.Line
	ends  bool // a line break follows it
}

// words returns the text of a block, word by word.
func (d *drawing) words(block ast.Node, role theme.Role) []word {
	var s sentence
	d.inline(block, role, &s)
	s.space()
	return s.words
}

// inline adds the contents of a block to a sentence.
func (d *drawing) inline(parent ast.Node, role theme.Role, s *sentence) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			s.say(role, d.filled(n.Value(d.source)))
			switch {
			case n.HardLineBreak():
				s.end()
			case n.SoftLineBreak():
				s.space()
			}
		case *ast.String:
			s.say(role, string(n.Value))
		case *ast.CodeSpan:
			d.span(n, s)
		case *ast.Emphasis:
			d.inline(n, theme.Strong, s)
		case *ast.AutoLink:
			s.say(theme.Accent, string(n.URL(d.source)))
		case *ast.RawHTML: // comments, mostly
		default: // of a link, only the text
			d.inline(n, role, s)
		}
	}
}

// shortCode is the width up to which no line breaks in a code span.
const shortCode = 32

// span adds a code span.
func (d *drawing) span(n *ast.CodeSpan, s *sentence) {
	var inside sentence
	d.inline(n, theme.Name, &inside)
	inside.space()
	var words []string
	for _, w := range inside.words {
		words = append(words, strings.Fields(w.parts.String())...)
	}
	if text := strings.Join(words, " "); canvas.Width(text) <= shortCode {
		s.open = append(s.open, canvas.Say(theme.Name, text))
	} else {
		s.say(theme.Name, text)
	}
}

// sentence is a sequence of words being built.
type sentence struct {
	words []word
	open  canvas.Line
}

func (s *sentence) say(role theme.Role, text string) {
	for i, part := range strings.Split(text, " ") {
		if i > 0 {
			s.space()
		}
		if part != "" {
			s.open = append(s.open, canvas.Say(role, part))
		}
	}
}

// space ends the current word.
func (s *sentence) space() {
	if len(s.open) > 0 {
		s.words = append(s.words, word{parts: s.open})
		s.open = nil
	}
}

// end ends the current line.
func (s *sentence) end() {
	s.space()
	if len(s.words) > 0 {
		s.words[len(s.words)-1].ends = true
	}
}

// wrapped breaks words into lines of at most w columns. A word longer than a line is cut.
func wrapped(words []word, w int) []canvas.Line {
	w = max(w, 1)
	var lines []canvas.Line
	var line canvas.Line
	width := 0
	for _, next := range words {
		long := next.parts.Width()
		switch {
		case width > 0 && width+1+long > w:
			lines, line, width = append(lines, line), nil, 0
		case width > 0:
			line, width = append(line, between(line, next)), width+1
		}
		for _, part := range next.parts {
			for width+canvas.Width(part.Text) > w {
				fits := canvas.Cut(part.Text, w-width)
				if fits == "" && width == 0 { // a letter wider than the line
					break
				}
				lines = append(lines, append(line, canvas.Span{Style: part.Style, Text: fits}))
				line, width, part.Text = nil, 0, part.Text[len(fits):]
			}
			line, width = append(line, part), width+canvas.Width(part.Text)
		}
		if next.ends {
			lines, line, width = append(lines, line), nil, 0
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// between returns the space between two words, in their style if both have the same.
func between(line canvas.Line, next word) canvas.Span {
	style := theme.Text.On(theme.Plain)
	if before := line[len(line)-1].Style; before == next.parts[0].Style {
		style = before
	}
	return canvas.Span{Style: style, Text: " "}
}
