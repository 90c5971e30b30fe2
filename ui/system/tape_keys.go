package system

import (
	"fmt"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/recorder"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// scopeTape is the scope of the keys for what was recorded.
const scopeTape keymap.Scope = "recording"

// tapeJump is how far a key moves in time.
const tapeJump = 10 * time.Second

// tapeKeys returns the actions that walk through what was recorded.
func (p *Page) tapeKeys() part.Group {
	jump := func(by time.Duration) func(part.Host) tea.Cmd { return part.Do(func(part.Host) { p.tape.seek(by) }) }
	return part.Group{Scope: scopeTape, Title: "What was recorded", Local: true, Actions: slices.Concat([]part.Action{
		{Name: "filter-tape", Keys: part.Key("/"), Label: "filter", Help: "show only entries with all these words: died, 443, nginx", Inner: true, Do: part.Do(p.filterTape)},
		{Name: "save-tape", Keys: part.Key("s"), Label: "save", Help: "save all of it as lines of JSON", Inner: true, Do: part.Do(p.saveTape)},
		{Name: "earlier", Keys: part.Key("["), Label: "−10s", Help: "ten seconds earlier", Inner: true, Do: jump(-tapeJump)},
		{Name: "later", Keys: part.Key("]"), Label: "+10s", Help: "ten seconds later", Inner: true, Do: jump(+tapeJump)},
		{Name: "thaw", Keys: part.Key("f"), Label: "go on", Help: "record again, and go back to the table", Inner: true, Do: part.Do(p.thaw)},
		{Name: "leave-tape", Keys: part.Key("esc"), Label: "back", Help: "back: drop the filter, go to the table; what was recorded stays frozen", Inner: true, Do: part.Do(p.leaveTape)},
	}, part.Steps("moment", tapeList{p}))}
}

// freezeKeys returns the actions that freeze the recorder.
func (p *Page) freezeKeys() []part.Action {
	return []part.Action{
		{Name: "freeze", Keys: part.Key("f"), Label: "freeze", Help: "freeze the recording of the last minutes, of what the filter shows, and walk through it", Why: p.needsRecorder, Do: part.Do(p.freeze)},
		{Name: "freeze-when", Keys: part.Key("F"), Help: "freeze it when something happens: event:died ending:reset port:443", Why: p.needsRecorder, Do: part.Do(p.freezeWhen)},
	}
}

func (p *Page) needsRecorder(part.Host) string {
	if p.source == nil {
		return "nothing is recorded"
	}
	return ""
}

// freeze stops the recorder, and shows what it has recorded.
func (p *Page) freeze(part.Host) {
	r := p.source.Recorder()
	r.Freeze()
	p.tape = newTape(r)
}

// freezeWhen asks for a condition.
func (p *Page) freezeWhen(h part.Host) {
	h.Open(&part.Purpose{Sign: "freeze when", About: "event:born|changed|died, ending:reset, port:443, stall:, … ; leave it empty to stop waiting",
		Done: func(h part.Host, text string) tea.Cmd {
			when, err := recorder.ParseCondition(text)
			if err != nil {
				h.Fail(err.Error())
				return nil
			}
			h.Shut()
			r := p.source.Recorder()
			r.Thaw()
			r.FreezeWhen(when)
			if p.awaited = strings.TrimSpace(text); p.awaited == "" {
				h.Say("the recording is not frozen automatically")
			} else {
				h.Say("the recording will freeze when this happens: " + p.awaited)
			}
			return nil
		}}, p.awaited)
}

// hasFrozen says that the awaited condition has occurred.
func (p *Page) hasFrozen(h part.Host) {
	if p.awaited != "" && p.tape == nil {
		h.Say(fmt.Sprintf("%s has happened, and the recording is frozen: f walks through it", p.awaited))
		p.awaited = ""
	}
}

// thaw resumes recording.
func (p *Page) thaw(h part.Host) {
	p.tape.recorder.Thaw()
	p.tape, p.awaited = nil, ""
	h.Say("recording again")
}

func (p *Page) leaveTape(part.Host) {
	if p.tape.filter != "" {
		p.tape.sift("")
		return
	}
	p.tape = nil
}

// filterTape filters the entries while the user types.
func (p *Page) filterTape(h part.Host) {
	t := p.tape
	h.Open(&part.Purpose{
		Sign: "/", About: "words of the entries: died, reset, 443, nginx",
		Typed: func(_ part.Host, text string) { t.sift(strings.TrimSpace(text)) },
		Leave: func(part.Host) { t.sift("") },
		Move:  func(_ part.Host, by int) { tapeList{p}.Move(by, false) },
	}, t.filter)
}

// saveTape asks for a file name, and writes the recording to that file.
func (p *Page) saveTape(h part.Host) {
	r := p.tape.recorder
	overlay.SaveAs{
		About: "all that was recorded, a line of JSON each",
		Make: func(string) (text, said string) {
			first, next, _ := r.Range()
			return r.Lines(), fmt.Sprintf("saved %d entries", next-first)
		},
		Done: p.done,
	}.Open(h, "recording.jsonl")
}
