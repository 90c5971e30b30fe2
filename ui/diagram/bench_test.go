package diagram_test

import (
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sessions/states"
	"netnet-tui/ui/canvas"
	"netnet-tui/ui/diagram"
)

func BenchmarkDraw(b *testing.B) {
	c := canvas.New(116, 21)
	var ends diagram.Ends
	for i, name := range []string{"c", "a"} {
		ends[i] = &states.Path{Name: name, Start: status.StateClosed}
		for _, a := range states.Arrows() {
			ends[i].Passes = append(ends[i].Passes, states.Pass{From: a.From, To: a.To, Cause: a.Cause, Seq: 1, Seen: true})
		}
	}
	for b.Loop() {
		diagram.Draw(c, c.Rect, ends)
	}
}
