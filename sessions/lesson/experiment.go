package lesson

import (
	"strings"

	"netnet-tui/assets/lessons"
	"netnet-tui/sessions/script"
)

// Experiment is something to begin with: lines of script that run by themselves on the bench.
type Experiment struct {
	Kind  string // "First steps", "Useful", "Weird"
	Title string
	About string // a sentence or two
	Lines []string
}

// experimentsFile holds the built-in experiments: a heading for each kind, and below it, for each
// experiment, a smaller heading, a paragraph, and a netnet block. It runs as a script.
const experimentsFile = "experiments.md"

// Experiments returns the built-in experiments.
func Experiments() []Experiment {
	text, err := lessons.Files.ReadFile(experimentsFile)
	if err != nil {
		return nil
	}
	var list []Experiment
	kind := ""
	for _, block := range script.Blocks(script.Lines(text)) {
		last := len(list) - 1
		if block.Fenced {
			for _, line := range block.Lines {
				list[last].Lines = append(list[last].Lines, line.Text)
			}
			continue
		}
		for _, line := range block.Lines {
			last = len(list) - 1
			if title, ok := strings.CutPrefix(line.Text, "### "); ok {
				list = append(list, Experiment{Kind: kind, Title: title})
			} else if name, ok := strings.CutPrefix(line.Text, "## "); ok {
				kind = name
			} else if last >= 0 && line.Text != "" && list[last].Lines == nil {
				list[last].About = strings.TrimSpace(list[last].About + " " + line.Text)
			}
		}
	}
	return list
}
