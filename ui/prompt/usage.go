package prompt

import (
	"slices"
	"strings"

	"netnet-tui/ui/canvas"
	"netnet-tui/ui/theme"
)

// drawUsage draws the signature and the summary of the verb, or the whole error if that does not fit beside its
// caret. The signature comes first: if it is longer than the rows, the part that the cursor is at is drawn.
func (e *Entry) drawUsage(c *canvas.Canvas, r canvas.Rect) {
	w := r.W - 2
	if canvas.Width(e.problem) > r.W/2 {
		put(c, r, 1, theme.Bad, fit(e.problem, 0, r.H, w))
		return
	}
	signature, x := fit(e.signature, e.argument, r.H, w), 1
	if e.signature != "" {
		x += canvas.Width(e.signature) + 2
	}
	put(c, r, 1, theme.Strong, signature)
	if len(signature) > 1 || r.H > 1 && x+canvas.Width(e.summary) >= r.W {
		_, r = r.SplitTop(len(signature)) // below the signature
		x = 1
	}
	put(c, r, x, theme.Dim, fit(e.summary, 0, r.H, r.W-1-x))
}

// put draws lines in one role on an overlay's background.
func put(c *canvas.Canvas, r canvas.Rect, x int, role theme.Role, lines []string) {
	for y, line := range lines {
		c.Put(r, x, y, role.On(theme.Raised), line)
	}
}

// fit wraps a text into at most h lines of at most w columns. If that is too few, it returns the lines around the word
// with this index, with an ellipsis at each cut.
func fit(text string, word, h, w int) []string {
	if h < 1 || w < 1 {
		return nil
	}
	lines := canvas.Wrap(text, w)
	if len(lines) <= h {
		return lines
	}
	lines = canvas.Wrap(text, w-4) // there is room for the ellipses
	from := max(0, rowOf(lines, word)-h+1)
	seen := slices.Clone(lines[from:min(from+h, len(lines))])
	if from > 0 {
		seen[0] = "… " + seen[0]
	}
	if from+h < len(lines) {
		seen[len(seen)-1] += " …"
	}
	return seen
}

// rowOf returns the index of the line that has a word, given the word's index in all lines.
func rowOf(lines []string, word int) int {
	for i, line := range lines {
		if word -= len(strings.Fields(line)); word < 0 {
			return i
		}
	}
	return max(len(lines)-1, 0)
}

// argumentAt returns the index of the word in a signature that corresponds to the end of a line: as many words after
// the verb as in the line.
func argumentAt(signature, line string) int {
	parts := strings.Fields(signature)
	words := strings.Fields(line + "x") // the last one is being typed
	verb := slices.IndexFunc(parts, func(part string) bool { return slices.Contains(words, part) && strings.Trim(part, "[]=") == part })
	if verb < 0 {
		return 0
	}
	return verb + len(words) - 1 - slices.Index(words, parts[verb])
}
