package ui

import (
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/ui/goldentest"
	"netnet-tui/ui/sessions"
)

// kept is an archive with the given sessions.
type kept struct {
	entries []sessions.Entry
	gone    []sessions.Entry
	err     error
}

func (k *kept) List() ([]sessions.Entry, error) { return k.entries, k.err }

func (k *kept) Rename(file, name string) error {
	for i := range k.entries {
		if k.entries[i].File == file {
			k.entries[i].Name = name
		}
	}
	return nil
}

func (k *kept) Delete(file string) error {
	for i, e := range k.entries {
		if e.File == file {
			k.gone = append(k.gone, e)
			k.entries = append(append([]sessions.Entry(nil), k.entries[:i]...), k.entries[i+1:]...)
			return nil
		}
	}
	return errors.New("there is no such session")
}

func (k *kept) Restore(file string) error {
	k.entries, k.gone = append(k.gone, k.entries...), nil
	return nil
}

// archive returns an archive that has two sessions of the same steps, and many others.
func archive() *kept {
	day := time.Date(2026, 11, 28, 9, 30, 0, 0, time.UTC)
	file := func(name string) string { return filepath.Join("testdata", "sessions", name) }
	k := &kept{entries: []sessions.Entry{
		{File: file("now.jsonl"), Begun: day, Steps: 3, Size: 4_000, Network: "host", Now: true},
		{File: file("nodelay.jsonl"), Name: "with TCP_NODELAY", Script: "nodelay.netnet", Begun: day.Add(-time.Hour), Steps: 7, Size: 15_870, Network: "lab"},
		{File: file("nagle.jsonl"), Name: "40 ms out of nowhere", Script: "nagle.netnet", Begun: day.Add(-2 * time.Hour), Steps: 6, Size: 19_010, Network: "lab"},
		{File: file("crowd.jsonl"), Script: "a-script-with-a-rather-long-name.netnet", Begun: day.Add(-26 * time.Hour), Steps: 1_000_000, Size: 300 << 20, Network: "host"},
	}}
	for i := range 60 {
		k.entries = append(k.entries, sessions.Entry{File: file(fmt.Sprint(i, ".jsonl")), Begun: day.Add(-time.Duration(27+i) * time.Hour), Steps: 10 * i, Size: int64(i) * 11_000, Network: "host"})
	}
	return k
}

// archived returns a screen on the page of sessions, which has listed them.
func archived(t *testing.T, w, h int, k *kept) *Screen {
	t.Helper()
	s, _ := begin(t, w, h, sample())
	s.turn("Sessions")
	pageOf[*sessions.Page](s).Archive = k
	s.settle()
	return s
}

// settle runs what the page of sessions asks for, except what it asks for after a delay.
func (s *Screen) settle() {
	for range 3 {
		s.does(pageOf[*sessions.Page](s).Ask())
	}
	s.picture.stale = true
}

// does runs a command and delivers its messages to the screen.
func (s *Screen) does(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if all, ok := msg.(tea.BatchMsg); ok {
		for _, one := range all {
			s.does(one)
		}
		return
	}
	if !strings.HasSuffix(reflect.TypeOf(msg).String(), "FrameMsg") {
		s.Update(msg)
	}
}

// The page of sessions: the list beside the steps of the selected one, a search, and a comparison of two.
func TestGoldenSessions(t *testing.T) {
	for _, size := range []struct{ w, h int }{{80, 24}, {120, 40}, {200, 50}} {
		s := archived(t, size.w, size.h, archive())
		page := pageOf[*sessions.Page](s)
		page.Move(2, false)
		s.settle()
		goldentest.Same(t, fmt.Sprintf("sessions-%dx%d", size.w, size.h), s.below())
		s.key("space", ' ')
		page.Move(-1, false)
		s.settle()
		s.does(s.keys.Find("compare-sessions").Run(s))
		s.picture.stale = true
		goldentest.Same(t, fmt.Sprintf("sessions-diff-%dx%d", size.w, size.h), s.below())
	}
	s := archived(t, 80, 24, archive())
	page := pageOf[*sessions.Page](s)
	page.Move(2, false)
	s.settle()
	s.key("space", ' ')
	page.Sift("lab")
	s.settle()
	goldentest.Same(t, "sessions-found-80x24", s.below())
	s = archived(t, 80, 24, &kept{})
	goldentest.Same(t, "sessions-none-80x24", s.below())
	s = archived(t, 80, 24, &kept{err: errors.New("/home/me/.local/state/netnet-tui/sessions can't be read: permission denied")})
	goldentest.Same(t, "sessions-refused-80x24", s.below())
}
