package sessions

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/step"
	"netnet-tui/sessions/recording"
	"netnet-tui/ui/part"
)

// search is what is looked for inside all sessions, and where it has been found.
type search struct {
	text   string
	found  map[string]*hits // by the file of the session
	steps  int              // that have it, in all of them
	unread int              // sessions that could not be read
	of     *running         // the search, while it is under way
}

// hits are the steps of a session that have what is looked for.
type hits struct {
	count int
	first int    // the first of them, from 0
	rows  []look // the first of them
}

// searchedMsg is what has been found in one session.
type searchedMsg struct {
	of   *running
	file string
	hits *hits // nil where nothing was
	err  error
	next tea.Cmd // looks through the next session; nil behind the last
	at   int     // how many have been looked through
}

// lookFor types what is looked for inside the sessions.
func (p *Page) lookFor(h part.Host) {
	h.Open(&part.Purpose{
		Sign: "search", About: "inside all sessions: a text, errno:EAGAIN, socket:s or mark:word",
		Done: func(h part.Host, text string) tea.Cmd {
			h.Shut()
			return p.search(strings.TrimSpace(text))
		},
	}, p.inside.text)
}

// search looks for a text in all sessions, one after the other; "" shows all sessions again.
func (p *Page) search(text string) tea.Cmd {
	p.inside = search{text: text, found: map[string]*hits{}}
	p.sift()
	if text == "" {
		return nil
	}
	ctx, stop := context.WithCancel(context.Background())
	p.inside.of = &running{"searching", stop}
	p.busy = p.inside.of
	var files []string
	for _, e := range p.list.all {
		files = append(files, e.File)
	}
	return searchFrom(ctx, p.inside.of, recording.ParseQuery(text), files, 0)
}

// searchFrom looks through a session, and names what looks through the next.
func searchFrom(ctx context.Context, of *running, q recording.Query, files []string, at int) tea.Cmd {
	if at == len(files) {
		return nil
	}
	return func() tea.Msg {
		m := searchedMsg{of: of, file: files[at], at: at + 1}
		m.hits, m.err = searchFile(ctx, files[at], q)
		m.next = searchFrom(ctx, of, q, files, at+1)
		return m
	}
}

// searchFile looks through one session.
func searchFile(ctx context.Context, file string, q recording.Query) (*hits, error) {
	f, err := recording.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	var found *hits
	for i, err := range f.Search(ctx, q) {
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = &hits{first: i}
		}
		found.count++
		if len(found.rows) == mostLooked {
			continue
		}
		if e, err := f.Event(i); err == nil {
			found.rows = append(found.rows, lookOf(i+1, e))
		}
	}
	return found, nil
}

// searched takes what has been found in one session.
func (p *Page) searched(h part.Host, m searchedMsg) tea.Cmd {
	s := &p.inside
	switch {
	case m.err != nil:
		s.unread++
	case m.hits != nil:
		s.found[m.file] = m.hits
		s.steps += m.hits.count
		p.sift()
	}
	if m.next != nil {
		s.of.what = fmt.Sprintf("searching, %s done", step.Counted(m.at, "session"))
		return m.next
	}
	p.busy.stop()
	p.busy, s.of = nil, nil
	said := s.came()
	if len(s.found) > 0 {
		h.Say(said)
		return nil
	}
	p.inside = search{}
	p.sift()
	h.Fail(said)
	return nil
}

// came is what came of a search that has ended.
func (s *search) came() string {
	said := "no session has " + s.text
	switch {
	case s.steps == 1:
		said = "1 step of 1 session has " + s.text
	case s.steps > 1:
		said = fmt.Sprintf("%s of %s have %s", step.Counted(s.steps, "step"), step.Counted(len(s.found), "session"), s.text)
	}
	if s.unread > 0 {
		said += fmt.Sprintf("; %s could not be read", step.Counted(s.unread, "session"))
	}
	return said
}

// hits are those of a session; nil where nothing is looked for.
func (p *Page) hits(e *Entry) *hits { return p.inside.found[e.File] }
