package swarm

import (
	"testing"

	"netnet-tui/sockets/labtest"
)

func TestMain(m *testing.M) { labtest.Main(m) }
