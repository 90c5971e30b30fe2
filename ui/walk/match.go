package walk

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"netnet-tui/sessions/recording"
)

// Search searches for a text, or for errno:, socket: and mark:, as parsed by [recording.ParseQuery]. A text is
// found in the words of marks too.
func (t *Tape) Search(ctx context.Context, text string) ([]int, error) {
	q := recording.ParseQuery(text)
	lines, err := t.matching(ctx, q)
	if err != nil || len(t.marks) == 0 || q.Errno+q.Socket+q.Mark != "" {
		return lines, err
	}
	marked, err := t.matching(ctx, recording.Query{Mark: q.Text})
	lines = append(lines, marked...)
	slices.Sort(lines)
	return slices.Compact(lines), err
}

func (t *Tape) matching(ctx context.Context, q recording.Query) ([]int, error) {
	var lines []int
	for i, err := range t.file.Search(ctx, q) {
		if err != nil {
			return nil, err
		}
		lines = append(lines, i)
	}
	return lines, nil
}

// matches reports whether a line of a script matches a query, by its text, its mark and by what it has answered.
func matches(line Line, q recording.Query) bool {
	return contains(line.Mark, q.Mark) && contains(line.Text+" "+line.Answer+" "+line.Mark, q.Text) &&
		(q.Errno == "" || slices.Contains(words(line.Answer+" "+line.Was), strings.ToUpper(q.Errno))) &&
		(q.Socket == "" || line.Step && slices.Contains(words(line.Text), q.Socket))
}

func contains(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}

// words returns the names and numbers in a text.
func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// missing says that a search has found nothing, and where it can't find anything.
func missing(course Course, text string) string {
	q := recording.ParseQuery(text)
	if _, taped := course.(*Tape); taped || q.Mark == "" && q.Errno == "" {
		return "nothing here has " + text
	}
	if q.Mark != "" {
		return "only recordings have marks: in a script, / finds the text of a comment"
	}
	return "no line that has been run answered " + strings.ToUpper(q.Errno)
}
