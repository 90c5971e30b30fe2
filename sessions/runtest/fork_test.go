package runtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// forking starts a run that has forked a process whose call sleeps.
func forking(t *testing.T, flags ...string) (run *exec.Cmd, pid, engine int) {
	t.Helper()
	run = command(t, append(append([]string{"run"}, flags...), "-")...)
	run.Stdin = strings.NewReader("a, b = socketpair unix\nfork k\nspawn w at k recv a 10\nrecv b 10\n")
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if at := strings.Index(lines.Text(), "process k, pid "); at >= 0 {
			fmt.Sscanf(lines.Text()[at:], "process k, pid %d,", &pid)
		}
		if strings.Contains(lines.Text(), "unfinished") {
			break
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	engine, ok := engineOf(run.Process.Pid)
	if !ok || pid == 0 {
		t.Fatalf("engine %d, process %d", engine, pid)
	}
	return run, pid, engine
}

// gone waits until a process no longer exists.
func gone(t *testing.T, pid int) {
	t.Helper()
	for late := time.Now().Add(20 * time.Second); !errors.Is(unix.Kill(pid, 0), unix.ESRCH); time.Sleep(time.Millisecond) {
		if time.Now().After(late) {
			t.Fatalf("process %d is still there", pid)
		}
	}
}

// However a run or its engine ends, the processes that it forked end with it, even one that is stopped.
func TestForkedProcessesEndWithTheirEngine(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(run *exec.Cmd, pid, engine int) error{
		"the engine is killed":   func(_ *exec.Cmd, _, engine int) error { return unix.Kill(engine, unix.SIGKILL) },
		"the run is killed":      func(run *exec.Cmd, _, _ int) error { return unix.Kill(run.Process.Pid, unix.SIGKILL) },
		"the run is interrupted": func(run *exec.Cmd, _, _ int) error { return unix.Kill(run.Process.Pid, unix.SIGINT) },
		"it is stopped, then no engine": func(_ *exec.Cmd, pid, engine int) error {
			return errors.Join(unix.Kill(pid, unix.SIGSTOP), unix.Kill(engine, unix.SIGKILL))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run, pid, engine := forking(t)
			if err := end(run, pid, engine); err != nil {
				t.Fatal(err)
			}
			_ = run.Wait()
			gone(t, pid)
			gone(t, engine)
		})
	}
}

// A process is forked inside the walls: it cannot do what the engine cannot do.
func TestForkedProcessesAreConfined(t *testing.T) {
	t.Parallel()
	run, pid, engine := forking(t)
	defer func() { _ = run.Process.Kill(); _ = run.Wait() }()
	for _, line := range []string{"Seccomp:", "NoNewPrivs:"} {
		if theirs, own := statusLine(t, pid, line), statusLine(t, engine, line); theirs != own || strings.HasSuffix(theirs, "\t0") {
			t.Errorf("%q there, %q of the engine", theirs, own)
		}
	}
}

// The trace and the recording say which process made a call.
func TestForkedCallsAreTold(t *testing.T) {
	t.Parallel()
	script := "a, b = socketpair unix\nfork k => >0\nat k send a \"x\" => 1\n"
	piped(t, script).want(t, 0, `[pid k] sendto(k_a, "x", 1, 0, NULL, 0) = 1`, "")
	piped(t, script, "--json").want(t, 0, `"process":"k"`, "")
}

// statusLine returns a line of a process's status (proc_pid_status(5)).
func statusLine(t *testing.T, pid int, name string) string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, name) {
			return strings.TrimSpace(line)
		}
	}
	return ""
}
