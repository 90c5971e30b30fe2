package walk

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/ui/part"
)

// Keys returns the actions of the pane.
func (p *Pane) Keys() []part.Action {
	return append([]part.Action{
		{Name: "walk-step", Keys: part.Key("space", "s"), Label: "step", Help: "run the next line; while lines are running, stop after the current one", Why: p.atEnd,
			Do: func(h part.Host) tea.Cmd { return p.step(h) }, Timely: true},
		{Name: "walk-here", Keys: part.Key("enter"), Label: "to here", Help: "run all lines up to and including the chosen one", Why: p.notAhead,
			Do: func(h part.Host) tea.Cmd { return p.walkFar(h, p.chosen()+1) }, Timely: true},
		{Name: "walk-all", Keys: part.Key("a"), Label: "all", Help: "run all lines to the end, or to the first that fails", Why: p.atEnd,
			Do: func(h part.Host) tea.Cmd { return p.walkFar(h, p.course.Len()) }, Timely: true},
		{Name: "walk-edit", Keys: part.Key("e"), Label: "edit", Help: "change the chosen line, and continue from there", Why: p.notEdited, Do: part.Do(p.edit), Timely: true, Makes: true},
		{Name: "walk-search", Keys: part.Key("/"), Label: "find", Help: "look for a text, errno:NAME, socket:NAME or mark:WORD", Why: p.nothing, Do: part.Do(p.lookFor)},
		{Name: "walk-found", Keys: part.Key("n"), Help: "the next line that was found", Why: p.nothingFound, Do: part.Do(func(part.Host) { p.another(+1) })},
		{Name: "walk-found-before", Keys: part.Key("N"), Help: "the previous line that was found", Why: p.nothingFound, Do: part.Do(func(part.Host) { p.another(-1) })},
		{Name: "walk-mark", Keys: part.Key("M"), Help: "mark the chosen step of a recording with a word", Why: p.notMarked, Do: part.Do(p.mark)},
		{Name: "walk-next", Keys: part.Key("."), Help: "go to the line that runs next", Why: p.nothing, Do: part.Do(func(part.Host) { p.away = false })},
	}, part.Steps("line", p)...)
}

// nothing returns why the keys do nothing, or "" if a course is open.
func (p *Pane) nothing(part.Host) string {
	if p.course == nil {
		return "no script is open: netnet-tui FILE opens one, and so does pasting lines"
	}
	return ""
}

func (p *Pane) atEnd(h part.Host) string {
	if why := p.nothing(h); why != "" {
		return why
	}
	if p.course.Next() >= p.course.Len() {
		return "all lines have been run; backspace steps back"
	}
	return ""
}

func (p *Pane) notAhead(h part.Host) string {
	why := p.atEnd(h)
	if why == "" && p.chosen() < p.course.Next() {
		return "the chosen line has already been run; backspace steps back"
	}
	return why
}

func (p *Pane) notMarked(h part.Host) string {
	if why := p.nothing(h); why != "" {
		return why
	}
	if _, ok := p.course.(*Tape); !ok {
		return "only steps of a recording can be marked: a script has comments"
	}
	return ""
}

func (p *Pane) notEdited(h part.Host) string {
	if why := p.nothing(h); why != "" {
		return why
	}
	if _, ok := p.course.(Editor); !ok {
		return "a recording can't be edited: R runs its lines again, as a script"
	}
	if p.course.Walking() {
		return "lines are running: space stops them"
	}
	return ""
}

// step goes one step further: behind the steps that are still to be made, if the keys were faster. It stops a
// walk to a line that was selected, or far away.
func (p *Pane) step(h part.Host) tea.Cmd {
	from := p.course.Next()
	if goal := p.course.Goal(); p.course.Walking() {
		if p.far || goal < from || goal > from+near {
			p.course.Stop()
			return nil
		}
		from = max(from, goal)
	}
	for from < p.course.Len() && !p.course.Line(from).Step {
		from++
	}
	p.far = false
	return p.walk(h, from+1)
}

// walkFar makes the lines before one that was selected.
func (p *Pane) walkFar(h part.Host, to int) tea.Cmd {
	p.far = true
	return p.walk(h, to)
}

func (p *Pane) walk(h part.Host, to int) tea.Cmd {
	p.away = false
	return p.course.Walk(h, to)
}

// edit asks for a new text of the selected line.
func (p *Pane) edit(h part.Host) {
	at, course := p.chosen(), p.course
	line := course.Line(at)
	h.Open(&part.Purpose{
		Sign: fmt.Sprintf("line %d", at+1), About: "an empty line is skipped", Step: true, Aside: true, Edit: true,
		Done: func(h part.Host, text string) tea.Cmd {
			if text != line.Text {
				if _, _, err := step.ParsePart(text); err != nil { // the line and the session stay as they are
					h.Fail(said(err) + "; esc leaves the line as it was")
					return nil
				}
			}
			h.Shut()
			p.away = false
			return course.(Editor).Edit(h, at, text)
		},
	}, line.Text)
}
