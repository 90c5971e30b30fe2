package walk

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/player"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/part"
)

// Tape is a course of the events of a recording. Walking along it makes no calls: the player that the
// screen shows moves forward or back.
type Tape struct {
	title  string
	file   *recording.File
	player *player.Player
	marks  map[uint64]string
	lines  map[int]Line // those read recently
}

// mostLines is how many lines of a recording are cached.
const mostLines = 2000

// NewTape returns a course of a recording, before its first step.
func NewTape(title string, file *recording.File) *Tape {
	t := &Tape{title: title, file: file, player: player.New(file, 0), marks: map[uint64]string{}, lines: map[int]Line{}}
	for _, m := range file.Marks() {
		t.marks[m.At] = m.Word
	}
	return t
}

// Player returns the player of the recording.
func (t *Tape) Player() *player.Player { return t.player }

// Lab reports whether it was recorded in a lab.
func (t *Tape) Lab() bool { return t.file.Header().Network == recording.Lab }

// Cut says where the recording was cut, or what is not in it; "" if it is complete.
func (t *Tape) Cut() string { return t.file.Cut() }

// Title returns its title.
func (t *Tape) Title() string { return t.title }

// Len returns the number of events.
func (t *Tape) Len() int { return t.file.Len() }

// Line returns one event as a line.
func (t *Tape) Line(i int) Line {
	line, ok := t.lines[i]
	if !ok {
		line = t.read(i)
		if len(t.lines) >= mostLines {
			clear(t.lines)
		}
		t.lines[i] = line
	}
	if i >= t.player.At() && line.State != Wrong {
		line.State = Ahead
	}
	return line
}

// read decodes an event.
func (t *Tape) read(i int) Line {
	e, err := t.file.Event(i)
	if err != nil {
		return Line{Number: i + 1, Step: true, State: Wrong, Answer: err.Error()}
	}
	line := Line{Number: i + 1, Text: oneLine(e.Text), Step: true, State: Made, Answer: oneLine(again.Answer(e)), Mark: t.marks[e.Seq], Gap: t.player.Missing(i)}
	if fails(e) {
		line.State = Failed
	}
	return line
}

// oneLine returns as much of a text as a line shows, without the line breaks that a recording may contain.
func oneLine(text string) string { return strings.Join(strings.Fields(canvas.Head(text)), " ") }

// Next returns the index of the next event to show.
func (t *Tape) Next() int { return t.player.At() }

// near is the largest distance of a step at which the steps in between are shown too.
const near = 100

// Walk shows the recording up to a line.
func (t *Tape) Walk(h part.Host, to int) tea.Cmd {
	if to > t.player.At()+near {
		return h.Return(uint64(to))
	}
	t.player.Go(to)
	h.Pull()
	return nil
}

// end is what is shown at the end.
func (t *Tape) end() string {
	if t.file.Off() {
		return "recording turned off here"
	}
	return "at the end"
}

// Goal returns the line before which all steps are to be shown.
func (t *Tape) Goal() int { return t.player.Goal() }

// Walking reports whether it is on its way to another step.
func (t *Tape) Walking() bool {
	_, going := t.player.Going()
	return going
}

// Stop stops at the step shown.
func (t *Tape) Stop() { t.player.Stop() }

// reading says how far the way to another step has been read.
func (t *Tape) reading() string {
	percent, _ := t.player.Going()
	return fmt.Sprintf("reading … %d %%", percent)
}

// Follow does nothing: there is nothing to wait for.
func (t *Tape) Follow(part.Host, []engine.Event, uint64) tea.Cmd { return nil }

// Return does nothing: the player knows its place.
func (t *Tape) Return(uint64) {}

// Close closes the file.
func (t *Tape) Close() error { return t.file.Close() }
