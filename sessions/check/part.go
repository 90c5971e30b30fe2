package check

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/sessions/lesson"
	"netnet-tui/sessions/script"
)

// part is what is checked as one script.
type part struct {
	place string // what precedes the line number of a warning; "" if there is no place to name
	steps []engine.Step
	alone string // what is printed about an option that is named alone
	cut   string // the warning about a recording that is incomplete
}

// kind is the kind of an argument.
type kind int

const (
	names kind = iota // of options
	file              // of a script
	lines             // of a script
)

// read sorts the arguments into parts. Consecutive names are set in that order, and consecutive lines are one script.
func read(args []string) ([]part, error) {
	var parts []part
	for len(args) > 0 {
		k, n := kindOf(args[0]), 1
		for k != file && n < len(args) && kindOf(args[n]) == k {
			n++
		}
		var p part
		var err error
		switch k {
		case names:
			p, err = ofNames(strings.Join(args[:n], " "))
		case file:
			p, err = ofFile(args[0])
		case lines:
			p, err = ofLines(strings.Join(args[:n], "\n"))
		}
		if err != nil {
			return nil, err
		}
		parts, args = append(parts, p), args[n:]
	}
	return parts, nil
}

func kindOf(arg string) kind {
	info, err := os.Stat(arg)
	switch {
	case areNames(arg):
		return names
	case arg == "-", err == nil && !info.IsDir(), slices.Contains([]string{".netnet", ".md", ".markdown", ".jsonl"}, filepath.Ext(arg)):
		return file
	}
	return lines
}

func ofFile(name string) (part, error) {
	source, err := script.Read(name)
	if err != nil {
		return part{}, err
	}
	p := part{place: source.Name + ":", cut: source.Cut}
	read, isLesson, err := lesson.AsScript(source) // with the solutions of its goals, whose names later blocks have
	if p.steps = read.Steps; !isLesson {
		p.steps, err = script.Parse(source.Name, source.Lines)
	}
	return p, err
}

func ofLines(text string) (part, error) {
	var list []script.Line
	for line := range strings.Lines(text) {
		list = append(list, script.Line{Number: len(list) + 1, Text: strings.TrimRight(line, "\r\n")})
	}
	steps, err := script.ParsePart(list)
	return part{place: "line ", steps: steps}, err
}
