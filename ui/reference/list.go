package reference

import (
	"strings"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/part"
)

// all returns all entries, whether or not they match the filter.
func (p *Page) all() []*reference.Entry {
	if p.entries == nil {
		p.entries = reference.Entries(p.sysctl)
		p.sift()
	}
	return p.entries
}

// sysctl reads a sysctl, and says where the engine's network may have a different value.
func (p *Page) sysctl(key string) (string, bool) {
	if p.Sysctl == nil {
		return "", false
	}
	value, ok := p.Sysctl(key)
	if ok && p.lab && strings.HasPrefix(key, "net.") {
		value += " on the host; the lab may have another value"
	}
	return value, ok
}

// Sift shows only the entries that contain every word of a text, best match first, and selects the best.
// With an empty text it shows all entries by group, and keeps the selection.
func (p *Page) Sift(filter string) {
	p.Filter = filter
	p.all()
	p.sift()
}

func (p *Page) sift() {
	var rows []part.Row[reference.Entry]
	group := ""
	for _, e := range reference.Search(p.entries, p.Filter) {
		if p.Filter == "" && e.Group != group {
			group = e.Group
			rows = append(rows, part.Row[reference.Entry]{Group: group})
		}
		rows = append(rows, part.Row[reference.Entry]{Entry: e})
	}
	p.Fill(rows)
}

// Chosen returns the entry whose text is shown, or nil if none matches the filter.
func (p *Page) Chosen() *reference.Entry {
	p.all()
	return p.Browser.Chosen()
}

// Turn goes to the first entry of the next or the previous group; the first group follows the last.
func (p *Page) Turn(by int) {
	p.all()
	var groups []int
	at := 0
	i := p.Index()
	for j, r := range p.List {
		if r.Group == "" {
			continue
		}
		if j < i {
			at = len(groups)
		}
		groups = append(groups, j)
	}
	if len(groups) == 0 {
		return
	}
	to := groups[(at+by+len(groups))%len(groups)]
	p.Reading, p.Top = false, to
	p.Choose(p.List[to+1].Entry)
}
