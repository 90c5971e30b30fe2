// Package prose draws Markdown as lines of a canvas. Only what lessons use has a form of its own;
// everything else is drawn as plain text, and HTML is left out.
package prose

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// Lines returns Markdown in lines of at most w columns, with an empty line between blocks. fill replaces
// text before it is drawn; nil leaves it as it is.
func Lines(markdown string, w int, fill func(text string) string) []canvas.Line {
	d := drawing{source: []byte(markdown), fill: fill}
	d.blocks(goldmark.DefaultParser().Parse(text.NewReader(d.source)), w, true)
	return d.lines
}

// drawing is Markdown being drawn.
type drawing struct {
	source []byte
	fill   func(text string) string
	lines  []canvas.Line
}

// blocks draws the children of a node, with empty lines between them if apart is set.
func (d *drawing) blocks(parent ast.Node, w int, apart bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() == ast.KindHTMLBlock {
			continue
		}
		if apart && len(d.lines) > 0 {
			d.lines = append(d.lines, nil)
		}
		d.block(n, w)
	}
}

func (d *drawing) block(n ast.Node, w int) {
	switch n := n.(type) {
	case *ast.Heading:
		d.lines = append(d.lines, wrapped(d.words(n, theme.Strong), w)...)
	case *ast.List:
		d.list(n, w)
	case *ast.Blockquote:
		d.hung(n, w, canvas.Say(theme.Faint, "│ "), canvas.Say(theme.Faint, "│ "), true)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		d.code(n)
	case *ast.ThematicBreak:
		d.lines = append(d.lines, canvas.Line{canvas.Say(theme.Faint, strings.Repeat("─", max(w, 0)))})
	default:
		d.lines = append(d.lines, wrapped(d.words(n, theme.Text), w)...)
	}
}

// list draws the items of a list, each beside its bullet or number.
func (d *drawing) list(list *ast.List, w int) {
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		bullet := "• "
		if list.IsOrdered() {
			bullet = strconv.Itoa(number) + ". "
			number++
		}
		if !list.IsTight && item != list.FirstChild() {
			d.lines = append(d.lines, nil)
		}
		d.hung(item, w, canvas.Say(theme.Dim, bullet), canvas.Say(theme.Dim, strings.Repeat(" ", canvas.Width(bullet))), !list.IsTight)
	}
}

// hung draws the children of a node, with first before their first line and others before the rest.
func (d *drawing) hung(n ast.Node, w int, first, others canvas.Span, apart bool) {
	inner := drawing{source: d.source, fill: d.fill}
	inner.blocks(n, w-canvas.Width(first.Text), apart)
	for i, line := range inner.lines {
		before := others
		if i == 0 {
			before = first
		}
		d.lines = append(d.lines, append(canvas.Line{before}, line...))
	}
}

// code draws lines as they are.
func (d *drawing) code(n ast.Node) {
	for i := range n.Lines().Len() {
		at := n.Lines().At(i)
		line := strings.TrimRight(d.filled(at.Value(d.source)), "\n")
		d.lines = append(d.lines, canvas.Line{canvas.Say(theme.Name, "  "+strings.ReplaceAll(line, "\t", "    "))})
	}
}

func (d *drawing) filled(text []byte) string {
	if d.fill == nil {
		return string(text)
	}
	return d.fill(string(text))
}
