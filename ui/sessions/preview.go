package sessions

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine"
	"netnet-tui/sessions/again"
	"netnet-tui/sessions/diff"
)

// preview is the first steps of the selected session, with their answers.
type preview struct {
	key   string // identifies what is shown: the file, and how many steps it had
	asked string // the key of the last request
	rows  []look
	total int
	cut   string
	err   error
	room  int // the number of rows that fit
}

// look is one step and its answer.
type look struct {
	number int
	line   string
	answer string
	errno  bool
	failed bool
}

// previewMsg carries the steps of a session.
type previewMsg struct {
	of *Page
	preview
}

// mostLooked is how many steps are read for the preview.
const mostLooked = 200

// askPreview requests the steps of the selected session, if others are shown.
func (p *Page) askPreview() tea.Cmd {
	e, ok := p.Chosen()
	if !ok {
		return nil
	}
	key := keyOf(e)
	if found := p.hits(&e); found != nil {
		key += " " + p.inside.text
		p.preview.asked = key
		p.preview.take(previewMsg{p, preview{key: key, rows: found.rows, total: found.count}})
		return nil
	}
	if key == p.preview.asked {
		return nil
	}
	p.preview.asked = key
	return func() tea.Msg { return previewMsg{p, previewOf(e.File, key)} }
}

// keyOf identifies a session, and its length.
func keyOf(e Entry) string {
	return fmt.Sprint(e.File, " ", e.Begun.UnixNano(), " ", e.Steps)
}

func previewOf(file, key string) preview {
	v := preview{key: key}
	s, err := diff.Read(file)
	if err != nil {
		v.err = err
		return v
	}
	defer func() { _ = s.Close() }()
	v.total, v.cut = s.Events.Len(), s.Cut
	for i := range min(v.total, mostLooked) {
		e, err := s.Events.Event(i)
		if err != nil {
			v.err = err
			break
		}
		v.rows = append(v.rows, lookOf(i+1, e))
	}
	return v
}

func lookOf(number int, e engine.Event) look {
	return look{number: number, line: e.Text, answer: again.Answer(e), errno: e.Errno() != "", failed: e.Failed()}
}

// take takes the steps that have arrived.
func (v *preview) take(m previewMsg) {
	if m.key == v.asked {
		m.preview.asked, m.preview.room = v.asked, v.room
		*v = m.preview
	}
}
