package remote

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"
)

// children are the processes that this test binary can run as, by its first argument.
var children = map[string]func(args []string) int{
	"engine": actAsEngine,
	"holder": holdAnEngine,
}

const (
	panics  = "NETNET_TEST_PANICS"  // makes an engine in a child process panic in listen(2)
	refuses = "NETNET_TEST_REFUSES" // makes it end before it is ready
)

// TestMain runs the tests in a lab. The binary also runs as the child processes of the tests, according to its first
// argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if play, ok := children[os.Args[1]]; ok {
			os.Exit(play(os.Args[2:]))
		}
	}
	labtest.Main(m)
}

// actAsEngine does what netnet-tui engine does.
func actAsEngine(args []string) int {
	o := engine.Options{Lab: slices.Contains(args, "--lab"), AllowNet: slices.Contains(args, "--allow-net"), AllowUnix: slices.Contains(args, "--allow-unix")}
	if os.Getenv(refuses) != "" {
		fmt.Fprintln(os.Stderr, "out of order")
		return 1
	}
	if os.Getenv(panics) != "" {
		o.Kernel = panicking{sockets.Linux{}}
	}
	if Serve(o) != nil {
		return 1
	}
	return 0
}

type panicking struct{ sockets.Linux }

func (panicking) Listen(int, int) error { panic("listen is on fire") }

// holdAnEngine starts an engine, prints its process ID and waits to be killed.
func holdAnEngine([]string) int {
	c, err := Start(engine.Options{})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	f, err := c.Frame(engine.Query{})
	if err != nil {
		fmt.Println(err)
		return 1
	}
	fmt.Println(f.PID)
	<-c.ended
	return 0
}
