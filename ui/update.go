package ui

import (
	"io"
	"slices"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/engine/observe"
	"netnet-tui/ui/bench"
	"netnet-tui/ui/editor"
	"netnet-tui/ui/learn"
	"netnet-tui/ui/overlay"
	"netnet-tui/ui/part"
	"netnet-tui/ui/race"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/server"
	"netnet-tui/ui/sessions"
	"netnet-tui/ui/store"
	"netnet-tui/ui/system"
)

// New returns a screen whose first source has been started.
func New(o Options) (*Screen, error) {
	source, err := o.first()()
	if err != nil {
		return nil, err
	}
	s, err := newScreen(o, source)
	if err != nil {
		_ = source.Close()
	}
	return s, err
}

// newScreen returns a screen with the given first source.
func newScreen(o Options, source store.Source) (*Screen, error) {
	if o.SaveAs == "" {
		o.SaveAs = "session.netnet"
	}
	chosen, err := themeFor(o.Theme)
	if err != nil {
		return nil, err
	}
	s := &Screen{options: o, from: map[string]string{}}
	manual := &reference.Page{Sysctl: observe.ReadSysctl}
	lessons := learn.New(o.Lessons, o.Progress, manual)
	s.bench = bench.New(manual, lessons, o.Lab)
	s.pages = []part.Page{
		s.bench,
		server.New(),
		lessons,
		sessions.New(sessions.Options{Archive: o.Archive, Lab: o.Lab, Walk: s.walk}),
		system.New(o.Machine, o.Port),
		manual,
		race.New(o.Race),
	}
	if s.keys, err = part.NewTable(s.ownKeys(), s.pages); err != nil {
		return nil, err
	}
	s.theme.begin(chosen)
	if err := s.entry.Begin(o.History); err != nil {
		s.Fail(err.Error())
	}
	s.store = store.New(source)
	switch {
	case o.File != nil && o.File.Lesson != nil:
		s.opening = lessons.Open(o.File.Lesson)
	case o.File != nil:
		s.bench.OpenFile(s, *o.File)
	}
	return s, nil
}

// ownKeys returns the keys that belong to no page.
func (s *Screen) ownKeys() []part.Group {
	return slices.Concat(s.programKeys(), s.entry.Keys(), overlay.Keys(), editor.Keys())
}

// Close ends the engine, and what pages and overlays have under way.
func (s *Screen) Close() {
	s.uncover(0)
	for _, page := range s.pages {
		if c, ok := page.(io.Closer); ok {
			_ = c.Close()
		}
	}
	if s.store.Source != nil {
		_ = s.store.Source.Close()
	}
	if s.tape != nil {
		_ = s.tape.Close()
	}
}

// Init asks for the first frame and for the terminal's background, and opens the lesson named on the
// command line.
func (s *Screen) Init() tea.Cmd {
	return tea.Batch(s.ask(), tea.RequestBackgroundColor, s.opening)
}

// Update handles a message.
func (s *Screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := s.update(msg)
	if page, ok := s.Page().(part.Asker); ok {
		cmd = tea.Batch(cmd, page.Ask())
	}
	if s.store.Pull.Wanted() {
		cmd = tea.Batch(cmd, s.ask())
	}
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case store.FrameMsg:
		return s.takeFrame(msg)
	case store.DueMsg:
		if s.store.Pull.Due(msg) {
			return s.ask()
		}
		return nil
	case store.LateMsg:
		stuck, again := s.store.Pull.Late(msg)
		s.picture.stale = s.picture.stale || stuck
		return again
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.picture.resize(msg.Width, msg.Height)
		s.Pull()
	case tea.KeyPressMsg, tea.PasteMsg, tea.MouseClickMsg, tea.MouseWheelMsg:
		s.picture.stale = true
		s.store.Pull.Wake()
		return s.input(msg)
	case tea.ColorProfileMsg:
		s.theme.limit(msg.Profile)
	case tea.BackgroundColorMsg:
		s.theme.suit(msg.IsDark())
	case tea.ResumeMsg:
		s.Pull()
	case begunMsg:
		s.picture.stale = true
		return s.begun(msg)
	case rereadMsg:
		s.picture.stale = true
		return s.haveReread(msg)
	case returnedMsg:
		s.picture.stale = true
		return s.returned(msg)
	case playedMsg:
		s.picture.stale = true
		return s.showPlayed(msg)
	case savedMsg:
		s.saved(msg)
	default:
		return s.hear(msg)
	}
	s.picture.stale = true
	return nil
}

// input handles keys and the mouse. While the window is too small for the screen, only the keys that leave
// do anything: nobody would see the effect of others.
func (s *Screen) input(msg tea.Msg) tea.Cmd {
	if s.picture.tooSmall() {
		if key, ok := msg.(tea.KeyPressMsg); ok && (key.String() == "ctrl+c" || key.String() == "q") {
			return tea.Quit
		}
		return nil
	}
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return s.pressed(msg)
	case tea.PasteMsg:
		s.paste(msg.Content)
	case tea.MouseClickMsg:
		return s.clicked(msg)
	case tea.MouseWheelMsg:
		s.wheeled(msg)
	}
	return nil
}

// hear passes a message to the pages that handle messages of their own.
func (s *Screen) hear(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, page := range s.pages {
		if h, ok := page.(part.Hearer); ok {
			cmd, changed := h.Hear(s, msg)
			cmds = append(cmds, cmd)
			s.picture.stale = s.picture.stale || changed
		}
	}
	return tea.Batch(cmds...)
}
