package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"netnet-tui/ui/bench"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/race"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/server"
	"netnet-tui/ui/store"
)

// Screen is the program's one model. Its parts are plain: they hold what a person
// has chosen and draw it. Nothing here waits: what takes time is a command.
type Screen struct {
	options  Options
	store    *store.Store
	starting bool // a new engine is on its way
	actions  *actionTable
	keys     *keymap.Table

	bench     *bench.Bench
	server    *server.Page
	reference *reference.Page
	race      *race.Page
	racing    *racing // nil where none is under way
	pages     []Page
	page      int // the one that is shown

	entry    entry
	overlays []overlay // the last one has the keys
	message  message
	insisted string // what was refused last, and is done all the same when asked again

	look    look
	picture picture
}

// message is the line of the screen that tells what has just happened.
type message struct {
	text string
	bad  bool
}

// New makes a screen and begins its engine.
func New(o Options) (*Screen, error) {
	if o.SaveAs == "" {
		o.SaveAs = "session.netnet"
	}
	chosen, err := themeFor(o.Theme)
	if err != nil {
		return nil, err
	}
	s := &Screen{options: o, bench: bench.New(), server: server.New(), reference: &reference.Page{}, race: &race.Page{}}
	s.pages = []Page{s.bench, s.server, s.reference, s.race}
	s.actions = newActionTable(s.pages)
	if s.keys, err = keymap.New(bindings(s.pages), s.actions.has); err != nil {
		return nil, err
	}
	s.look.begin(chosen)
	if err := s.entry.begin(o.History); err != nil {
		s.fail(err.Error())
	}
	source, err := o.Start()
	if err != nil {
		return nil, err
	}
	s.store = store.New(source)
	return s, nil
}

// Close ends the engine.
func (s *Screen) Close() {
	if s.racing != nil {
		s.racing.stop()
	}
	if s.store.Source != nil {
		_ = s.store.Source.Close()
	}
}

// Init asks for the first frame and for the terminal's background.
func (s *Screen) Init() tea.Cmd {
	return tea.Batch(s.pull(), tea.RequestBackgroundColor)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := s.update(msg)
	if s.store.Pull.Wanted() {
		cmd = tea.Batch(cmd, s.pull())
	}
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case store.FrameMsg:
		return s.takeFrame(msg)
	case store.DueMsg:
		if s.store.Pull.Due(msg) {
			return s.pull()
		}
		return nil
	case store.LateMsg:
		stuck, again := s.store.Pull.Late(msg)
		s.picture.stale = s.picture.stale || stuck
		return again
	}
	s.picture.stale = true
	s.store.Pull.Wake()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.picture.resize(msg.Width, msg.Height)
		return s.pull()
	case tea.KeyPressMsg:
		return s.pressed(msg)
	case tea.PasteMsg:
		s.paste(msg.Content)
	case tea.MouseClickMsg:
		return s.clicked(msg)
	case tea.MouseWheelMsg:
		return s.wheeled(msg)
	case tea.ColorProfileMsg:
		s.look.limit(msg.Profile)
	case tea.BackgroundColorMsg:
		s.look.suit(msg.IsDark())
	case tea.ResumeMsg:
		return s.pull()
	case lapMsg:
		return s.lapped(msg)
	case startedMsg:
		return s.started(msg)
	case savedMsg:
		s.saved(msg)
	}
	return nil
}

// plainProfile tells whether a terminal shows no colours.
func plainProfile(p colorprofile.Profile) bool { return p <= colorprofile.ASCII }
