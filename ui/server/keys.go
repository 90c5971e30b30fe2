package server

import (
	"fmt"
	"math"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
	"netnet-tui/engine/swarms"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// Keys returns the actions that control the event loop, and those that move through the table of its
// connections.
func (p *Page) Keys() []part.Group {
	return []part.Group{{Scope: scopePage, Title: "Server", Actions: slices.Concat(p.loopKeys(), p.tableKeys(), part.Steps("connection", p), []part.Action{
		part.Interrupt().On("", "I"),
		{Name: "leave-server", Keys: part.Key("esc"), Help: "go back: drop the filter, stop following, return to the bench", Inner: true, Do: part.Do(p.leave)},
	})}}
}

// loopKeys returns the actions that control the event loop.
func (p *Page) loopKeys() []part.Action {
	return []part.Action{
		p.lead(part.Action{Name: "pause", Keys: part.Key("space"), Label: "pause/run", Help: "stop the event loop before its next call, or let it run"}, p.pauseLine),
		p.lead(part.Action{Name: "step-call", Keys: part.Key("s"), Label: "call", Help: "let the event loop make one call"},
			func(part.Host) string { return "gear step 1" }),
		p.lead(part.Action{Name: "step-iteration", Keys: part.Key("i"), Label: "iteration", Help: "let the event loop make one iteration"},
			func(part.Host) string { return "gear iteration 1" }),
		p.lead(part.Action{Name: "slower", Keys: part.Key("-"), Label: "slower", Help: "slow the event loop down: five calls a second, then half as many"},
			func(part.Host) string { return p.slowLine(0.5) }),
		p.lead(part.Action{Name: "faster", Keys: part.Key("+", "="), Label: "faster", Help: "let the event loop make twice as many calls a second"},
			func(part.Host) string { return p.slowLine(2) }),
		{Name: "readiness", Keys: part.Key("R"), Label: "readiness", Help: "choose how the event loop learns which sockets are ready", Why: p.needsServer, Do: part.Do(p.chooseReadiness), Makes: true},
		p.lead(part.Action{Name: "swarm", Keys: part.Key("w"), Label: "swarm", Help: "send a swarm of clients to a listener"}, p.swarmLine),
		{Name: "stop-swarm", Keys: part.Key("W"), Label: "unswarm", Help: "stop the swarms", Why: p.needsSwarm, Line: func(part.Host) string { return "unswarm" }},
	}
}

// tableKeys returns the actions on the table and its selected connection.
func (p *Page) tableKeys() []part.Action {
	return []part.Action{
		{Name: "follow", Keys: part.Key("f"), Label: "follow", Help: "show the calls of the chosen connection, at any speed", Why: p.needsConnection, Do: part.Pulling(p.Follow)},
		{Name: "open-connection", Keys: part.Key("enter"), Label: "open", Help: "put the chosen connection on the bench, with all its options",
			Why: p.needsConnection, Do: p.open, Makes: true},
		{Name: "filter-connections", Keys: part.Key("/"), Label: "filter", Help: "show only some: state:close-wait recvq:>0 peer:10. or a word", Inner: true,
			Do: part.Do(func(h part.Host) { h.Open(p.filter(), p.Filter) })},
		{Name: "sort-connections", Keys: part.Key("o"), Label: "sort", Help: "sort by the next column", Inner: true, Do: part.Pulling(p.SortNext)},
		{Name: "reverse-connections", Keys: part.Key("O"), Help: "reverse the order", Inner: true, Do: part.Pulling(func() { p.Reverse = !p.Reverse })},
		{Name: "close-connection", Keys: part.Key("x"), Help: "close the chosen connection", Why: p.needsConnection, Line: p.closeLine, Do: p.close},
		p.lead(part.Action{Name: "unserve", Keys: part.Key("u"), Help: "close the connections of a listener, and give it back"},
			func(part.Host) string { return "unserve " + p.listener().Name + part.Cursor }),
		{Name: "try-server", Keys: part.Key("g"), Label: "try it", Help: "serve echo on a free port, and send it a swarm of 50 clients", Why: p.servedAlready, Do: p.try, Makes: true},
	}
}

// lead returns an action that writes a line to the event loop.
func (p *Page) lead(a part.Action, line func(part.Host) string) part.Action {
	a.Why, a.Line = p.needsServer, line
	return a
}

func (p *Page) filter() *part.Purpose {
	return &part.Purpose{
		Sign: "/", About: "part of a name; state:close-wait recvq:>0 idle:>10 peer:127. stall:",
		Typed: func(h part.Host, text string) { p.Filter = strings.TrimSpace(text); h.Pull() },
		Leave: func(part.Host) { p.Filter = "" },
		Move:  func(_ part.Host, by int) { p.Move(by, false) },
	}
}

func (p *Page) needsServer(part.Host) string {
	if p.now == nil {
		return "nothing is served: g serves echo, or type serve and a listener"
	}
	return ""
}

func (p *Page) needsSwarm(part.Host) string {
	if !slices.ContainsFunc(p.swarms, func(s swarms.State) bool { return !s.Done }) {
		return "no swarm runs: w sends one"
	}
	return ""
}

func (p *Page) servedAlready(part.Host) string {
	if p.now != nil {
		return "something is served already: w sends it a swarm"
	}
	return ""
}

func (p *Page) needsConnection(part.Host) string {
	if _, ok := p.Chosen(); !ok {
		return "there is no connection to choose"
	}
	return ""
}

func (p *Page) pauseLine(part.Host) string {
	if p.now.Gear == status.GearRun {
		return "gear pause"
	}
	return "gear run"
}

// slowLine returns the line that multiplies the loop's rate of calls.
func (p *Page) slowLine(by float64) string {
	rate := 5.0
	if p.now.Gear == status.GearSlow {
		rate = math.Max(0.25, math.Min(p.now.Rate*by, 100_000))
	}
	return fmt.Sprintf("gear slow %g", rate)
}

// chooseReadiness offers the readiness models, with the current one selected.
func (p *Page) chooseReadiness(h part.Host) {
	l, names := p.listener(), step.ReadinessNames()
	list := make([]overlay.Choice, len(names))
	for i, name := range names {
		list[i] = overlay.Choice{Name: name, Text: step.ReadinessSummary(name)}
	}
	h.Push(&overlay.Chooser{Title: "Learn which sockets are ready by", Does: "switches to it", List: list, At: max(slices.Index(names, p.now.Readiness), 0),
		Take: func(h part.Host, at int) tea.Cmd {
			return h.Write(fmt.Sprintf("serve %s %s with %s", l.Name, l.Protocol, names[at]))
		}})
}

func (p *Page) swarmLine(part.Host) string {
	l := p.listener()
	return fmt.Sprintf("swarm 50%s @%s %s for 10s", part.Cursor, l.Name, strings.TrimSuffix(l.Protocol, ":"))
}

// listener returns the listener of the selected connection, or else the first one.
func (p *Page) listener() status.Listener {
	if c, ok := p.Chosen(); ok {
		for _, l := range p.now.Listeners {
			if strings.HasPrefix(c.Name, l.Name+"_") {
				return l
			}
		}
	}
	if len(p.now.Listeners) == 0 {
		return status.Listener{}
	}
	return p.now.Listeners[0]
}

func (p *Page) closeLine(part.Host) string {
	c, _ := p.Chosen()
	return "close " + c.Name
}

func (p *Page) close(h part.Host) tea.Cmd {
	cmd := h.Write(p.closeLine(h))
	p.Move(+1, false) // the row after it takes its place
	return cmd
}

// try starts a server to look at.
func (p *Page) try(h part.Host) tea.Cmd {
	name := "s"
	for n := 2; slices.Contains(h.Store().Roster.Names(), name); n++ {
		name = fmt.Sprintf("s%d", n)
	}
	return h.Queue(name+" = server 127.0.0.1:0 4096", "serve "+name+" echo", "swarm 50 @"+name+" echo for 60s")
}

// open puts the selected connection on the bench, and turns to the bench.
func (p *Page) open(h part.Host) tea.Cmd {
	c, _ := p.Chosen()
	cmd := h.Reveal("show " + c.Name)
	h.TurnTo(part.Home)
	return cmd
}

func (p *Page) leave(h part.Host) {
	if !p.Back() {
		h.TurnTo(part.Home)
	}
	h.Pull()
}
