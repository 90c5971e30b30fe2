// Package race is the page on which the readiness models race against each other.
package race

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"netnet-tui/engine"
	"netnet-tui/sessions/race"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
	"netnet-tui/ui/theme"
)

// Page is the page of a race.
type Page struct {
	Running bool
	Problem string

	options race.Options
	laps    [][]race.Result
	turn    race.Turn // the round being measured
	top     int
	total   int // the number of lines
	room    int
	run     Runner
	racing  *racing // nil if none is running
}

// New returns the page.
func New(run Runner) *Page { return &Page{run: run} }

// scopePage is the scope of the page.
const scopePage keymap.Scope = "race"

// Name returns the text of the tab.
func (p *Page) Name() string { return "Race" }

// Scopes returns the page's only scope.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: a race has servers of its own.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take ignores the frame: the page shows nothing of it.
func (p *Page) Take(engine.Frame) {}

// Pace is slow: only the events of a frame matter here, and looking would take time from the race.
func (p *Page) Pace() store.Pace { return store.Pace{Least: time.Second / 2, Most: time.Second} }

// Begin clears the laps so far.
func (p *Page) Begin() race.Options {
	*p = Page{run: p.run, racing: p.racing, Running: true, options: race.Options{Connections: []int{1, 100, 1000}, With: race.Models(), For: 500 * time.Millisecond, Rounds: 3}}
	return p.options
}

// Lap adds the results of a lap, and scrolls to them.
func (p *Page) Lap(results []race.Result) { p.laps, p.top = append(p.laps, results), math.MaxInt }

// Ended handles the end of a race.
func (p *Page) Ended(err error) {
	p.Running = false
	switch {
	case errors.Is(err, context.Canceled):
		p.Problem = "the race was ended; enter starts it again"
	case err != nil:
		p.Problem = err.Error()
	}
}

// Move scrolls.
func (p *Page) Move(by int) {
	last := max(0, p.total-p.room)
	p.top = max(0, min(min(p.top, last)+by, last))
}

// Draw draws the page.
func (p *Page) Draw(_ part.Host, c *canvas.Canvas, r canvas.Rect) {
	title := canvas.Line{canvas.Say(theme.Strong, "Race"), canvas.Say(theme.Dim, " the same traffic through every readiness model")}
	inner := canvas.Box{Border: theme.Border.On(theme.Plain), Title: title}.Draw(c, r)
	lines, now := p.lines(inner.W-2), p.state(inner.W-2)
	p.total, p.room = len(lines), max(inner.H-len(now), 0)
	p.Move(0)
	for y := 0; y < p.room && p.top+y < len(lines); y++ {
		c.PutLine(inner, 1, y, lines[p.top+y])
	}
	for i, line := range now { // below the laps, and always visible
		c.PutLine(inner, 1, min(len(lines), p.room)+i, line)
	}
	c.Scrollbar(r, theme.Dim.On(theme.Plain), p.top, p.room, p.total)
}

func (p *Page) lines(w int) []canvas.Line {
	var lines []canvas.Line
	add := func(role theme.Role, text string) { lines = append(lines, canvas.Line{canvas.Say(role, text)}) }
	if !p.Running && len(p.laps) == 0 && p.Problem == "" {
		add(theme.Text, "")
		lines = append(lines, canvas.Line{canvas.Say(theme.Accent, "enter"), canvas.Say(theme.Text, " sends 1, 100 and 1,000 connections through each of")})
		add(theme.Name, strings.Join(race.Models(), "  "))
		lines = append(lines, canvas.Paragraph(theme.Text, "in turn, three rounds each: it takes about a minute and keeps the processors busy.", w)...)
		add(theme.Dim, "More by the command line: netnet-tui race --help")
	}
	for _, results := range p.laps {
		lines = append(lines, lap(results, w)...)
	}
	return lines
}

