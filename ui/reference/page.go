// Package reference is the page on which everything known is looked up: a list of states, ideas,
// calls, settings of the kernel, socket options and errnos, and beside it all that is known of the
// chosen one.
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

// Page is the page.
type Page struct {
	part.Browser[reference.Entry]
	Sysctl reference.Sysctl // reads the kernel's settings
	lab    bool             // the engine has a network of its own, and Sysctl reads the host's

	entries []*reference.Entry // made when the page is first looked at
	calls   []string           // that the text was opened for, until it is drawn
}

// scopePage is where the keys of the page mean something.
const scopePage keymap.Scope = "reference"

// Name is what the tab says.
func (p *Page) Name() string { return "Reference" }

// Scopes are the page's one: its keys move through what has the focus.
func (p *Page) Scopes(part.Host) []keymap.Scope { return []keymap.Scope{scopePage} }

// Query asks for nothing: what is shown here does not change.
func (p *Page) Query() engine.Query { return engine.Query{} }

// Take takes a frame, which says whose settings of the kernel are shown.
func (p *Page) Take(f engine.Frame) { p.lab = f.Network == engine.PrivateLab }

// Pace is slow: only the events of a frame matter here.
func (p *Page) Pace() store.Pace { return store.Pace{Most: time.Second} }

// OpenOption chooses an option, whatever the filter was.
func (p *Page) OpenOption(o *sockopts.Option) bool {
	return p.open(func(e *reference.Entry) bool { return e.Option == o }, "")
}

// OpenErrno chooses an errno, and in its text what it means when a call answers it.
func (p *Page) OpenErrno(name, call string) bool {
	return p.open(func(e *reference.Entry) bool { return e.Errno() && e.Name == name }, call)
}

// OpenName chooses what has a name, or has it as another name.
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
			p.Top = max(p.Index()-p.Room/3, 0) // with what stands around it
			return true
		}
	}
	return false
}

// Subjects are the chosen entry.
func (p *Page) Subjects() []string {
	if e := p.Chosen(); e != nil {
		return []string{e.Name}
	}
	return nil
}

// Back undoes the innermost thing that was done here; false where there is none.
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

// Move moves through the list or the text by rows; pages says that by counts pages.
func (p *Page) Move(by int, pages bool) {
	p.all()
	p.Browser.Move(by, pages)
}

// Edge goes to the beginning of the list or the text, or to the end.
func (p *Page) Edge(last bool) {
	p.all()
	p.Browser.Edge(last)
}
