package lesson

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"netnet-tui/sessions/atomicfile"
	"netnet-tui/sessions/basedir"
)

// Progress is how far a reader has come, by the names of lessons.
type Progress map[string]*State

// State is how far a reader has come in one lesson.
type State struct {
	Block int          `json:"block"`           // the next one; the number of blocks at the end
	Step  int          `json:"step,omitempty"`  // in that block, from 0
	Done  bool         `json:"done,omitempty"`  // it was finished at least once
	Right map[int]bool `json:"right,omitempty"` // whether each answered prediction was right, by block
	Goals map[int]int  `json:"goals,omitempty"` // the least number of steps in which each goal was reached, by block

	Said map[int]string `json:"said,omitempty"` // what was answered since the lesson was begun, by block
}

// Score is how well a reader has done in a lesson.
type Score struct {
	Right, Asked int // predictions
	Reached      int // goals
	Best, Goals  int // goals reached with the best number of steps; all goals
	Unanswered   int // predictions
}

// Of returns the state of a lesson; it creates one for a lesson that was never begun.
func (p Progress) Of(name string) *State {
	if p[name] == nil {
		p[name] = &State{}
	}
	return p[name]
}

// Answer records whether a prediction was answered correctly. Only the first answer counts.
func (s *State) Answer(block int, right bool) {
	if s.Right == nil {
		s.Right = map[int]bool{}
	}
	if _, before := s.Right[block]; !before {
		s.Right[block] = right
	}
}

// Reach records that a goal was reached. The least number of steps counts.
func (s *State) Reach(block, steps int) {
	if s.Goals == nil {
		s.Goals = map[int]int{}
	}
	if before, ok := s.Goals[block]; !ok || steps < before {
		s.Goals[block] = steps
	}
}

// Say records what was answered to a prediction, for when the lesson is opened again; "" takes it back.
func (s *State) Say(block int, answer string) {
	if s.Said == nil {
		s.Said = map[int]string{}
	}
	if s.Said[block] = answer; answer == "" {
		delete(s.Said, block)
	}
}

// Restart goes back to the beginning of the lesson. What was reached is kept.
func (s *State) Restart() { s.Block, s.Step, s.Said = 0, 0, nil }

// Score returns how well a reader has done in a lesson.
func (s *State) Score(l *Lesson) Score {
	var score Score
	for i, b := range l.Blocks {
		switch {
		case b.Predict != nil:
			score.Asked++
			right, answered := s.Right[i]
			if right {
				score.Right++
			}
			if !answered {
				score.Unanswered++
			}
		case b.Goal != nil:
			score.Goals++
			if steps, ok := s.Goals[i]; ok {
				score.Reached++
				if steps <= b.Goal.Best {
					score.Best++
				}
			}
		}
	}
	return score
}

// mostProgress is the maximum size of the file, in bytes.
const mostProgress = 1 << 20

// ProgressFile returns the file for the progress, or "" if there is no home directory.
func ProgressFile() string { return basedir.State("lessons.json") }

// ReadProgress reads the progress. If the file cannot be read, it returns an error and an empty progress
// that can be used.
func ReadProgress(file string) (Progress, error) {
	p := Progress{}
	text, err := atomicfile.Read(file, mostProgress)
	if err == nil && text != "" {
		if err = json.Unmarshal([]byte(text), &p); err != nil {
			return Progress{}, fmt.Errorf("the progress of lessons can't be read, so it starts over: %w: %s", err, file)
		}
	}
	for name, state := range p { // null
		if state == nil {
			delete(p, name)
		}
	}
	return p, err
}

// Text returns the progress in the form of its file.
func (p Progress) Text() string {
	text, err := json.MarshalIndent(p, "", " ")
	if err != nil { // it consists of numbers and booleans
		panic(err)
	}
	return string(text) + "\n"
}

// WriteProgress writes a progress, in the form of [Progress.Text].
func WriteProgress(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return atomicfile.Write(file, text, 0o600)
}
