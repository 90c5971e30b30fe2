package part

import (
	"fmt"
	"os"

	"github.com/charmbracelet/x/term"

	"netnet-tui/sessions/atomicfile"
)

// Save writes text to a file that a person has named. An existing file is left alone and reported, unless
// replace is set.
func Save(file, text string, mode os.FileMode, replace bool) (exists bool, err error) {
	info, err := os.Stat(file)
	if err == nil && ourTerminal(info) {
		return false, fmt.Errorf("%s is this terminal: name a file", file)
	}
	asks := err == nil && !info.IsDir() // for a directory, atomicfile returns the error
	if asks && !replace {
		return true, nil
	}
	return false, atomicfile.Write(file, text, mode)
}

// ourTerminal reports whether a file is the terminal that the screen is drawn on.
func ourTerminal(file os.FileInfo) bool {
	if tty, err := os.Stat("/dev/tty"); err == nil && os.SameFile(file, tty) {
		return true
	}
	screen, err := os.Stdout.Stat()
	return err == nil && term.IsTerminal(os.Stdout.Fd()) && os.SameFile(file, screen)
}
