package lesson

import (
	"fmt"
	"io"
	"strings"

	"netnet-tui/sessions/output"
)

// View is a lesson as it is listed.
type View struct {
	Name    string   `json:"name"`
	Title   string   `json:"title"`
	Chapter string   `json:"chapter"`
	Know    string   `json:"know"`
	Minutes int      `json:"minutes"`
	Needs   []string `json:"needs,omitempty"`
	After   []string `json:"after,omitempty"`
	Shows   []string `json:"shows,omitempty"`
	File    string   `json:"file"`
	Own     bool     `json:"own,omitempty"`
	Steps   int      `json:"steps"`
	Done    bool     `json:"done,omitempty"`
	Begun   bool     `json:"begun,omitempty"`
}

// List prints lessons by chapter, with the reader's progress; array prints them as a JSON array.
func List(w io.Writer, all []*Lesson, p Progress, array bool) error {
	if array {
		views := []View{}
		for _, l := range all {
			views = append(views, view(l, p))
		}
		out := output.JSON(w)
		out.SetIndent("", " ")
		return out.Encode(views)
	}
	var page output.Page
	for i := 0; i < len(all); {
		chapter := all[i].Chapter
		if i > 0 {
			page.Line("")
		}
		page.Line("%s", chapter)
		var rows [][]string
		for ; i < len(all) && all[i].Chapter == chapter; i++ {
			v := view(all[i], p)
			rows = append(rows, []string{" " + v.mark(), v.Name, v.Title, fmt.Sprintf("%d min", v.Minutes), strings.Join(v.Needs, ", ")})
		}
		page.Columns(rows, 3)
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// mark returns the mark of a lesson's progress: x if it was finished, . if it was begun.
func (v View) mark() string {
	switch {
	case v.Done:
		return "x"
	case v.Begun:
		return "."
	}
	return " "
}

func view(l *Lesson, p Progress) View {
	v := View{
		Name: l.Name, Title: l.Title, Chapter: l.Chapter, Know: l.Know, Minutes: l.Minutes, After: l.After, Shows: l.Shows,
		File: l.File, Own: l.Own, Steps: len(l.Steps()),
	}
	for _, need := range l.Needs {
		v.Needs = append(v.Needs, need.String())
	}
	if state := p[l.Name]; state != nil {
		v.Done, v.Begun = state.Done, state.Block > 0 || state.Step > 0
	}
	return v
}
