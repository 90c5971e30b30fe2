package learn

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/part"
)

// Keys returns the actions of the page, and those of the pane in which a lesson is played.
func (p *Page) Keys() []part.Group {
	return []part.Group{
		{Scope: scopePage, Title: "Learn", Local: true, Actions: slices.Concat([]part.Action{
			{Name: "play-lesson", Keys: part.Key("enter"), Label: "begin", Help: "play the chosen lesson beside the bench, from where you were", Inner: true, Why: p.nothingChosen, Do: p.play},
			{Name: "switch-lesson", Keys: part.Key("tab", "shift+tab"), Label: "text", Help: "from the list to the text, and back", Inner: true, Do: p.Turning(func() bool { return !p.Reading })},
			{Name: "read-lesson", Keys: part.Key("right"), Help: "go to the text; the arrows scroll it", Inner: true, Do: p.Turning(func() bool { return true })},
			{Name: "leave-text", Keys: part.Key("left"), Help: "go back to the list", Inner: true, Do: p.Turning(func() bool { return false })},
			{Name: "filter-lessons", Keys: part.Key("/"), Label: "find", Help: "find by any word of the text", Inner: true, Do: part.Do(p.find)},
			p.experimentsKey(),
			{Name: "look-up-lesson", Keys: part.Key("m"), Help: "look up what the chosen lesson shows; esc comes back", Inner: true, Why: p.nothingChosen, Do: part.Do(p.lookUp)},
		}, part.Steps("lesson", p), []part.Action{
			{Name: "leave-learn", Keys: part.Key("esc"), Label: "back", Help: "go back: to the list, drop the filter, return to where you came from", Inner: true, Do: part.Do(p.leave)},
			{Name: "to-welcome", Keys: part.Key("w"), Label: "new", Help: "start a new session: an empty bench, with suggestions to try", Inner: true, Do: func(h part.Host) tea.Cmd { return h.Run("welcome") }},
		})},
		{Scope: scopePage, Actions: []part.Action{
			{Name: "find-lesson", Help: "find a lesson by any word of its text", Do: part.Do(func(h part.Host) {
				h.TurnTo(p.Name())
				p.find(h)
			})},
			{Name: "next-lesson", Help: "play the next lesson that you have not finished", Do: func(h part.Host) tea.Cmd { return p.Play(h, "") }},
		}},
		{Scope: scopeLesson, Title: "A lesson", Local: true, Actions: p.Pane.keys()},
	}
}

func (p *Page) nothingChosen(part.Host) string {
	if p.load(); p.Last == nil {
		return "no lesson is chosen"
	}
	return ""
}

// play begins a separate session for the selected lesson, beside the bench.
func (p *Page) play(h part.Host) tea.Cmd {
	l := p.Last
	return h.Begin(part.Beginning{
		Lab: l.Lab(), What: "the lesson " + l.Title,
		Then: func(h part.Host) tea.Cmd { return p.begin(h, l) },
		Else: func(h part.Host, reason string) { p.lacks(h, l, reason) },
	})
}

// find filters the list while the user types; the arrows move through the matches.
func (p *Page) find(h part.Host) {
	p.Reading = false
	h.Open(&part.Purpose{
		Sign: "/", About: "words of a lesson: time wait, backlog, EPIPE",
		Typed: func(_ part.Host, text string) { p.Sift(text) },
		Leave: func(part.Host) { p.Sift("") },
		Move:  func(_ part.Host, by int) { p.Move(by, false) },
	}, p.Filter)
}

func (p *Page) leave(h part.Host) {
	switch {
	case p.Back():
	case p.Filter != "":
		p.Sift("")
	default:
		h.Back()
	}
}

// keys returns the actions of the pane.
func (p *Pane) keys() []part.Action {
	list := part.Timely([]part.Action{ // readers take what is in the bar for what to do next
		{Name: "lesson-step", Keys: part.Key("space"), Label: "step", Now: p.spaceDoes, Help: "read on where there is more, then run the next step of the lesson", Inner: true, Why: p.noStep, Do: p.reading(p.step)},
		{Name: "lesson-go-on", Keys: part.Key("enter"), Label: "go on", Now: p.enterDoes, Help: "answer a prediction, continue after a goal, run the next step", Inner: true, Why: p.nothingToDo, Do: p.reading(p.enter)},
		{Name: "lesson-hint", Keys: part.Key("h"), Label: "hint", Help: "show one more hint of the goal", Inner: true, Why: p.noHint, Do: part.Do(func(part.Host) { p.play.Hint() })},
		{Name: "lesson-solution", Keys: part.Key("o"), Label: "solution", Help: "put the next line of the goal's solution into the prompt", Inner: true, Why: p.noGoal, Do: p.solve, Makes: true},
		{Name: "lesson-look-up", Keys: part.Key("m"), Label: "manual", Help: "look up what the step is about: the errno of the last answer, else its option or its call; esc comes back", Inner: true, Why: p.nothing, Do: part.Do(p.lookUp)},
		{Name: "lesson-restart", Keys: part.Key("R"), Label: "again", Help: "start the lesson again, with an empty bench", Inner: true, Why: p.nothing, Do: p.restart},
		{Name: "lesson-next", Keys: part.Key("n"), Label: "next", Help: "the next lesson, at the end of this one", Inner: true, Why: p.noEnd, Do: p.next},
		{Name: "lesson-away", Keys: part.Key("esc"), Label: "put away", Help: "put the lesson away; opened again, it continues where it was", Inner: true, Why: p.nothing, Do: part.Do(p.PutAway)},
	}...)
	for i := range 4 {
		letter := letters[i : i+1]
		list = append(list, part.Action{Name: "lesson-answer-" + letter, Keys: part.Key(letter), Help: "answer a prediction with " + letter, Inner: true,
			Why: func(part.Host) string { return p.noChoice(i) }, Do: p.reading(func(h part.Host) tea.Cmd { return p.choose(h, i) })})
	}
	return append(list, part.Steps("lesson-line", p)...)
}

