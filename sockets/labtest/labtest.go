// Package labtest runs a package's tests in a separate lab. Only tests import it.
package labtest

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// inLab marks the copy of this test binary that has its own network.
const inLab = "NETNET_TEST_LAB"

// noLab is why no lab is available; "" in a lab.
var noLab string

// Main runs the tests again in new user and network namespaces: every port is free there, and nothing outside can be
// reached. TestMain calls it.
func Main(m *testing.M) {
	if os.Getenv(inLab) == "" {
		status, err := again()
		if err == nil {
			os.Exit(status)
		}
		noLab = fmt.Sprintf("there is no lab here: %v", err)
		fmt.Fprintln(os.Stderr, noLab)
		os.Exit(m.Run())
	}
	if err := lab.RaiseLoopback(); err != nil {
		fmt.Fprintln(os.Stderr, "the lab's loopback stays down:", err)
		os.Exit(1)
	}
	if r, w, err := os.Pipe(); err == nil { // makes Go's poller open its descriptors now, not inside a test
		_ = r.Close()
		_ = w.Close()
	}
	os.Exit(m.Run())
}

func again() (status int, err error) {
	runtime.LockOSThread() // the lab ends with this thread
	c := exec.Command("/proc/self/exe", os.Args[1:]...)
	c.Env = append(os.Environ(), inLab+"=1")
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	c.SysProcAttr = lab.Network()
	c.SysProcAttr.Pdeathsig = unix.SIGKILL
	if err := c.Start(); err != nil {
		return 0, err
	}
	_ = c.Wait()
	return c.ProcessState.ExitCode(), nil
}

// Need skips the test if there is no lab, and checks at its end that it leaked no descriptors or goroutines.
func Need(t testing.TB) {
	t.Helper()
	if noLab != "" {
		t.Skip(noLab)
	}
	before, goroutines := Descriptors(t), runtime.NumGoroutine()
	t.Cleanup(func() {
		if now := Descriptors(t); !slices.Equal(now, before) {
			t.Errorf("descriptors leaked: %q before, %q after", before, now)
		}
		if !Until(func() bool { return runtime.NumGoroutine() <= goroutines }) {
			stacks := make([]byte, 64<<10)
			t.Errorf("%d goroutines before, %d after:\n%s", goroutines, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
	})
}

// Unraced skips a test under the race detector, which makes it many times slower and could find nothing there: why says
// what does the work instead of this package's goroutines. The test command runs it.
func Unraced(t testing.TB, why string) {
	t.Helper()
	if raced {
		t.Skip("not with -race: " + why)
	}
}

// Descriptors lists the open descriptors, one word each.
func Descriptors(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	var open []string
	for _, e := range entries {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			open = append(open, e.Name()+" "+strings.TrimSuffix(to, " (deleted)")) // as /proc entries may end
		}
	}
	return open
}

// Until waits for a condition for at most a minute; only a condition that never holds takes that long.
func Until(holds func() bool) bool {
	for deadline := time.Now().Add(time.Minute); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}
