package ui

import (
	"testing"

	"netnet-tui/sessions/player"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// On a recording, an action that makes steps says at once that nothing is run there, and no other action ends in a
// step that nothing makes.
func TestActionsThatMakeStepsAreVoidOnARecording(t *testing.T) {
	for _, pane := range []bench.Pane{bench.PaneSockets, bench.PaneInspector, bench.PaneTrace} {
		s, d := begin(t, 120, 40, sample())
		s.store.Source = player.New(recording.List(d.frame.Events), len(d.frame.Events))
		s.bench.Focus = pane
		void := 0
		for _, b := range s.keys.Visible(s.scopes()) {
			s.bench.Focus, s.message = pane, store.Note{}
			a := s.keys.Find(b.Action)
			if a.Void(s) {
				void++
			} else if a.Obstacle(s) == "" {
				a.Run(s)
			}
			if s.message.Text == player.ErrNothingRuns.Error() {
				t.Errorf("%s, in %s, makes a step: it needs a Line or Makes", a.Name, pane)
			}
			s.uncover(0)
			s.Shut()
			s.TurnTo(part.Home)
		}
		if void < 15 {
			t.Errorf("in %s, %d keys are void", pane, void)
		}
	}
}
