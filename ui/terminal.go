package ui

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"syscall"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// terminal is the terminal of this process, and how it was before.
type terminal struct {
	in, out *os.File
	mu      sync.Mutex  // a command that panics leaves it from elsewhere
	before  *term.State // nil while it is as it was
}

// What the screen needs of a terminal, what gives it back, what is asked with the first picture, and
// what is asked about modes.
const (
	entering = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste +
		ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr + ansi.SetModifyOtherKeys2
	leaving = ansi.ResetModifyOtherKeys + ansi.ResetModeUnicodeCore + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr +
		ansi.ResetModeBracketedPaste
	questions = ansi.RequestBackgroundColor + ansi.RequestKittyKeyboard
	modes     = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore
)

// asks are the questions for a terminal. That of macOS prints a part of those about modes, so it
// isn't asked for them, nor is an unknown one at the other end of ssh, which may be that one.
func asks(environment uv.Environ) string {
	if kind := environment.Getenv("TERM"); slices.ContainsFunc([]string{"ghostty", "wezterm", "alacritty", "kitty", "rio"}, func(s string) bool { return strings.Contains(kind, s) }) {
		return modes + questions
	}
	if _, far := environment.LookupEnv("SSH_TTY"); far || strings.HasPrefix(environment.Getenv("TERM_PROGRAM"), "Apple") {
		return questions
	}
	return modes + questions
}

// keys is what is asked of the Kitty keyboard protocol: keys that can be told apart.
const keys = ansi.KittyDisambiguateEscapeCodes

// steady is a block that does not blink (DECSCUSR).
const steady = 2

// enter prepares the terminal for the screen.
func (t *terminal) enter() (err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.before, err = term.MakeRaw(t.in.Fd()); err != nil {
		return err
	}
	t.write(entering + ansi.PushKittyKeyboard(keys) + ansi.SetCursorStyle(steady) + ansi.SetWindowTitle("netnet-tui"))
	return nil
}

// leave gives the terminal back as it was. Called again, it does nothing.
func (t *terminal) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.before == nil {
		return
	}
	t.write(leaving + ansi.PopKittyKeyboard(1) + ansi.SetCursorStyle(0) + ansi.SetWindowTitle("") + ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
	_ = term.Restore(t.in.Fd(), t.before) // a terminal that is gone needs none
	t.before = nil
}

// suspended gives the terminal back before Bubble Tea suspends the program, which takes no
// message to the screen.
func (t *terminal) suspended(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		t.leave()
	}
	return msg
}

// write writes to the terminal. One that is gone is noticed by reading and by SIGHUP.
func (t *terminal) write(text string) { _, _ = t.out.WriteString(text) }

// size is its size in cells; 80 by 24 for one that doesn't say.
func (t *terminal) size() tea.WindowSizeMsg {
	w, h, err := term.GetSize(t.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		w, h = 80, 24
	}
	return tea.WindowSizeMsg{Width: w, Height: h}
}

// follow tells of each change of the size, until ctx ends.
func (t *terminal) follow(ctx context.Context, tell func(tea.Msg)) {
	changes := make(chan os.Signal, 1)
	signal.Notify(changes, syscall.SIGWINCH)
	defer signal.Stop(changes)
	for {
		select {
		case <-ctx.Done():
			return
		case <-changes:
			tell(t.size())
		}
	}
}
