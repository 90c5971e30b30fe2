package machine

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/engine/system"
	"netnet-tui/sessions/output"
)

// Watched is how the machine is watched.
type Watched struct {
	Options
	For   time.Duration // 0 means until the context ends
	Every time.Duration // time between two looks
	Record
}

// Watch prints what comes, changes and goes until the time is up, and then a summary to notes.
func Watch(ctx context.Context, out, notes io.Writer, w Watched) (err error) {
	if err := system.CheckFilter(w.Filter); err != nil {
		return err
	}
	if w.For > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, w.For)
		defer cancel()
	}
	record, err := w.recording(w.Filter)
	if err != nil {
		return err
	}
	t := &teller{out: out, json: w.JSON, quiet: w.Counts, wanted: system.ParseFilter(w.Filter), happened: map[happening]int{}, record: record}
	live, err := system.OpenLive(w.Wanted, t.tell)
	if err != nil {
		return err
	}
	defer live.Close()
	show := w.Wanted.Show
	if record == nil { // changes do not show it
		show = 0
	}
	look := func() {
		live.Look(time.Now(), show)
		record.look(live, t.wanted)
	}
	look()
	t.note(notes, live.Missing)
	for next := time.Now().Add(w.Every); ctx.Err() == nil && t.err == nil && !record.done(); {
		left := time.Until(next)
		if left <= 0 {
			look()
			t.flush()
			t.note(notes, live.Missing)
			next = time.Now().Add(w.Every)
			continue
		}
		if err := live.Wait(min(left, wake)); err != nil {
			return err
		}
		live.Listeners(time.Now())
		t.flush()
	}
	if !record.done() {
		look()
	}
	if w.Counts {
		t.text = t.metrics(live.Lost)
	}
	t.flush()
	if err := record.save(notes); err != nil {
		return err
	}
	if t.err != nil {
		return t.err
	}
	return output.Line(notes, t.summary(live))
}

// wake is how often a wait checks whether it is to end.
const wake = 50 * time.Millisecond

// teller prints changes and counts them.
type teller struct {
	out    io.Writer
	json   bool
	wanted system.Filter
	text   []byte
	said   system.Missing
	err    error

	quiet    bool
	happened map[happening]int
	record   *recording
}

func (t *teller) tell(c system.Change) {
	if !t.wanted(&c.Row) {
		return
	}
	t.happened[of(&c)]++
	t.record.change(&c)
	switch {
	case t.quiet:
	case t.json:
		t.text = append(c.AppendJSON(t.text), '\n')
	default:
		t.text = append(append(t.text, step.Printable(line(&c))...), '\n')
	}
	if len(t.text) > arrayRoom*3/4 {
		t.flush()
	}
}

// signs are the signs of the events.
var signs = map[system.Event]string{system.Born: "+", system.Changed: "~", system.Died: "-"}

// line formats a change for people:
//
//	12:00:00.123 - tcp ESTABLISHED 127.0.0.1:80 < 127.0.0.1:4000  nginx 1234  0.2s  closed here first: …
func line(c *system.Change) string {
	r := &c.Row
	state := string(r.StateName())
	if c.Event == system.Changed {
		state = string(c.Was) + " > " + state
	}
	words := []string{c.T.Format("15:04:05.000"), signs[c.Event], r.ProtocolName(), state, r.LocalText()}
	if peer := r.PeerText(); peer != "" {
		words = append(words, "- "+peer)
	}
	if len(r.Owners) > 0 {
		words = append(words, fmt.Sprintf(" %s %d", r.Owners[0].Name, r.Owners[0].PID))
	} else if r.User != "" {
		words = append(words, " user "+r.User)
	}
	if c.Event == system.Died {
		if age := c.Age(); age > 0 {
			words = append(words, fmt.Sprintf(" after %v", age.Round(time.Millisecond)))
		}
		words = append(words, " "+c.Ending.Meaning())
		if c.By != "" {
			words = append(words, fmt.Sprintf("(%s %s)", c.By, c.Reason))
		}
	}
	return strings.Join(words, " ")
}

func (t *teller) flush() {
	if t.err == nil && len(t.text) > 0 {
		_, t.err = t.out.Write(t.text)
	}
	t.text = t.text[:0]
}

// note prints what can't be seen, each sentence only once.
func (t *teller) note(notes io.Writer, missing system.Missing) {
	for _, sentence := range missing {
		before := len(t.said)
		if t.said.Add(sentence); len(t.said) > before {
			_ = output.Line(notes, sentence) // a note that can't be written is not worth an error
		}
	}
}

// summary says how much was reported, and how much was lost.
func (t *teller) summary(live *system.Live) string {
	events, endings := map[system.Event]int{}, map[string]int{}
	for h, n := range t.happened {
		events[h.event] += n
		if h.event == system.Died {
			endings[h.to] += n
		}
	}
	text := fmt.Sprintf("%d born, %d changed, %d died", events[system.Born], events[system.Changed], events[system.Died])
	var how []string
	for _, e := range system.Endings() {
		if n := endings[string(e)]; n > 0 {
			how = append(how, fmt.Sprintf("%d %s", n, e))
		}
	}
	if how != nil {
		text += " (" + strings.Join(how, ", ") + ")"
	}
	if live.Lost > 0 {
		text += fmt.Sprintf("; deaths came faster than they were read %d times, so some are missing", live.Lost)
	}
	return text
}
