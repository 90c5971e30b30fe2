package ui

import (
	"strings"

	"netnet-tui/sessions/basedir"
	"netnet-tui/ui/theme"
)

// HistoryFile returns the path of the prompt's history, or "" if there is no home directory.
func HistoryFile() string { return basedir.State("history") }

// ThemeNames returns the names of all themes, for a line of help.
func ThemeNames() string { return strings.Join(theme.Names(), ", ") }
