package ui

import (
	"strings"
	"testing"
)

// TestWhoIsAskedForModes covers terminals that may print the query, and others.
func TestWhoIsAskedForModes(t *testing.T) {
	for environment, want := range map[string]bool{
		"TERM=xterm-256color":                               true,
		"TERM=xterm-256color TERM_PROGRAM=tmux":             true,
		"TERM=xterm-256color TERM_PROGRAM=Apple_Terminal":   false,
		"TERM=xterm-256color SSH_TTY=/dev/pts/1":            false,
		"TERM=xterm-kitty SSH_TTY=/dev/pts/1":               true,
		"TERM=tmux-256color TERM_PROGRAM=tmux SSH_TTY=/dev": false,
	} {
		asked := asks(strings.Fields(environment))
		if strings.Contains(asked, modes) != want || !strings.Contains(asked, questions) {
			t.Errorf("%s: %q", environment, asked)
		}
	}
}
