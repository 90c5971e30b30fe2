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

// terminal is the terminal of this process, and its state before the screen took it over.
type terminal struct {
	in, out *os.File
	mu      sync.Mutex  // a panicking command leaves from another goroutine
	before  *term.State // nil while the terminal is in its original state
}

// The sequences that prepare a terminal for the screen and restore it, and the queries about colours, keys
// and modes that are sent with the first picture.
const (
	entering = ansi.SetModeAltScreenSaveCursor + ansi.ResetModeTextCursorEnable + ansi.SetModeBracketedPaste +
		ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr + ansi.SetModifyOtherKeys2
	leaving = ansi.ResetModifyOtherKeys + ansi.ResetModeUnicodeCore + ansi.ResetModeMouseButtonEvent + ansi.ResetModeMouseExtSgr +
		ansi.ResetModeBracketedPaste
	questions = ansi.RequestBackgroundColor + ansi.RequestKittyKeyboard
	modes     = ansi.RequestModeSynchronizedOutput + ansi.RequestModeUnicodeCore
)

// asks returns the queries for a terminal. Terminal.app of macOS prints a part of those about modes, so it
// is not sent them; neither is an unknown terminal at the other end of ssh, which may be that one.
func asks(environment uv.Environ) string {
	if kind := environment.Getenv("TERM"); slices.ContainsFunc([]string{"ghostty", "wezterm", "alacritty", "kitty", "rio"}, func(s string) bool { return strings.Contains(kind, s) }) {
		return modes + questions
	}
	if _, far := environment.LookupEnv("SSH_TTY"); far || strings.HasPrefix(environment.Getenv("TERM_PROGRAM"), "Apple") {
		return questions
	}
	return modes + questions
}

// keys is what is requested of the Kitty keyboard protocol: unambiguous key codes.
const keys = ansi.KittyDisambiguateEscapeCodes

// steady is a block cursor that does not blink (DECSCUSR).
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

// leave restores the terminal to its original state. Further calls do nothing.
func (t *terminal) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.before == nil {
		return
	}
	t.write(leaving + ansi.PopKittyKeyboard(1) + ansi.SetCursorStyle(0) + ansi.SetWindowTitle("") + ansi.ResetModeAltScreenSaveCursor + ansi.SetModeTextCursorEnable)
	_ = term.Restore(t.in.Fd(), t.before) // fails only if the terminal is gone
	t.before = nil
}

// suspended restores the terminal before Bubble Tea suspends the program, because the screen gets no
// message then.
func (t *terminal) suspended(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(tea.SuspendMsg); ok {
		t.leave()
	}
	return msg
}

// write writes to the terminal. Errors are ignored: a terminal that is gone is noticed by reading and by
// SIGHUP.
func (t *terminal) write(text string) { _, _ = t.out.WriteString(text) }

// size returns the terminal's size in cells, or 80 by 24 if it does not say.
func (t *terminal) size() tea.WindowSizeMsg {
	w, h, err := term.GetSize(t.out.Fd())
	if err != nil || w <= 0 || h <= 0 {
		w, h = 80, 24
	}
	return tea.WindowSizeMsg{Width: w, Height: h}
}

// follow reports each change of the size, until ctx ends.
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
