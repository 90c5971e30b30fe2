package protocol

import (
	"fmt"
	"strconv"
	"strings"
)

// chatNames is how many names are listed when a member asks who is there.
const chatNames = 100

// people are the members of a room, in the order in which they came.
type people struct {
	head, tail *member
	count      int
	names      map[string]*member // by name in lower case
	listed     string             // the cached result of who; cleared when a member comes, goes or is renamed
}

// add puts a member after all others.
func (p *people) add(m *member) {
	if m.before = p.tail; p.tail == nil {
		p.head = m
	} else {
		p.tail.after = m
	}
	p.tail = m
	p.count++
	p.names[strings.ToLower(m.name)] = m
	p.listed = ""
}

// remove takes a member out.
func (p *people) remove(m *member) {
	if m.before == nil {
		p.head = m.after
	} else {
		m.before.after = m.after
	}
	if m.after == nil {
		p.tail = m.before
	} else {
		m.after.before = m.before
	}
	p.count--
	delete(p.names, strings.ToLower(m.name))
	p.listed = ""
}

// rename gives a member a name that is not taken.
func (p *people) rename(m *member, name string) {
	delete(p.names, strings.ToLower(m.name))
	m.name = name
	p.names[strings.ToLower(name)] = m
	p.listed = ""
}

// taken reports whether someone other than m has a name, ignoring case.
func (p *people) taken(name string, m *member) bool {
	other := p.names[strings.ToLower(name)]
	return other != nil && other != m
}

// freeName returns a name for a member that has not chosen one.
func (p *people) freeName(number uint64) string {
	for ; ; number++ {
		if name := "guest" + strconv.FormatUint(number, 10); !p.taken(name, nil) {
			return name
		}
	}
}

// who lists the members' names.
func (p *people) who() string {
	if p.listed == "" {
		p.listed = p.list()
	}
	return p.listed
}

func (p *people) list() string {
	if p.count == 0 {
		return "nobody else is here"
	}
	var names []string
	for m := p.head; m != nil && len(names) < chatNames; m = m.after {
		names = append(names, m.name)
	}
	list := "here are " + strings.Join(names, ", ")
	if more := p.count - len(names); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	return list
}
