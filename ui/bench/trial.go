package bench

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/trial"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// The scopes of an answer of why, and of a trial.
const (
	scopeAnswer keymap.Scope = "answer"
	scopeTrial  keymap.Scope = "trial"
)

// trialKey returns the action that makes lines in a copy of the session: from an answer of why the selected
// line and those after it, in the trace those of the selected event, at a script those of the step that failed.
func (b *Bench) trialKey() part.Action {
	return part.Action{
		Name: "try-in-copy", Keys: part.Key("t"), Label: "try in a copy", Inner: true,
		Help: "try the suggested lines in a copy of the session, in a lab: the bench stays as it is",
		Why: func(h part.Host) string {
			if len(b.toTry(h)) == 0 {
				return "there is nothing to try here"
			}
			return ""
		},
		Do: b.tryInCopy,
	}
}

// scriptTrial returns the same action for a script that has stopped: the bar omits it until then.
func (b *Bench) scriptTrial() part.Action {
	a := b.trialKey()
	a.Timely = true
	return a
}

// answerKeys returns the actions of an answer of why.
func (b *Bench) answerKeys() []part.Action { return overlay.PlainListKeys(b.trialKey()) }

// toTry returns the lines that the key would try now.
func (b *Bench) toTry(h part.Host) []string {
	if p, ok := h.Top().(*answer); ok {
		return p.chosen()
	}
	if it := b.about(h); it != nil {
		return trial.First(it.why)
	}
	return nil
}

// tryInCopy opens the window of a trial, which begins it. A line that is out of view is shown first.
func (b *Bench) tryInCopy(h part.Host) tea.Cmd {
	about, lines := b.about(h), b.toTry(h)
	if p, ok := h.Top().(*answer); ok {
		if about = p.about; p.hidden {
			p.seeks = true
			return nil
		}
	}
	t := b.trialAt(about)
	t.Try = lines
	w := newTrialWindow(t)
	w.recorded = h.Recorded()
	h.Push(w)
	return w.begin(b.lab)
}

// trialAt returns a trial after the event of an item, with nothing to try yet; nil stands for the end of
// the session as it is.
func (b *Bench) trialAt(it *item) trial.Trial {
	t := trial.Trial{AsItIs: it == nil}
	if it == nil && b.Trace.begun() {
		it = b.Trace.newest()
	}
	if it == nil {
		return t
	}
	t.Events = b.Trace.until(it)
	for _, call := range b.Trace.blocked {
		if began := b.T - call.For.Seconds(); t.AsItIs || began < it.event.T+it.event.Took {
			t.Asleep = append(t.Asleep, call)
		}
	}
	return t
}

// until returns the events of the engine's session, up to that of an item.
func (t *Trace) until(last *item) []engine.Event {
	var events []engine.Event
	for _, it := range t.items {
		if it.remark != "" {
			continue
		}
		if it.event.Seq == 1 { // the first of a new engine
			events = nil
		}
		if events = append(events, it.event); it == last {
			break
		}
	}
	return events
}

// Hear handles the news of a trial, and the results of the script's pane.
func (b *Bench) Hear(h part.Host, msg tea.Msg) (cmd tea.Cmd, changed bool) {
	if m, ok := msg.(part.MarkedMsg); ok {
		m.Show(h)
		return nil, true
	}
	if news, ok := msg.(TrialMsg); ok {
		return news.of.take(news), true
	}
	return nil, b.Script.Hear(h, msg)
}
