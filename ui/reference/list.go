package reference

import (
	"strings"

	"netnet-tui/sessions/reference"
	"netnet-tui/ui/part"
)

// all are the entries, whether the filter lets them through or not.
func (p *Page) all() []*reference.Entry {
	if p.entries == nil {
		p.entries = reference.Entries(p.sysctl)
		p.sift()
	}
	return p.entries
}

// sysctl reads a setting of the kernel, and says where it may be another in the engine's network.
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

// Sift shows only the entries in which every word of a text is found, the best
// first, and chooses the best. Without a text all are shown, by groups, and the
// chosen one stays.
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

// Chosen is the entry whose text is shown, nil where the filter lets none through.
func (p *Page) Chosen() *reference.Entry {
	p.all()
	return p.Browser.Chosen()
}

// Turn goes to the first entry of the next group, or of the one before; behind the
// last group comes the first.
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
