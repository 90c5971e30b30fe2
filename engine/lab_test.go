package engine

import (
	"fmt"
	"os"
	"testing"

	"netnet-tui/engine/fork"
	"netnet-tui/sockets/labtest"
)

// TestMain runs the tests in a lab.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "swarm" { // a test's engine has started a swarm
		halfASwarm()
		return
	}
	if len(os.Args) == 2 && os.Args[1] == fork.Command { // a test's engine has forked
		if err := fork.Serve(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	labtest.Main(m)
}
