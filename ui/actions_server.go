package ui

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/step"

	tea "charm.land/bubbletea/v2"
)

// serverActions lead the event loop, and move through the table of its connections.
func serverActions() []Action {
	pull := func(f func(*Screen)) func(*Screen) tea.Cmd {
		return func(s *Screen) tea.Cmd {
			f(s)
			return s.pull()
		}
	}
	line := func(of func(*Screen) string) func(*Screen) tea.Cmd {
		return func(s *Screen) tea.Cmd { return s.write(of(s)) }
	}
	lead := func(name, help string, of func(*Screen) string) Action {
		return Action{Name: name, Help: help, Why: needsServer, Line: of, Do: line(of)}
	}
	move := func(by int, pages bool) func(*Screen) tea.Cmd {
		return pull(func(s *Screen) { s.server.Move(by, pages) })
	}
	return []Action{
		{Name: "try-server", Help: "serve echo on a free port, and send it a swarm of 50 clients", Why: servedAlready, Do: (*Screen).tryServer},
		lead("pause", "stop the event loop before its next call, or let it run", func(s *Screen) string {
			if s.server.Now().Gear == engine.ServerRun {
				return "gear pause"
			}
			return "gear run"
		}),
		lead("step-call", "let the event loop make one call", func(*Screen) string { return "gear step 1" }),
		lead("step-iteration", "let the event loop make one iteration", func(*Screen) string { return "gear iteration 1" }),
		lead("faster", "let the event loop make twice as many calls a second", func(s *Screen) string { return slower(s, 2) }),
		lead("slower", "slow the event loop down: five calls a second, then half as many", func(s *Screen) string { return slower(s, 0.5) }),
		lead("next-readiness", "change how the event loop learns who is ready", nextReadiness),
		lead("swarm", "send a swarm of clients to a listener", func(s *Screen) string {
			l := s.listener()
			return fmt.Sprintf("swarm 50%s @%s %s for 10s", bar, l.Name, strings.TrimSuffix(l.Protocol, ":"))
		}),
		lead("unserve", "close the connections of a listener, and give it back", func(s *Screen) string { return "unserve " + s.listener().Name + bar }),
		{Name: "close-connection", Help: "close the chosen connection", Why: needsConnection, Line: chosenLine("close "), Do: func(s *Screen) tea.Cmd {
			cmd := s.write(chosenLine("close ")(s))
			s.server.Move(+1, false) // the row after it takes its place
			return cmd
		}},
		{Name: "open-connection", Help: "put the chosen connection on the bench, with all its options", Why: needsConnection, Do: (*Screen).openConnection},
		{Name: "follow", Help: "show the calls of the chosen connection, at any speed", Why: needsConnection, Do: pull(func(s *Screen) { s.server.Follow() })},
		{Name: "sort-connections", Help: "sort by the next column", Inner: true, Do: pull(func(s *Screen) { s.server.SortNext() })},
		{Name: "reverse-connections", Help: "turn the order round", Inner: true, Do: pull(func(s *Screen) { s.server.Reverse = !s.server.Reverse })},
		{Name: "filter-connections", Help: "show only some: state:close-wait recvq:>0 peer:10. or a word", Inner: true, Do: do(func(s *Screen) {
			s.open(filterConnections, s.server.Filter, len(s.server.Filter), true)
		})},
		{Name: "connection-up", Help: "one up", Inner: true, Do: move(-1, false)},
		{Name: "connection-down", Help: "one down", Inner: true, Do: move(+1, false)},
		{Name: "connection-page-up", Help: "a page up", Inner: true, Do: move(-1, true)},
		{Name: "connection-page-down", Help: "a page down", Inner: true, Do: move(+1, true)},
		{Name: "first-connection", Help: "the first one", Inner: true, Do: pull(func(s *Screen) { s.server.Edge(false) })},
		{Name: "last-connection", Help: "the last one", Inner: true, Do: pull(func(s *Screen) { s.server.Edge(true) })},
		{Name: "leave-server", Help: "go back: drop the filter, follow nobody, return to the bench", Inner: true, Do: pull(func(s *Screen) {
			if !s.server.Back() {
				s.turnTo(benchPage)
			}
		})},
	}
}

var filterConnections = &purpose{
	sign: "/", about: "words: state:close-wait recvq:>0 idle:>10 peer:127. stall: or a part of a name",
	typed: func(s *Screen, text string) { s.server.Filter = strings.TrimSpace(text); s.store.Pull.Hurry = true },
	done:  func(s *Screen, text string) tea.Cmd { s.shut(); return s.pull() },
	leave: func(s *Screen) { s.server.Filter = "" },
	move:  func(s *Screen, by int) { s.server.Move(by, false) },
}

func needsServer(s *Screen) string {
	if s.server.Now() == nil {
		return "nothing is served: g serves echo, or type serve and a listener"
	}
	return ""
}

func servedAlready(s *Screen) string {
	if s.server.Now() != nil {
		return "something is served already: w sends it a swarm"
	}
	return ""
}

func needsConnection(s *Screen) string {
	if _, ok := s.server.Chosen(); !ok {
		return "there is no connection to choose"
	}
	return ""
}

func chosenLine(verb string) func(*Screen) string {
	return func(s *Screen) string {
		c, _ := s.server.Chosen()
		return verb + c.Name
	}
}

// listener is that of the chosen connection, or the first one.
func (s *Screen) listener() engine.ServerListener {
	now := s.server.Now()
	if c, ok := s.server.Chosen(); ok {
		for _, l := range now.Listeners {
			if strings.HasPrefix(c.Name, l.Name+"_") {
				return l
			}
		}
	}
	if len(now.Listeners) == 0 {
		return engine.ServerListener{}
	}
	return now.Listeners[0]
}

// slower multiplies the calls a second that the loop makes.
func slower(s *Screen, by float64) string {
	rate := 5.0
	if now := s.server.Now(); now.Gear == engine.ServerSlow {
		rate = math.Max(0.25, math.Min(now.Rate*by, 100_000))
	}
	return fmt.Sprintf("gear slow %g", rate)
}

func nextReadiness(s *Screen) string {
	names := step.ReadinessNames()
	at := slices.Index(names, s.server.Now().Readiness)
	l := s.listener()
	return fmt.Sprintf("serve %s %s with %s", l.Name, l.Protocol, names[(at+1)%len(names)])
}

// tryServer begins a server to look at.
func (s *Screen) tryServer() tea.Cmd {
	name := "s"
	for n := 2; slices.Contains(s.store.Roster.Names(), name); n++ {
		name = fmt.Sprintf("s%d", n)
	}
	s.store.Queue.Add(name+" = server 127.0.0.1:0 4096", "serve "+name+" echo", "swarm 50 @"+name+" echo for 60s")
	return s.goOn()
}

// openConnection has the bench know the chosen connection, and turns to it.
func (s *Screen) openConnection() tea.Cmd {
	c, _ := s.server.Chosen()
	s.bench.Await(c.Name)
	cmd := s.write("show " + c.Name)
	s.turnTo(benchPage)
	return cmd
}
