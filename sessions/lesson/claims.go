package lesson

import (
	"fmt"
	"slices"
	"strings"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// claims checks the numbers, errnos and states in the prose against what the run has shown: the lines of
// script, their answers, the states of their sockets, the true choices, the checks that held. What no run
// can show needs its source, in a comment of the same block.
func (j *judge) claims() error {
	for _, b := range j.lesson.Blocks {
		for _, line := range b.Text {
			j.showLine(b, line)
		}
	}
	shown := facts(j.shown.String())
	for _, b := range j.lesson.Blocks {
		if b.Kind != Prose {
			continue
		}
		sourced := facts(b.Sourced)
		for i, line := range b.Text {
			for _, claim := range claimed(line) {
				if !slices.Contains(shown, claim) && !slices.Contains(sourced, claim) {
					return placed(b.numbers[i], fmt.Errorf("the prose says %s, which the run does not show: add a step that shows it, <!-- holds: CONDITION --> or <!-- source: WHERE, %s -->", claim, claim))
				}
			}
		}
	}
	return nil
}

// showLine adds lines of script to what was shown: the reader sees what they ask.
func (j *judge) showLine(b Block, line string) {
	if b.Kind == Steps {
		line, _, _ = strings.Cut(line, "#")
		j.show(line)
	}
	if b.Goal != nil {
		j.show(strings.Join(b.Goal.Lines, " "))
		j.show(fmt.Sprint(b.Goal.Best))
	}
}

var (
	inText  = pattern(`[0-9]+(?:[.,][0-9]+)*|[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*`)
	figure  = pattern(`^([0-9]+(?:[.,][0-9]+)*)(?:%|[a-zA-Zµ]{0,3})$`)
	manual  = pattern(`[a-z_0-9]+\([0-9][a-z]*\)`)
	ordered = pattern(`^\s*[0-9]+\. `)
	named   = pattern(`(?:RFC|Linux|IPv|section|step)\s*[0-9.]+`)
)

// facts returns all numbers and capitalized names in a text.
func facts(text string) []string {
	all := inText().FindAllString(text, -1)
	for i, word := range all {
		all[i] = plain(word)
	}
	return all
}

func plain(number string) string { return strings.ReplaceAll(number, ",", "") }

// claimed returns the numbers, errnos and states in a line of prose. Numbers of documents, manual pages and
// list items do not count.
func claimed(line string) []string {
	var list []string
	line = remark().ReplaceAllString(line, "")
	line = ordered().ReplaceAllString(line, "")
	line = manual().ReplaceAllString(line, "")
	line = named().ReplaceAllString(line, "")
	for word := range strings.FieldsFuncSeq(line, func(c rune) bool { return strings.ContainsRune(" \t()[]{}\"'`*_:;/=<>|+", c) }) {
		word = strings.TrimRight(word, ".,!?")
		switch m := figure().FindStringSubmatch(word); {
		case m != nil:
			list = append(list, plain(m[1]))
		case step.KnownErrno(word), slices.Contains(status.States(), status.State(word)):
			list = append(list, word)
		}
	}
	return list
}
