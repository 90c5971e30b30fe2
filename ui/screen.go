package ui

import (
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"netnet-tui/ui/bench"
	"netnet-tui/ui/keymap"
	"netnet-tui/ui/race"
	"netnet-tui/ui/reference"
	"netnet-tui/ui/server"
)

// Screen is the program's one model. Its parts are plain: they hold what a person
// has chosen and draw it. Nothing here waits: what takes time is a command.
type Screen struct {
	options  Options
	source   Source // nil when it has died
	starting bool   // a new one is on its way
	actions  *actionTable
	keys     *keymap.Table

	bench     *bench.Bench
	server    *server.Page
	reference *reference.Page
	race      *race.Page
	racing    *racing // nil where none is under way
	pages     []Page
	page      int // the one that is shown
	unseen    unseen

	entry    entry
	overlays []overlay // the last one has the keys
	message  message
	insisted string // what was refused last, and is done all the same when asked again

	queue   queue
	undo    undo
	retime  retime
	journal journal
	roster  roster
	network network
	pull    pull
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
	s.roster.forget()
	if s.source, err = o.Start(); err != nil {
		return nil, err
	}
	return s, nil
}

// Close ends the engine.
func (s *Screen) Close() {
	if s.racing != nil {
		s.racing.stop()
	}
	if s.source != nil {
		_ = s.source.Close()
	}
}

// Init asks for the first frame and for the terminal's background.
func (s *Screen) Init() tea.Cmd {
	return tea.Batch(s.pull.now(s), tea.RequestBackgroundColor)
}

// Update takes a message.
func (s *Screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := s.update(msg)
	if s.pull.hurry && !s.pull.flying {
		cmd = tea.Batch(cmd, s.pull.now(s))
	}
	return s, cmd
}

func (s *Screen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case frameMsg:
		return s.takeFrame(msg)
	case pullMsg:
		return s.pull.due(s, msg)
	case lateMsg:
		return s.pull.late(s, msg)
	}
	s.picture.stale = true
	s.pull.wake()
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		s.picture.resize(msg.Width, msg.Height)
		return s.pull.now(s)
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
		return s.pull.now(s)
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
