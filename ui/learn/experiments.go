package learn

import (
	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/lesson"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// experimentsKey returns the action that offers the experiments, which run by themselves in a session of
// their own.
func (p *Page) experimentsKey() part.Action {
	return part.Action{Name: "experiments", Keys: part.Key("e"), Label: "experiments", Help: "choose an experiment: its lines run by themselves on an empty bench", Do: part.Do(func(h part.Host) {
		all := lesson.Experiments()
		choices := make([]overlay.Choice, len(all))
		for i, e := range all {
			choices[i] = overlay.Choice{Name: e.Title, Note: e.Kind, Text: e.About}
		}
		h.Push(&overlay.Chooser{Title: "Experiments", Does: "runs it", List: choices, Take: func(h part.Host, at int) tea.Cmd {
			return h.Begin(part.Beginning{What: all[at].Title, Then: func(h part.Host) tea.Cmd {
				h.Say(all[at].About) // what there is to see
				return h.Queue(all[at].Lines...)
			}})
		}})
	})}
}
