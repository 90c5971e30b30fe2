package engine

import (
	"os"
	"testing"

	"netnet-tui/sockets/labtest"
)

// TestMain runs the tests in a lab. The binary is also the child processes of the
// tests, by its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if play, ok := children[os.Args[1]]; ok {
			os.Exit(play(os.Args[2:]))
		}
	}
	labtest.Main(m)
}
