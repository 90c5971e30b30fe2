package engine

import (
	"os"
	"testing"

	"netnet-tui/sockets/labtest"
)

// TestMain runs the tests in a lab.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "swarm" { // an engine of a test has started one
		halfASwarm()
		return
	}
	labtest.Main(m)
}
