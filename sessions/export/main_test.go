package export

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"netnet-tui/sessions/enginetest"
	"netnet-tui/sockets/lab"
)

// inLab is the argument that makes this binary run a program in its own network namespace.
const inLab = "in-lab"

// TestMain runs this binary as an engine, a forked process or a lab when a test starts one.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == inLab {
		err := lab.RaiseLoopback()
		if err == nil {
			err = syscall.Exec(os.Args[2], os.Args[2:], os.Environ())
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
	enginetest.Main(m)
}

// run runs a program in its own network namespace and returns its output and exit status.
func run(t *testing.T, command ...string) (output string, status int) {
	t.Helper()
	c := exec.CommandContext(t.Context(), "/proc/self/exe", append([]string{inLab, tool(t, command[0])}, command[1:]...)...)
	c.Env = append(os.Environ(), "HOME=/") // without it an interpreter asks nscd for the home directory, through a socket
	c.SysProcAttr = lab.Network()
	c.WaitDelay = time.Second
	text, err := c.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Skip("there is no lab here: ", err)
	}
	return string(text), c.ProcessState.ExitCode()
}

// tool skips a test if a program is missing on the machine.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skip(err)
	}
	return path
}

// scripts returns all scripts of the tests that exit with 0.
func scripts(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("../script/testdata/*.netnet")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d scripts, %v", len(files), err)
	}
	return append(files, "../../README.md")
}

// written writes text to a file of that name and returns its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// loaded loads the session of a file.
func loaded(t *testing.T, name string) *Session {
	t.Helper()
	s, _, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// exported returns a script printed in a target.
func exported(t *testing.T, name, target string) string {
	t.Helper()
	return printed(t, loaded(t, name), target)
}

// printed returns a session printed in a target.
func printed(t *testing.T, s *Session, target string) string {
	t.Helper()
	to, err := Find(target)
	if err != nil {
		t.Fatal(err)
	}
	text, err := to.Print(s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
