package lesson

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"
	"netnet-tui/sessions/script"
)

// Parse parses the lines of a lesson's file. Its error is a [*script.Mistakes]; each mistake has its place
// and says what to write instead.
func Parse(file string, all []script.Line) (*Lesson, error) {
	p := &parser{lesson: &Lesson{Name: NameOf(file), File: file}, scope: step.NewScope()}
	body := p.head(all)
	for _, block := range script.Blocks(body) {
		p.block(block)
	}
	p.whole()
	if err := p.mistakes.Err(); err != nil {
		return nil, err
	}
	return p.lesson, nil
}

// order matches the number that begins a file's name, which orders the lessons and is not part of the name.
var order = pattern(`^[0-9]+-`)

// NameOf returns the name of the lesson in a file.
func NameOf(file string) string {
	base := filepath.Base(file)
	return order().ReplaceAllString(strings.TrimSuffix(base, filepath.Ext(base)), "")
}

var name = pattern(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// IsName reports whether text can be the name of a lesson: lower-case letters, digits and hyphens.
func IsName(text string) bool { return len(text) <= 64 && name().MatchString(text) }

// block parses one block after the head.
func (p *parser) block(b script.Block) {
	if b.Fenced && b.Open {
		p.wrong(b.Line, 1, "this block has no end: close it with the backticks that opened it")
		return
	}
	block := Block{Kind: Kind(b.Word), Line: b.Line}
	for _, line := range b.Lines {
		block.Text = append(block.Text, line.Text)
	}
	switch {
	case !b.Fenced:
		block.Kind = Prose
		p.prose(&block, b.Lines)
		if len(block.Text) == 0 && len(block.Checks) == 0 {
			return
		}
	case block.Kind == Steps:
		block.First = len(p.lesson.Steps()) + 1
		block.Steps = p.steps(b.Lines)
		p.predicted(block)
	case block.Kind == Predict:
		block.Predict = p.prediction(b)
	case block.Kind == Goal:
		block.Goal = p.goal(b)
	default:
		block.Kind = Code
	}
	p.lesson.Blocks = append(p.lesson.Blocks, block)
}

// steps parses lines of script.
func (p *parser) steps(lines []script.Line) []engine.Step {
	var all []engine.Step
	for _, line := range lines {
		s, ok, err := p.scope.Parse(line.Text)
		if mistake := new(step.Error); errors.As(err, &mistake) {
			p.wrong(line.Number, mistake.Column, "%s", mistake.Message)
		}
		if err != nil || !ok {
			continue
		}
		s.Line = line.Number
		p.reach(s)
		all = append(all, s)
		p.last = &s
	}
	if len(all) == 0 && p.mistakes.Err() == nil && len(lines) > 0 {
		p.wrong(lines[0].Number, 1, "this block has no step: write one, such as s = socket tcp")
	}
	return all
}

// predicted gives the prediction before a block the step that its conditions are about, and refuses steps
// that would give the answer away.
func (p *parser) predicted(b Block) {
	p.lesson.Blocks = append(p.lesson.Blocks, b) // conditions may be about its steps
	defer func() { p.lesson.Blocks = p.lesson.Blocks[:len(p.lesson.Blocks)-1] }()
	asked := p.lesson.Asked(len(p.lesson.Blocks) - 1)
	if asked == nil || len(b.Steps) == 0 {
		return
	}
	for _, s := range b.Steps {
		if len(s.Want) > 0 || s.Verb == "expect" && s.Within == 0 { // with within, the question is how long it takes
			p.wrong(s.Line, 1, "this step gives the answer that the prediction on line %d asks for: leave it out here", asked.Line)
		}
	}
	p.settle(asked, b.Steps)
}

// comment matches an HTML comment, which a reader does not see.
var comment = pattern(`<!--(.*?)-->`)

// prose removes the comments from prose: "<!-- holds: CONDITION -->" is checked against the run, and "<!--
// source: … -->" gives the source of what no run shows.
func (p *parser) prose(b *Block, lines []script.Line) {
	b.Text = nil
	for _, line := range lines {
		rest := line.Text
		for _, at := range comment().FindAllStringSubmatchIndex(line.Text, -1) {
			p.comment(b, line, at[2], line.Text[at[2]:at[3]])
			rest = strings.Replace(rest, line.Text[at[0]:at[1]], "", 1)
		}
		p.remarks(line)
		empty := strings.TrimSpace(rest) == ""
		if empty && (rest != line.Text || len(b.Text) == 0) {
			continue // a comment, or no text yet
		}
		b.Text, b.numbers = append(b.Text, strings.TrimRight(rest, " ")), append(b.numbers, line.Number)
	}
	for len(b.Text) > 0 && b.Text[len(b.Text)-1] == "" {
		b.Text = b.Text[:len(b.Text)-1]
	}
	if len(b.Text) > 0 {
		b.Line = b.numbers[0]
	}
}

func (p *parser) comment(b *Block, line script.Line, at int, text string) {
	column := len([]rune(line.Text[:at])) + 1
	word, rest, ok := strings.Cut(text, ":")
	switch word = strings.TrimSpace(word); {
	case ok && word == "holds":
		column += len(text) - len(rest)
		indent := len(rest) - len(strings.TrimLeft(rest, " "))
		b.Checks = append(b.Checks, p.conditions(strings.TrimSpace(rest), line.Number, column+indent, p.last)...)
	case ok && word == "source":
		b.Sourced += " " + strings.TrimSpace(rest)
	default:
		p.wrong(line.Number, column, "a comment in a lesson is <!-- holds: CONDITION --> or <!-- source: WHERE -->")
	}
}

// whole reports what is wrong with a lesson as a whole.
func (p *parser) whole() {
	l := p.lesson
	if p.mistakes.Err() != nil {
		return
	}
	for _, b := range l.Blocks {
		if b.Predict != nil && !b.Predict.settled {
			p.wrong(b.Line, 1, "no step follows this prediction: write a netnet block after it")
		}
	}
	if len(l.Blocks) == 0 || !slices.ContainsFunc(l.Blocks, func(b Block) bool { return len(b.Steps) > 0 || b.Goal != nil }) {
		p.wrong(1, 1, "the lesson has no step: write a netnet block")
	}
}
