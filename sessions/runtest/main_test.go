// Package runtest tests the whole program: it builds the binary and runs it as a person
// would, on real sockets. It also checks the walls between packages: walls_table_test.go
// says what may import what, and why. To check only those:
//
//	go test -run 'Walls|Floors' ./sessions/runtest
package runtest

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// binary is the program under test. TestMain builds it once.
var binary string

func TestMain(m *testing.M) {
	if os.Getenv(bareSockets) != "" {
		os.Exit(askTheKernel())
	}
	if os.Getenv(standIn) != "" {
		os.Exit(becomeTheProgram())
	}
	flag.Parse()
	if !given("test.parallel") {
		_ = flag.Set("test.parallel", strconv.Itoa(atATime*runtime.GOMAXPROCS(0)))
	}
	os.Exit(run(m))
}

// atATime is how many tests run at a time per processor: mostly they wait for processes that they have
// started.
const atATime = 4

// given reports whether a flag was on the command line.
func given(name string) (is bool) {
	flag.Visit(func(f *flag.Flag) { is = is || f.Name == name })
	return is
}

func run(m *testing.M) int {
	directory, err := os.MkdirTemp("", "netnet-runtest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(directory) }()
	_ = os.Chmod(directory, 0o755) // an ordinary user runs it too
	binary = filepath.Join(directory, "netnet-tui")
	build := exec.Command("go", "build", "-o", binary, "netnet-tui")
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "building the program failed: %v\n%s", err, out)
		return 1
	}
	return m.Run()
}

// outcome is the result of a run of the program.
type outcome struct {
	status      int
	out, errors string
}

// testLimit ends a run that hangs. No test waits for it to pass.
const testLimit = 3 * time.Minute

// command prepares a run of the program that ends with the test, or if it hangs.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), testLimit)
	t.Cleanup(cancel)
	return commandUntil(ctx, args...)
}

// commandUntil prepares a run of the program that ends with ctx at the latest.
func commandUntil(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, binary, args...)
	c.Env = append(os.Environ(), "NO_COLOR=1", "TERM=dumb", "HOME="+filepath.Dir(binary))
	return c
}

// finish runs a command and returns its outcome.
func finish(t *testing.T, c *exec.Cmd) outcome {
	t.Helper()
	var out, complaints bytes.Buffer
	if c.Stdout == nil {
		c.Stdout = &out
	}
	c.Stderr = &complaints
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v: %v", c.Args, err)
	}
	o := outcome{c.ProcessState.ExitCode(), out.String(), complaints.String()}
	if strings.Contains(o.errors, "goroutine ") {
		t.Errorf("%v panicked:\n%s", c.Args, o.errors)
	}
	return o
}

// netnet runs the program.
func netnet(t *testing.T, args ...string) outcome {
	t.Helper()
	return finish(t, command(t, args...))
}

// piped runs a script that comes from standard input.
func piped(t *testing.T, lines string, flags ...string) outcome {
	t.Helper()
	c := command(t, append(append([]string{"run"}, flags...), "-")...)
	c.Stdin = strings.NewReader(lines)
	return finish(t, c)
}

// written writes a script file and returns its path.
func written(t *testing.T, name, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// want compares an outcome with an exit status and with texts that the outputs contain.
func (o outcome) want(t *testing.T, status int, out, complaint string) {
	t.Helper()
	if o.status != status || !strings.Contains(o.out, out) || !strings.Contains(o.errors, complaint) {
		t.Errorf("status %d, want %d with %q on standard output and %q on standard error\nout:\n%s\nerr:\n%s", o.status, status, out, complaint, o.out, o.errors)
	}
}

// noLab returns why no lab is available here, or "" if one is. It checks once.
var noLab = sync.OnceValue(func() string {
	c := exec.Command(binary, "run", "--lab", "-")
	c.Stdin = strings.NewReader("socket tcp\n")
	complaint, _ := c.CombinedOutput()
	if c.ProcessState.ExitCode() != 3 {
		return ""
	}
	return string(complaint)
})

// lab skips a test if no lab is available, with the reason.
func lab(t *testing.T) {
	t.Helper()
	if why := noLab(); why != "" {
		t.Skip("no lab here: " + why)
	}
}

// uncoloured removes colours from a text.
func uncoloured(text string) string {
	return regexp.MustCompile(`\x1b\[[0-9;]*[A-Za-z]`).ReplaceAllString(text, "")
}
