package lesson

import (
	"netnet-tui/engine"
)

// Lesson is one lesson, as written in its file.
type Lesson struct {
	Name    string // the name of its file, without extension and number
	File    string // the file it was read from
	Own     bool   // it is not built in
	Title   string
	Chapter string
	Know    string   // what the reader will know afterwards
	Needs   []Need   // what it cannot run without
	Minutes int      // about how long it takes
	After   []string // the names of lessons that should come before it
	Shows   []string // what it shows: errnos, options, states, phenomena of package why
	Blocks  []Block  // in reading order
}

// Kind is the kind of a block.
type Kind string

// The kinds of blocks.
const (
	Prose   Kind = "prose"   // is read; its remarks quote steps made before it
	Steps   Kind = "netnet"  // is made, one step after another
	Predict Kind = "predict" // is answered before the steps of the next block are made
	Goal    Kind = "goal"    // is reached by steps that the reader finds
	Code    Kind = "code"    // is in another language, and shown as it is
)

// Block is one part of a lesson.
type Block struct {
	Kind    Kind
	Line    int           // the line of the file where it begins
	Text    []string      // its lines, without fences and what is only for the run
	Checks  []Condition   // of prose: what must hold at this point for it to be true
	Sourced string        // of prose: what its comments give a source for because no run shows it
	First   int           // of steps: the number of the first one, from 1
	Steps   []engine.Step // of steps
	Predict *Prediction
	Goal    *Target

	numbers []int // of prose: the line numbers of Text in the file
}

// Steps returns the steps of all blocks in order, without the solutions of goals. Remarks and conditions
// number them from 1.
func (l *Lesson) Steps() []engine.Step {
	var all []engine.Step
	for _, b := range l.Blocks {
		all = append(all, b.Steps...)
	}
	return all
}

// Lab reports whether it needs a lab.
func (l *Lesson) Lab() bool {
	for _, need := range l.Needs {
		if need.Kind == NeedLab {
			return true
		}
	}
	return false
}

// Asked returns the prediction about a block of steps, or nil if there is none. It is in an earlier block,
// with only text in between.
func (l *Lesson) Asked(block int) *Prediction {
	for i := block - 1; i >= 0; i-- {
		switch l.Blocks[i].Kind {
		case Predict:
			return l.Blocks[i].Predict
		case Steps, Goal:
			return nil
		case Prose, Code:
		}
	}
	return nil
}
