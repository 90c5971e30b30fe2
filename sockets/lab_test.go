package sockets

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// inLab marks the copy of this test binary that has a network of its own.
const inLab = "NETNET_TEST_LAB"

// noLab is why there is no lab here, "" in one.
var noLab string

// TestMain runs the tests again in a user and a network namespace of their own:
// every port is free there, and nothing outside can be reached.
func TestMain(m *testing.M) {
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
	c.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		Pdeathsig:   unix.SIGKILL,
	}
	if err := c.Start(); err != nil {
		return 0, err
	}
	_ = c.Wait()
	return c.ProcessState.ExitCode(), nil
}

func raiseLoopback() error {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP)
	return unix.IoctlIfreq(fd, unix.SIOCSIFFLAGS, lo)
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
		if now := runtime.NumGoroutine(); now > goroutines {
			t.Errorf("%d goroutines before, %d after", goroutines, now)
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

// must is the fd of a call that the test takes for granted; it is closed with the test.
func must(t *testing.T, fd int, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { unix.Close(fd) }) // EBADF where the test closed it
	return fd
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// parse reads an address that is known to be good.
func parse(t testing.TB, text string) Addr {
	t.Helper()
	a, err := ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// await waits for poll's bits on a descriptor; it fails the test where they don't come.
func await(t *testing.T, fd int, events int16) {
	t.Helper()
	p := []unix.PollFd{{Fd: int32(fd), Events: events}}
	if n, err := (Linux{}).Poll(p, 5*time.Second); n != 1 || err != nil {
		t.Fatalf("poll of fd %d for %s: %d, %v", fd, PollEvents.Format(int(events)), n, err)
	}
}
