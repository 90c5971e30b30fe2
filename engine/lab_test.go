package engine

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// inLab marks the copy of this test binary that has a network of its own.
const inLab = "NETNET_TEST_LAB"

// noLab is why there is no lab here, "" in one.
var noLab string

// TestMain runs the tests again in a user and a network namespace of their own:
// every port is free there, and nothing outside can be reached. The binary is also
// the child processes of the tests, by its first argument.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		if play, ok := children[os.Args[1]]; ok {
			os.Exit(play(os.Args[2:]))
		}
	}
	if os.Getenv(inLab) == "" {
		status, err := again()
		if err == nil {
			os.Exit(status)
		}
		noLab = fmt.Sprintf("no lab to be had: %v", err)
		fmt.Fprintln(os.Stderr, noLab)
		os.Exit(m.Run())
	}
	if err := raiseLoopback(); err != nil {
		fmt.Fprintln(os.Stderr, "the lab's loopback stays down:", err)
		os.Exit(1)
	}
	if r, w, err := os.Pipe(); err == nil { // Go's poller opens its own descriptors now, not inside a test
		r.Close()
		w.Close()
	}
	os.Exit(m.Run())
}

func again() (status int, err error) {
	runtime.LockOSThread() // the lab ends with this thread
	c := exec.Command("/proc/self/exe", os.Args[1:]...)
	c.Env = append(os.Environ(), inLab+"=1")
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	c.SysProcAttr = labAttributes()
	c.SysProcAttr.Pdeathsig = unix.SIGKILL
	if err := c.Start(); err != nil {
		return 0, err
	}
	_ = c.Wait()
	return c.ProcessState.ExitCode(), nil
}

// lab skips a test where there is none, and checks at its end that it left no
// descriptor and no goroutine behind.
func lab(t testing.TB) {
	t.Helper()
	if noLab != "" {
		t.Skip(noLab)
	}
	before, goroutines := descriptors(t), runtime.NumGoroutine()
	t.Cleanup(func() {
		if now := descriptors(t); !slices.Equal(now, before) {
			t.Errorf("descriptors leaked: %q before, %q after", before, now)
		}
		if !until(func() bool { return runtime.NumGoroutine() <= goroutines }) {
			stacks := make([]byte, 64<<10)
			t.Errorf("%d goroutines before, %d after:\n%s", goroutines, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
	})
}

// descriptors lists what is open, a word a descriptor.
func descriptors(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	var open []string
	for _, e := range entries {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil {
			open = append(open, e.Name()+" "+strings.TrimSuffix(to, " (deleted)")) // as entries of /proc come to be called
		}
	}
	return open
}

// until waits for a condition, ten seconds at the most.
func until(holds func() bool) bool {
	for deadline := time.Now().Add(10 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return false
		}
	}
	return true
}
