// Package reference is the page on which everything known can be looked up: a list of states, ideas, calls,
// sysctls, socket options and errnos, with all about the selected one beside it.
package reference

import (
	"time"

	"netnet-tui/engine"
	"netnet-tui/sessions/reference"
	"netnet-tui/sockopts"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/part"
	"netnet-tui/ui/store"
)

// Page is the reference page.
type Page struct {
	part.Browser[reference.Entry]
	Sysctl reference.Sysctl // reads sysctls
	lab    bool             // the engine has a network of its own, while Sysctl reads the host's

	entries []*reference.Entry // made when the page is first shown
	calls   []string           // the calls that the text was opened for, until it is drawn
}

// scopePage is the scope of the page.
const scopePage keymap.Scope = "reference"

// Name returns the text of the tab.
func (p *Page) Name() string { return "Reference" }

// Scopes returns the page's only scope: its keys move through the focused pane.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: what the page shows does not change.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take takes a frame, which says whose sysctls are shown.
func (p *Page) Take(f engine.Frame) { p.lab = f.Network == engine.PrivateLab }

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Most: time.Second} }

// OpenOption selects an option, whatever the filter was.
func (p *Page) OpenOption(o *sockopts.Option) bool {
	return p.open(func(e *reference.Entry) bool { return e.Option == o }, "")
}

// OpenErrno selects an errno and, in its text, what it means as the answer to a call.
func (p *Page) OpenErrno(name, call string) bool {
	return p.open(func(e *reference.Entry) bool { return e.Errno() && e.Name == name }, call)
}

// OpenName selects the entry with the given name or alias.
func (p *Page) OpenName(name string) bool {
	e, ok := reference.Find(p.all(), name)
	return ok && p.open(func(other *reference.Entry) bool { return other == e }, "")
}

func (p *Page) open(is func(*reference.Entry) bool, call string) bool {
	for _, e := range p.all() {
		if is(e) {
			p.Sift("")
			p.Reading = false
			p.Choose(e)
			p.Again()
			p.calls = []string{call}
			p.Top = max(p.Index()-p.Room/3, 0) // with its neighbours
			return true
		}
	}
	return false
}

// Subjects returns the selected entry.
func (p *Page) Subjects() []string {
	if e := p.Chosen(); e != nil {
		return []string{e.Name}
	}
	return nil
}

// Back undoes the innermost thing that was done on the page, or returns false if there is none.
func (p *Page) Back() bool {
	switch {
	case p.Browser.Back():
	case p.Filter != "":
		p.Sift("")
	default:
		return false
	}
	return true
}

// Move moves through the list or the text by rows, or by pages if pages is set.
func (p *Page) Move(by int, pages bool) {
	p.all()
	p.Browser.Move(by, pages)
}

// Edge goes to the first or the last row of the list or the text.
func (p *Page) Edge(last bool) {
	p.all()
	p.Browser.Edge(last)
}
