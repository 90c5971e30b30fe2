package lesson

import (
	"netnet-tui/engine"
)

// Lesson is one lesson, as its file says it.
type Lesson struct {
	Name    string // how it is called: that of its file, without ending and number
	File    string // where it was read from
	Own     bool   // it is not built in
	Title   string
	Chapter string
	Know    string   // what the reader will know
	Needs   []Need   // what it can't run without
	Minutes int      // how long it takes to go through, about
	After   []string // the names of lessons that it goes well after
	Shows   []string // what it shows: errnos, options, states, phenomena of package why
	Blocks  []Block  // in the order they are read
}

// Kind is what a block is.
type Kind string

// The kinds of blocks.
const (
	Prose   Kind = "prose"   // is read; its remarks quote what was made before it
	Steps   Kind = "netnet"  // are made, one after the other
	Predict Kind = "predict" // is answered before the steps of the next block are made
	Goal    Kind = "goal"    // is reached by steps that the reader finds
	Code    Kind = "code"    // of another language: is read as it stands
)

// Block is one part of a lesson.
type Block struct {
	Kind    Kind
	Line    int           // of the file, where it begins
	Text    []string      // its lines, without fences and without what is only for the run
	Checks  []Condition   // of prose: what has to hold where it stands, so that it says the truth
	Sourced string        // of prose: what its comments say that no run shows, with where that is from
	First   int           // of steps: the number of the first, from 1
	Steps   []engine.Step // of steps
	Predict *Prediction
	Goal    *Target

	numbers []int // of prose: of its lines, in the file
}

// Steps are those of all its blocks, without the solutions of its goals, in order. Remarks and
// conditions count them from 1.
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

// Asked returns the prediction that is about a block of steps, nil if none is: that of the block
// before it, with nothing but what is read between.
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
