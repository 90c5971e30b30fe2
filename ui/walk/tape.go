package walk

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/player"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/part"
)

// Tape is a course of the events of a recording. To walk along it makes no call: the player that the screen
// shows goes on to another step, or back.
type Tape struct {
	title  string
	file   *recording.File
	player *player.Player
	marks  map[uint64]string
	lines  map[int]Line // that have been read lately
}

// mostLines is how many lines of a recording are kept as they were read.
const mostLines = 2000

// NewTape is a course of a recording, before its first step.
func NewTape(title string, file *recording.File) *Tape {
	t := &Tape{title: title, file: file, player: player.New(file, 0), marks: map[uint64]string{}, lines: map[int]Line{}}
	for _, m := range file.Marks() {
		t.marks[m.At] = m.Word
	}
	return t
}

// Player is what shows the recording.
func (t *Tape) Player() *player.Player { return t.player }

// Lab reports whether it was recorded in a lab.
func (t *Tape) Lab() bool { return t.file.Header().Network == recording.Lab }

// Title is what it is called.
func (t *Tape) Title() string { return t.title }

// Len is how many events it has.
func (t *Tape) Len() int { return t.file.Len() }

// Line is one of them.
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

// oneLine is a text without the breaks that a recording may have in it.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Next is the event that is shown next.
func (t *Tape) Next() int { return t.player.At() }

// near is how far away a step may be for those in between to be shown too.
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

// end is what is told where no event is left.
func (t *Tape) end() string {
	if t.file.Off() {
		return "recording turned off here"
	}
	return "at the end"
}

// Walking reports whether it is on its way to another step.
func (t *Tape) Walking() bool {
	_, going := t.player.Going()
	return going
}

// Stop has it stay where it is shown.
func (t *Tape) Stop() { t.player.Stop() }

// reading is how far the way to another step has been read.
func (t *Tape) reading() string {
	percent, _ := t.player.Going()
	return fmt.Sprintf("reading … %d %%", percent)
}

// Follow has nothing to wait for.
func (t *Tape) Follow(part.Host, []engine.Event, uint64) tea.Cmd { return nil }

// Return has nothing to note: the player knows where it stands.
func (t *Tape) Return(uint64) {}

// Close closes the file.
func (t *Tape) Close() error { return t.file.Close() }
