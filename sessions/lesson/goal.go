package lesson

import (
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/script"
)

// Target is what a reader has to reach, by steps of their own.
type Target struct {
	Line     int
	Text     []string
	Reach    []Condition // all of them must hold
	Best     int         // the least number of steps it takes
	Hints    []string    // in order; each says more than the one before
	Solution []engine.Step
	Lines    []string // the lines of the solution, as written
}

// goal parses a goal block: what to reach, in words, and then its keys. The value of a key may continue in
// indented lines.
//
//	Make a connection that only one side has ended.
//	reach: c.state == FIN-WAIT-2
//	best: 4
//	hint: There are two ways to end a direction.
//	solution:
//	  s = server 127.0.0.1:0
func (p *parser) goal(b script.Block) *Target {
	g := &Target{Line: b.Line}
	var reach, solution []script.Line
	key := ""
	for _, line := range b.Lines {
		text := strings.TrimSpace(line.Text)
		word, rest, ok := strings.Cut(text, ":")
		switch {
		case text == "":
			continue
		case line.Text[0] == ' ' && key == "solution":
			solution = append(solution, line)
			continue
		case line.Text[0] == ' ' && key == "hint":
			g.Hints[len(g.Hints)-1] += " " + text
			continue
		case ok && (word == "reach" || word == "best" || word == "hint" || word == "solution"):
			key = word
		case key != "":
			p.wrong(line.Number, 1, "this is not a key of a goal: reach, best, hint or solution; continuation lines are indented")
			continue
		}
		rest = strings.TrimSpace(rest)
		switch key {
		case "":
			g.Text = append(g.Text, text)
		case "reach":
			reach = append(reach, line)
		case "best":
			n, err := strconv.Atoi(rest)
			if err != nil || n < 1 {
				p.wrong(line.Number, len("best: ")+1, "%q is not a number of steps", rest)
			}
			g.Best = n
		case "hint":
			g.Hints = append(g.Hints, rest)
		case "solution":
			if rest != "" {
				p.wrong(line.Number, 1, "the lines of the solution go below it, indented")
			}
		}
	}
	for _, line := range solution {
		g.Lines = append(g.Lines, strings.TrimSpace(line.Text))
	}
	g.Solution = p.steps(solution)
	for _, line := range reach {
		text := strings.TrimSpace(strings.TrimPrefix(line.Text, "reach:"))
		g.Reach = append(g.Reach, p.conditions(text, line.Number, len("reach: ")+1, nil)...)
	}
	p.reachable(g)
	return g
}

// reachable reports what a goal lacks.
func (p *parser) reachable(g *Target) {
	switch {
	case len(g.Text) == 0:
		p.wrong(g.Line, 1, "the goal does not say what to reach: write that in the first line")
	case len(g.Reach) == 0:
		p.wrong(g.Line, 1, "the goal has no condition: write reach: and what has to hold, such as c.state == FIN-WAIT-2")
	case g.Best == 0:
		p.wrong(g.Line, 1, "the goal lacks its best number of steps: write best: 4")
	case len(g.Hints) == 0:
		p.wrong(g.Line, 1, "the goal has no hint: write hint: and a sentence, each one saying more")
	case len(g.Solution) == 0:
		p.wrong(g.Line, 1, "the goal has no solution: write solution: and its lines below, indented")
	case len(g.Solution) > g.Best:
		p.wrong(g.Line, 1, "the solution has %d steps, more than the best number, %d", len(g.Solution), g.Best)
	}
}
