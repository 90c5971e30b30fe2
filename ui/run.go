package ui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// ErrQuit reports that SIGQUIT ended the screen.
var ErrQuit = errors.New("ended by SIGQUIT")

// Run shows the screen on the terminal until the user leaves it.
func Run(ctx context.Context, o Options) error {
	if err := fits(os.Stdin, os.Stdout, os.Getenv("TERM")); err != nil {
		return err
	}
	first := startBeside(o.first())
	// When it draws the first rune beyond ASCII, the renderer builds a table that measures runes, which
	// takes 2 ms. Have it built now, in parallel with the start.
	go ansi.StringWidthWc("─")
	screen, err := newScreen(o, first)
	if err != nil {
		_ = first.Close()
		return err
	}
	defer screen.Close()
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	go func() {
		if first.failed() != nil {
			giveUp()
		}
	}()
	// A terminal that is closed ends the program as SIGTERM does, and so does SIGQUIT, on which Go would
	// exit without restoring the terminal.
	hungUp, stop := signal.NotifyContext(ctx, syscall.SIGHUP)
	defer stop()
	ctx, stopQuit := signal.NotifyContext(hungUp, syscall.SIGQUIT)
	defer stopQuit()
	tty := &terminal{in: os.Stdin, out: os.Stdout}
	if err := tty.enter(); err != nil {
		return err
	}
	defer tty.leave()
	size, environment := tty.size(), os.Environ()
	profile := colorprofile.Detect(os.Stdout, environment)
	program := tea.NewProgram(newDisplay(screen, tty, environment, profile), tea.WithContext(ctx), tea.WithColorProfile(profile),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithWindowSize(size.Width, size.Height), tea.WithFilter(tty.suspended))
	go tty.follow(ctx, program.Send)
	_, err = program.Run()
	tty.leave()
	if failed := first.failed(); failed != nil {
		return failed
	}
	if errors.Is(err, tea.ErrProgramPanic) {
		return fmt.Errorf("the screen has failed; what it printed above is a bug worth reporting: %w", err)
	}
	if errors.Is(err, tea.ErrInterrupted) || hungUp.Err() != nil {
		return nil
	}
	if ctx.Err() != nil {
		return ErrQuit
	}
	return err
}

// fits returns an error that says why the terminal cannot show the screen, or nil if it can.
func fits(stdin, stdout *os.File, kind string) error {
	const instead = "run a script instead, with netnet-tui run FILE"
	for _, f := range []*os.File{stdin, stdout} {
		if !term.IsTerminal(f.Fd()) {
			name := strings.TrimPrefix(f.Name(), "/dev/")
			return fmt.Errorf("%s is not a terminal: %s", name, instead)
		}
	}
	if kind == "dumb" {
		return errors.New("TERM is dumb, a terminal that can't move its cursor: " + instead)
	}
	return nil
}
