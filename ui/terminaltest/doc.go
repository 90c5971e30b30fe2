// Package terminaltest has only tests: the built program in a real terminal, which
// tmux gives. They prove that the terminal is whole again, however the program ends.
package terminaltest
