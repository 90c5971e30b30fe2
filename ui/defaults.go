package ui

import (
	"os"
	"path/filepath"
	"strings"

	"netnet-tui/ui/theme"
)

// HistoryFile is where the prompt's history is kept: a file of the user's state
// (XDG base directories), "" where there is no home to keep it in.
func HistoryFile() string {
	state := os.Getenv("XDG_STATE_HOME")
	if state == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		state = filepath.Join(home, ".local", "state")
	}
	return filepath.Join(state, "netnet-tui", "history")
}

// ThemeNames are the themes there are, for a line of help.
func ThemeNames() string { return strings.Join(theme.Names(), ", ") }