func (p *Pane) nothing(part.Host) string {
	if p.play == nil {
		return "no lesson is open: page Learn has them"
	}
	return ""
}

// moment returns why an action is not possible at this moment, or "" if it is.
func (p *Pane) moment(h part.Host, why string, moments ...Moment) string {
	switch {
	case p.play == nil:
		return p.nothing(h)
	case slices.Contains(moments, p.play.Moment()):
		return ""
	}
	return why
}

func (p *Pane) noStep(h part.Host) string {
	switch {
	case p.unread():
		return ""
	case p.asked() != nil:
		return "first say what you think will happen"
	case p.play != nil && p.play.Moment() == Striving:
		return "these steps are yours to find: h gives a hint, o the solution's next line"
	}
	return p.moment(h, "no step comes next", Stepping)
}

func (p *Pane) nothingToDo(h part.Host) string {
	return p.moment(h, "nothing is asked now", Asking, Reached, Stepping, Over)
}

func (p *Pane) noHint(h part.Host) string {
	why := p.moment(h, "hints are for goals", Striving)
	if why == "" {
		if b, _ := p.play.now(); p.play.hints[p.play.block] == len(b.Goal.Hints) {
			why = "there are no more hints: o writes the solution's next line"
		}
	}
	return why
}

func (p *Pane) noGoal(h part.Host) string { return p.moment(h, "no goal is set now", Striving) }

func (p *Pane) noEnd(h part.Host) string {
	return p.moment(h, "this lesson is not at its end", Over)
}

func (p *Pane) noChoice(i int) string {
	switch asked := p.asked(); {
	case asked == nil:
		return "nothing is asked now"
	case i >= len(asked.Choices):
		return "there is no such choice"
	}
	return ""
}

// enter does what comes next, whatever that is.
func (p *Pane) enter(h part.Host) tea.Cmd {
	switch p.play.Moment() { //nolint:exhaustive // the others have no key here
	case Asking:
		if p.asked().Value != nil {
			h.Open(&part.Purpose{Sign: "?", About: p.asked().Question, Done: func(h part.Host, text string) tea.Cmd {
				if text = strings.TrimSpace(text); text == "" {
					return nil
				}
				h.Shut()
				return p.answer(h, step.Clip(text))
			}}, "")
			return nil
		}
		return p.choose(h, p.chosen)
	case Reached:
		p.play.GoOn()
		return p.goOn(h)
	case Over:
		return p.next(h)
	}
	return p.step(h)
}

// spaceDoes says what space does now.
func (p *Pane) spaceDoes(part.Host) string {
	if p.unread() {
		return "read on"
	}
	return "step"
}

// enterDoes says what enter does now, "" where another key of the bar says it.
func (p *Pane) enterDoes(part.Host) string {
	if p.play == nil || p.unread() {
		return ""
	}
	switch p.play.Moment() { //nolint:exhaustive // at the others it does what space or n does, or nothing
	case Asking:
		if p.asked().Value != nil {
			return "answer"
		}
		return "answer " + letters[p.chosen:p.chosen+1]
	case Reached:
		return "go on"
	}
	return ""
}

// solve opens the first line of the solution that has not been made.
func (p *Pane) solve(h part.Host) tea.Cmd {
	b, _ := p.play.now()
	n := p.play.record.Along(b.Goal.Solution)
	if n == len(b.Goal.Lines) {
		h.Fail("all lines of the solution have been run, but so has something else: R starts the lesson again")
		return nil
	}
	return h.Write(b.Goal.Lines[n] + part.Cursor)
}

// restart starts the lesson over.
func (p *Pane) restart(h part.Host) tea.Cmd {
	p.play.State.Restart()
	return p.page.playAgain(h, p.play.Lesson)
}

// next plays the lesson after this one.
func (p *Pane) next(h part.Host) tea.Cmd {
	all := p.page.library.Lessons
	i := slices.Index(all, p.play.Lesson) + 1
	if i >= len(all) {
		h.Say("that was the last lesson")
		return nil
	}
	return p.page.playAgain(h, all[i])
}

func (p *Page) playAgain(h part.Host, l *lesson.Lesson) tea.Cmd {
	p.Choose(l)
	return p.play(h)
}

// PutAway closes the lesson. When it is opened again, it continues where it was.
func (p *Pane) PutAway(h part.Host) {
	p.Close()
	h.Beside(nil)
}
