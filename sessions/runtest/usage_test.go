package runtest

import (
	"net"
	"testing"
	"time"
)

// A wrong command line is answered with one sentence that says what to write, before
// anything starts.
func TestUsage(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = busy.Close() }()
	plain := written(t, "plain.md", "no block\n")
	for _, tt := range []struct {
		status int
		says   string
		args   []string
	}{
		{2, "swarm needs a number and an address: netnet-tui swarm 100 127.0.0.1:7000 (see netnet-tui swarm --help)", []string{"swarm"}},
		{2, "serve needs a protocol and an address", []string{"serve"}},
		{2, "run needs a file", []string{"run"}},
		{2, "(see netnet-tui options check --help)", []string{"options", "check"}},
		{2, "errno takes one name", []string{"errno", "a", "b"}},
		{2, `--spin: "x" is not a time`, []string{"serve", "echo", "127.0.0.1:0", "--spin", "x"}},
		{2, "a spin of -1s is out of bounds", []string{"serve", "echo", "127.0.0.1:0", "--spin", (-time.Second).String()}},
		{2, `--rounds: "x" is not a whole number`, []string{"race", "--rounds", "x"}},
		{2, `--max-memory: "x" is not a size`, []string{"serve", "--max-memory", "x"}},
		{1, "its directory does not exist", []string{"race", "--svg", "/nonexist/r.svg"}},
		{1, busy.Addr().String() + " is in use already: stop the program", []string{"serve", "echo", busy.Addr().String()}},
		{2, plain + " has no netnet block: nothing was run", []string{"run", plain}},
	} {
		netnet(t, tt.args...).want(t, tt.status, "", tt.says)
	}
}
