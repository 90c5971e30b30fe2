// Package terminaltest has only tests. They run the built program in a real terminal, inside tmux, and
// check that the terminal is restored however the program ends.
package terminaltest
