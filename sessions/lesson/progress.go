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

// State is how far a reader has come with one lesson.
type State struct {
	Block int          `json:"block"`           // the one that comes next; that of the end is the number of blocks
	Step  int          `json:"step,omitempty"`  // of that block, from 0
	Done  bool         `json:"done,omitempty"`  // it was gone through at least once
	Right map[int]bool `json:"right,omitempty"` // predictions that were answered, by their block: whether rightly
	Goals map[int]int  `json:"goals,omitempty"` // goals that were reached, by their block: with how many steps at best
}

// Score is how well a lesson was gone through.
type Score struct {
	Right, Asked int // predictions
	Reached      int // goals
	Best, Goals  int // goals that were reached with the best number of steps; all there are
	Unanswered   int // predictions
}

// Of is the state of a lesson, which a lesson that was never begun has too.
func (p Progress) Of(name string) *State {
	if p[name] == nil {
		p[name] = &State{}
	}
	return p[name]
}

// Answer notes how a prediction was answered. The first answer counts.
func (s *State) Answer(block int, right bool) {
	if s.Right == nil {
		s.Right = map[int]bool{}
	}
	if _, before := s.Right[block]; !before {
		s.Right[block] = right
	}
}

// Reach notes that a goal was reached. The least number of steps counts.
func (s *State) Reach(block, steps int) {
	if s.Goals == nil {
		s.Goals = map[int]int{}
	}
	if before, ok := s.Goals[block]; !ok || steps < before {
		s.Goals[block] = steps
	}
}

// Restart begins the lesson again. What was reached is kept.
func (s *State) Restart() { s.Block, s.Step = 0, 0 }

// Score is how well a reader has done in a lesson.
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

// mostProgress bounds the file, in bytes.
const mostProgress = 1 << 20

// ProgressFile is where progress is kept, "" where there is no home.
func ProgressFile() string { return basedir.State("lessons.json") }

// ReadProgress reads what was kept. A file that can't be read is an error, beside which the
// progress is empty and can be used.
func ReadProgress(file string) (Progress, error) {
	p := Progress{}
	text, err := atomicfile.Read(file, mostProgress)
	if err == nil && text != "" {
		if err = json.Unmarshal([]byte(text), &p); err != nil {
			return Progress{}, fmt.Errorf("the progress of lessons can't be read, and begins again: %w: %s", err, file)
		}
	}
	for name, state := range p { // null
		if state == nil {
			delete(p, name)
		}
	}
	return p, err
}

// Text is the progress as its file has it.
func (p Progress) Text() string {
	text, err := json.MarshalIndent(p, "", " ")
	if err != nil { // it is numbers and booleans
		panic(err)
	}
	return string(text) + "\n"
}

// WriteProgress keeps a progress, as [Progress.Text] has it.
func WriteProgress(file, text string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return atomicfile.Write(file, text, 0o600)
}
