package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/ui/bench"
)

// copies returns a bench on which process k has a copy of a socket, a pipe and an epoll of the engine.
func copies(chosen status.SocketID) engine.Frame {
	f := sample()
	row := func(name, kind string, c status.Condition) {
		s := status.Socket{ID: status.SocketID(len(f.Sockets) + 1), Name: name, FD: 7, Kind: kind, Origin: "fork(" + name + ")", Process: "k", Open: true, Condition: c}
		if kind == "tcp4" || kind == "udp4" {
			s.Domain, s.Type = 2, map[string]int{"tcp4": 1, "udp4": 2}[kind]
		}
		f.Sockets = append(f.Sockets, s)
	}
	row("k_s", "tcp4", f.Sockets[0].Condition)
	row("k_a", "tcp4", f.Sockets[2].Condition)
	row("k_u", "udp4", status.Condition{State: "UNCONNECTED", Local: "0.0.0.0:0"})
	row("k_r", status.KindPipeRead, status.Condition{Pending: num(0)})
	row("k_w", status.KindPipeWrite, status.Condition{Pending: num(0)})
	row("k_v", status.KindEventfd, status.Condition{Count: num(2)})
	row("k_t", status.KindTimerfd, status.Condition{Count: num(0)})
	row("k_f", status.KindMemfd, status.Condition{Size: num(5), Position: num(0)})
	row("k_e", status.KindEpoll, status.Condition{Interests: num(0)})
	f.Total = len(f.Sockets)
	k := f.Sockets[chosen-1]
	f.Detail = &engine.Detail{Socket: k, Can: k.Abilities(), Options: f.Detail.Options}
	return f
}

// A key pressed on a row of a forked process writes a line for that process, with the names valid there.
func TestEveryKeyOnAForkedRowWritesALineOfItsProcessOrSaysWhyNot(t *testing.T) {
	plain := map[string]bool{"fork": true, "interrupt": true, "exit": true}
	lines, reasons := 0, 0
	for id := status.SocketID(4); id <= 12; id++ {
		for _, group := range bench.New(nil, nil, nil).Keys() {
			if group.Scope == "new" || group.Scope == "welcome" {
				continue // not about a row
			}
			for _, a := range group.Actions {
				if a.Line == nil && a.Name != "toggle" && a.Name != "read-option" && a.Name != "default" || plain[a.Name] {
					continue
				}
				s, d := begin(t, 120, 40, copies(id))
				s.bench.Sockets.Select(id)
				s.bench.Inspector.Pick("SOL_TCP TCP_NODELAY")
				k, _ := s.bench.Selected()
				bound := s.keys.Find(a.Name)
				if bound.Obstacle(s) != "" {
					reasons++
					continue
				}
				bound.Run(s)
				if s.entry.Purpose != nil {
					s.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
				}
				text := strings.Join(d.posted, ";")
				if len(d.posted) == 0 { // the peer's address is still to be typed
					text = s.entry.Line.Text
				}
				if lines++; !strings.HasPrefix(text, "at k ") || strings.Contains(text, "k_") {
					t.Errorf("%s on %s writes %q", a.Name, k.Name, text)
				}
			}
		}
	}
	if lines < 50 || reasons < 50 {
		t.Errorf("only %d lines were written, and %d reasons given", lines, reasons)
	}
}

func TestAcceptOnAForkedListener(t *testing.T) {
	s, d := begin(t, 120, 40, copies(4))
	s.bench.Sockets.Select(4)
	s.key("a", 'a')
	if len(d.posted) != 1 || d.posted[0] != "at k a2 = accept s nonblock" {
		t.Errorf("posted %q", d.posted)
	}
	s.key("K", 'K')
	if d.posted[len(d.posted)-1] != "exit k" {
		t.Errorf("posted %q", d.posted)
	}
	for _, text := range d.posted {
		if _, _, err := step.ParseLine(text, s.store.Roster.Names()); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	s.bench.Sockets.Select(1)
	s.key("K", 'K')
	if !strings.Contains(s.message.Text, "s is a descriptor of the engine") {
		t.Errorf("it says %q", s.message.Text)
	}
}
