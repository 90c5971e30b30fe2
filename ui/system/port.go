package system

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/system/watcher"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
)

// answer is the window with the answer about a port.
type answer struct{ overlay.Text }

// portMsg carries what was found out about a port.
type portMsg struct {
	about *answer
	text  string
	err   error
}

// take shows what was found out.
func (a *answer) take(m portMsg) {
	if m.err != nil {
		a.Lines = []string{m.err.Error()}
		return
	}
	a.Lines = strings.Split(strings.TrimRight(m.text, "\n"), "\n")
}

// port returns the port of the selected row, or 0 if there is none.
func (p *Page) port() uint16 {
	if p.groups() {
		if _, number, ok := strings.Cut(p.group, " "); ok && p.Group == watcher.ByPort {
			n, _ := strconv.ParseUint(number, 10, 16)
			return uint16(n)
		}
		return 0
	}
	c, _ := p.Chosen()
	return c.Local.IP.Port()
}

func (p *Page) needsPort(part.Host) string {
	switch {
	case p.detective == nil:
		return "nothing here can answer questions about a port"
	case p.port() == 0:
		return "the chosen row has no port"
	}
	return ""
}

// askPort opens a window and asks the kernel: each bind is tried for real.
func (p *Page) askPort(h part.Host) tea.Cmd {
	port, ask := p.port(), p.detective
	a := &answer{overlay.Text{Title: fmt.Sprintf("Who has port %d, and what bind would answer there", port), Lines: []string{"Asking the kernel …"}}}
	h.Push(a)
	return func() tea.Msg {
		text, err := ask(port)
		return portMsg{a, text, err}
	}
}
