package ui

import (
	"fmt"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/store"
)

func BenchmarkDraw(b *testing.B) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		b.Run(fmt.Sprintf("%dx%d", size.w, size.h), func(b *testing.B) {
			s, _ := begin(b, size.w, size.h, crowd())
			for b.Loop() {
				s.picture.stale = true
				s.View()
			}
		})
	}
}

// The time from a key to the screen that shows its effect.
func BenchmarkKeyToScreen(b *testing.B) {
	s, _ := begin(b, 120, 40, crowd())
	keys := []rune{tea.KeyUp, tea.KeyDown}
	for i := 0; b.Loop(); i++ {
		s.Update(tea.KeyPressMsg{Code: keys[i%2]})
		s.View()
	}
}

func BenchmarkFrameThatIsTheSame(b *testing.B) {
	f := crowd()
	s, _ := begin(b, 120, 40, f)
	f.Events = nil
	for b.Loop() {
		s.Update(store.FrameMsg{From: s.store.Source, Frame: f})
		s.View()
	}
}
