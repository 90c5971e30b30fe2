package prompt

import (
	"os"
	"path/filepath"

	tea "charm.land/bubbletea/v2"

	"netnet-tui/sessions/atomicfile"
)

// keep writes the history to its file. If that fails, it stays in memory: an error after every line would
// only annoy.
func (e *Entry) keep() tea.Cmd {
	file, text := e.file, e.history.String()
	if file == "" {
		return nil
	}
	return func() tea.Msg {
		_ = os.MkdirAll(filepath.Dir(file), 0o700)
		_ = atomicfile.Write(file, text, 0o600)
		return nil
	}
}
