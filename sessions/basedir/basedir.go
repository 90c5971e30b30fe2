// Package basedir is where this program keeps what is its user's: the XDG base directories.
package basedir

import (
	"os"
	"path/filepath"
)

// State is the place of a file or a folder of what was done, such as a history; "" where there is no home.
func State(name string) string { return below("XDG_STATE_HOME", ".local/state", name) }

// Data is the place of a file or a folder that its user writes; "" where there is no home.
func Data(name string) string { return below("XDG_DATA_HOME", ".local/share", name) }

// below is a place below one of the directories. A variable that is not an absolute path counts as unset, as the
// specification says (XDG Base Directory Specification, "Environment variables").
func below(variable, usual, name string) string {
	base := os.Getenv(variable)
	if !filepath.IsAbs(base) {
		home, err := os.UserHomeDir()
		if err != nil {
			return ""
		}
		base = filepath.Join(home, filepath.FromSlash(usual))
	}
	return filepath.Join(base, "netnet-tui", name)
}
