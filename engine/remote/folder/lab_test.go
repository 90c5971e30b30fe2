package folder

import (
	"testing"

	"netnet-tui/sockets/labtest"
)

// TestMain runs the tests in a lab.
func TestMain(m *testing.M) { labtest.Main(m) }
