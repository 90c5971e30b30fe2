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

// search is a search in all sessions, and its results.
type search struct {
	text   string
	found  map[string]*hits // by the file of the session
	steps  int              // matching steps, in all sessions
	unread int              // sessions that could not be read
	of     *running         // the search, while it is running
}

// hits are the steps of a session that match.
type hits struct {
	count int
	first int    // the first one, from 0
	rows  []look // the first few
}

// searchedMsg is the result of searching one session.
type searchedMsg struct {
	of   *running
	file string
	hits *hits // nil if there were none
	err  error
	next tea.Cmd // searches the next session; nil after the last
	at   int     // how many have been searched
}

// lookFor asks what to search for in the sessions.
func (p *Page) lookFor(h part.Host) {
	h.Open(&part.Purpose{
		Sign: "search", About: "inside all sessions: a text, errno:EAGAIN, socket:s or mark:word",
		Done: func(h part.Host, text string) tea.Cmd {
			h.Shut()
			return p.search(strings.TrimSpace(text))
		},
	}, p.inside.text)
}

// search searches all sessions for a text, one after another; "" shows all sessions again.
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

// searchFrom returns the command that searches a session; its result has the command for the next one.
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

// searchFile searches one session.
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

// searched takes the result of searching one session.
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

// came says what a finished search has found.
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

// hits returns the hits in a session; nil if nothing is searched for.
func (p *Page) hits(e *Entry) *hits { return p.inside.found[e.File] }
