package reference

import (
	"strings"

	"netnet-tui/sessions/reference"
)

// row is one row of the list: the name of a group, or an entry.
type row struct {
	group string
	entry *reference.Entry
}

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

// list are the rows that can be moved through.
func (p *Page) list() []row {
	p.all()
	return p.rows
}

// Sift shows only the entries in which every word of a text is found, the best
// first, and chooses the best. Without a text all are shown, by groups, and the
// chosen one stays.
func (p *Page) Sift(filter string) {
	p.Filter, p.top = filter, 0
	p.all()
	p.sift()
	if filter != "" && len(p.rows) > 0 {
		p.choose(p.rows[0].entry)
	}
	p.reveal()
}

func (p *Page) sift() {
	p.rows = p.rows[:0]
	group := ""
	for _, e := range reference.Search(p.entries, p.Filter) {
		if p.Filter == "" && e.Group != group {
			group = e.Group
			p.rows = append(p.rows, row{group: group})
		}
		p.rows = append(p.rows, row{entry: e})
	}
}

// choose chooses an entry. Its text begins at the top, or where it is about a call
// that the filter names.
func (p *Page) choose(e *reference.Entry) {
	if e != p.chosen {
		p.chosen, p.text = e, text{seek: strings.Fields(p.Filter)}
	}
	p.reveal()
}

// Chosen is the entry whose text is shown, nil where the filter lets none through.
func (p *Page) Chosen() *reference.Entry {
	if i := p.index(); i >= 0 {
		return p.rows[i].entry
	}
	return nil
}

// index is where the chosen entry stands, the first one where it is not there; -1
// where none is.
func (p *Page) index() int {
	first := -1
	for i, r := range p.list() {
		if r.entry != nil && r.entry == p.chosen {
			return i
		}
		if first < 0 && r.entry != nil {
			first = i
		}
	}
	return first
}

func (p *Page) moveList(by int, pages bool) {
	i := p.index()
	if i < 0 {
		return
	}
	if pages {
		by *= max(p.room-1, 1)
	}
	to := max(0, min(i+by, len(p.rows)-1))
	if p.rows[to].entry == nil { // the name of a group is passed over
		if to += sign(by); to < 0 {
			to = 1
		}
	}
	p.choose(p.rows[to].entry)
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// Turn goes to the first entry of the next group, or of the one before; behind the
// last group comes the first.
func (p *Page) Turn(by int) {
	var groups []int
	at := 0
	i := p.index()
	for j, r := range p.rows {
		if r.group == "" {
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
	p.Reading, p.top = false, to
	p.choose(p.rows[to+1].entry)
}

// reveal scrolls as far as it takes to see the chosen entry, and the name of its
// group where that stands right above.
func (p *Page) reveal() {
	i := p.index()
	if p.room < 1 || i < 0 {
		return
	}
	above := i
	if i > 0 && p.rows[i-1].entry == nil && p.room > 1 {
		above--
	}
	p.top = max(min(p.top, above), i-p.room+1)
	p.top = max(0, min(p.top, len(p.rows)-p.room))
}
