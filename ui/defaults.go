package ui

import (
	"strings"

	"netnet-tui/sessions/basedir"
	"netnet-tui/ui/theme"
)

// HistoryFile is where the prompt's history is kept, "" where there is no home to keep it in.
func HistoryFile() string { return basedir.State("history") }

// ThemeNames are the themes there are, for a line of help.
func ThemeNames() string { return strings.Join(theme.Names(), ", ") }