// state says what is being measured, or why nothing is.
func (p *Page) state(w int) []canvas.Line {
	var lines []canvas.Line
	add := func(role theme.Role, text string) { lines = append(lines, canvas.Line{canvas.Say(role, text)}) }
	switch {
	case p.Problem != "":
		return canvas.Paragraph(theme.Bad, p.Problem, w)
	case p.Running && p.turn.Nth > 0:
		t := p.turn
		lines = append(lines, canvas.Line{canvas.Say(theme.Wait, race.Count(t.Connections)+": measuring "), canvas.Say(theme.Name, t.With),
			canvas.Say(theme.Wait, fmt.Sprintf(", round %d of %d", t.Round, t.Rounds))})
		done := float64(t.Nth-1) / float64(t.All)
		lines = append(lines, canvas.Line{canvas.Say(theme.Accent, canvas.Pad(race.Bar(done, 24), 24)), canvas.Say(theme.Dim, fmt.Sprintf("  %d of %d rounds are measured; esc ends it", t.Nth-1, t.All))})
	case p.Running:
		at := min(len(p.laps), len(p.options.Connections)-1)
		add(theme.Wait, race.Count(p.options.Connections[at])+": measuring; esc ends it")
	}
	return lines
}

// lap returns a line for each model; the later columns are shown if there is room.
func lap(results []race.Result, w int) []canvas.Line {
	if why := race.Nobody(results); why != "" {
		line := canvas.Line{canvas.Say(theme.Strong, plural(results[0].Connections))}
		return append(append([]canvas.Line{line}, told("", theme.Dim, "no readiness could run: "+why, w)...), nil)
	}
	most := 1.0
	for _, r := range results {
		most = max(most, r.PerSecond)
	}
	wide, figures := w >= 94, 58
	if wide {
		figures = 82
	}
	bar := max(8, min(40, w-figures))
	head := fmt.Sprintf("%-13s %9s %6s  %-*s", plural(results[0].Connections), "msg/s", "ratio", bar, "")
	head += fmt.Sprintf(" %8s %8s", "p50", "p99")
	if wide {
		head += fmt.Sprintf(" %8s", "p99.9")
	}
	head += fmt.Sprintf(" %7s", "cpu/msg")
	if wide {
		head += fmt.Sprintf(" %6s %7s", "calls", "wasted")
	}
	lines := []canvas.Line{{canvas.Say(theme.Strong, head)}}
	for _, r := range results {
		if r.Missing != "" {
			lines = append(lines, told(r.With, theme.Dim, r.Missing, w)...)
			continue
		}
		tail := fmt.Sprintf(" %8s %8s", race.Took(r.P50), race.Took(r.P99))
		if wide {
			tail += fmt.Sprintf(" %8s", race.Took(r.P999))
		}
		tail += fmt.Sprintf(" %5.1fus", r.CPU)
		if wide {
			tail += fmt.Sprintf(" %6.2f %6.0f%%", r.Calls, 100*r.Wasted)
		}
		lines = append(lines, canvas.Line{
			canvas.Say(theme.Name, fmt.Sprintf("%-13s ", r.With)), canvas.Say(theme.Text, fmt.Sprintf("%9.0f %6.2f  ", r.PerSecond, r.Ratio)),
			canvas.Say(theme.Accent, fmt.Sprintf("%-*s", bar, race.Bar(r.PerSecond/most, bar))), canvas.Say(theme.Text, tail),
		})
		if r.Failed != "" {
			lines = append(lines, told("", theme.Wait, r.Failed, w)...)
		}
	}
	return append(lines, nil)
}

// told returns a sentence beside a name, over as many lines as needed.
func told(name string, role theme.Role, text string, w int) []canvas.Line {
	var lines []canvas.Line
	for _, part := range canvas.Wrap(text, w-14) {
		lines = append(lines, canvas.Line{canvas.Say(theme.Name, fmt.Sprintf("%-13s ", name)), canvas.Say(role, part)})
		name = ""
	}
	return lines
}

func plural(n int) string {
	if n == 1 {
		return "1 connection"
	}
	return fmt.Sprintf("%d conns", n)
}
