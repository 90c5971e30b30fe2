package runtest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// noTerminal starts a command in a session of its own, so that it can't open /dev/tty.
func noTerminal() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

// engineOf finds the engine among the children of a run.
func engineOf(pid int) (engine int, ok bool) {
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, task := range tasks {
		text, err := os.ReadFile(task)
		if err != nil {
			continue
		}
		for child := range strings.FieldsSeq(string(text)) {
			var number int
			if _, err := fmt.Sscan(child, &number); err == nil {
				return number, true
			}
		}
	}
	return 0, false
}

// blocked starts a run that sleeps in recv, and waits until it does.
func blocked(t *testing.T, flags ...string) (run *exec.Cmd, complaints *strings.Builder, engine int) {
	t.Helper()
	run = command(t, append(append([]string{"run"}, flags...), "-")...)
	run.Stdin = strings.NewReader("s = server 127.0.0.1:0\nc = client @s\na = accept s\nshow a.fd\nrecv a 100\nclose a\n")
	complaints = &strings.Builder{}
	run.Stderr = complaints
	out, err := run.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "a.fd") {
			break
		}
	}
	engine, ok := engineOf(run.Process.Pid)
	if !ok {
		t.Fatal("there is no engine")
	}
	for inRecv := false; !inRecv; time.Sleep(time.Millisecond) {
		calls, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/syscall", engine))
		if len(calls) == 0 {
			t.Fatal("the engine is gone")
		}
		for _, call := range calls {
			text, _ := os.ReadFile(call)
			inRecv = inRecv || strings.HasPrefix(string(text), fmt.Sprint(unix.SYS_RECVFROM, " "))
		}
	}
	return run, complaints, engine
}

// A signal ends a run that is blocked in a call, and leaves no engine behind.
func TestSignals(t *testing.T) {
	t.Parallel()
	for _, signal := range []unix.Signal{unix.SIGINT, unix.SIGTERM} {
		for _, flags := range [][]string{nil, {"--json"}, {"--lab"}} {
			t.Run(fmt.Sprint(unix.SignalName(signal), flags), func(t *testing.T) {
				t.Parallel()
				if len(flags) > 0 && flags[0] == "--lab" {
					lab(t)
				}
				run, complaints, engine := blocked(t, flags...)
				if err := unix.Kill(run.Process.Pid, signal); err != nil {
					t.Fatal(err)
				}
				_ = run.Wait()
				if status := run.ProcessState.ExitCode(); status != 130 && status != 128+int(signal) {
					t.Errorf("status %d, %s", status, complaints)
				}
				if !strings.Contains(complaints.String(), "recv a 100") {
					t.Errorf("it does not say what was interrupted: %q", complaints)
				}
				if err := unix.Kill(engine, 0); err == nil {
					t.Errorf("the engine %d is still there", engine)
				}
			})
		}
	}
}

// An engine does not outlive a run that is killed, and a run reports an engine that is killed.
func TestKills(t *testing.T) {
	t.Parallel()
	run, _, engine := blocked(t)
	if err := unix.Kill(run.Process.Pid, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = run.Wait()
	for gone := false; !gone; time.Sleep(time.Millisecond) {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", engine))
		gone = err != nil || strings.Contains(string(text), ") Z ") // there may be no parent to reap it
	}
	run, complaints, engine := blocked(t)
	if err := unix.Kill(engine, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = run.Wait()
	if run.ProcessState.ExitCode() != 1 || !strings.Contains(complaints.String(), "the engine is gone: killed by SIGKILL") {
		t.Errorf("%v: %s", run.ProcessState, complaints)
	}
}
