package runtest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// asleepIn waits until a thread of a process sleeps in a system call on a descriptor or, if fd is below 0,
// in a call that takes a file name.
func asleepIn(t *testing.T, pid, call, fd int) {
	t.Helper()
	for deadline := time.Now().Add(testLimit); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/syscall", pid))
		if len(threads) == 0 {
			t.Fatal("the process is gone")
		}
		for _, thread := range threads {
			text, _ := os.ReadFile(thread)
			prefix := fmt.Sprintf("%d 0x%x ", call, fd)
			if fd < 0 {
				prefix = fmt.Sprintf("%d ", call)
			}
			if strings.HasPrefix(string(text), prefix) {
				return
			}
		}
	}
	t.Fatalf("nothing sleeps in call %d on %d", call, fd)
}

// openedAgain waits until a process has another descriptor of the same pipe.
func openedAgain(t *testing.T, pid, fd int) {
	t.Helper()
	for deadline := time.Now().Add(testLimit); time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		pipe, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", pid, fd))
		if err != nil {
			t.Fatal(err)
		}
		links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
		same := 0
		for _, link := range links {
			if to, err := os.Readlink(link); err == nil && to == pipe {
				same++
			}
		}
		if same > 1 {
			return
		}
	}
	t.Fatalf("descriptor %d is not opened again", fd)
}

// ends sends a signal and checks the resulting exit status, as a shell counts it: a brief command is ended
// by the signal itself.
func ends(t *testing.T, c *exec.Cmd, signal unix.Signal, complaints *bytes.Buffer) {
	t.Helper()
	if err := unix.Kill(c.Process.Pid, signal); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	want := 128 + int(signal)
	if signal == unix.SIGINT && slices.Contains(c.Args, "serve") {
		want = 0 // people end a server with ctrl-c
	}
	status := c.ProcessState.ExitCode()
	if by := c.ProcessState.Sys().(syscall.WaitStatus); by.Signaled() && slices.Contains(c.Args, "version") {
		status = 128 + int(by.Signal())
	}
	if status != want {
		t.Errorf("%v ends with %v on %s: %s", c.Args[1:], c.ProcessState, unix.SignalName(signal), complaints)
	}
}

var endings = []unix.Signal{unix.SIGINT, unix.SIGTERM}

// A signal ends a command that is reading an endless script.
func TestASignalEndsReading(t *testing.T) {
	t.Parallel()
	fifo := filepath.Join(t.TempDir(), "fifo.netnet")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, signal := range endings {
		for _, args := range [][]string{{"run", "-"}, {"options", "check", "-"}, {"run", "--json", "/dev/stdin"}, {"run", fifo}, {"options", "check", fifo}} {
			t.Run(unix.SignalName(signal)+" "+strings.Join(args, " "), func(t *testing.T) {
				t.Parallel()
				c := command(t, args...)
				if _, err := c.StdinPipe(); err != nil {
					t.Fatal(err)
				}
				var complaints bytes.Buffer
				c.Stderr = &complaints
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				switch {
				case args[len(args)-1] == fifo:
					asleepIn(t, c.Process.Pid, unix.SYS_OPENAT, -1)
				case args[len(args)-1] == "-":
					asleepIn(t, c.Process.Pid, unix.SYS_READ, 0)
				default: // it is opened by name, and Go's poller sleeps for many reasons
					openedAgain(t, c.Process.Pid, 0)
				}
				ends(t, c, signal, &complaints)
			})
		}
	}
}

// full returns a full pipe that nothing reads.
func full(t *testing.T) (w *os.File) {
	t.Helper()
	var pair [2]int
	if err := unix.Pipe2(pair[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(pair[0]) })
	size, err := unix.FcntlInt(uintptr(pair[1]), unix.F_GETPIPE_SZ, 0)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := unix.Write(pair[1], make([]byte, size)); n != size || err != nil {
		t.Fatalf("%d of %d bytes, %v", n, size, err)
	}
	w = os.NewFile(uintptr(pair[1]), "a full pipe")
	t.Cleanup(func() { _ = w.Close() })
	return w
}

// A signal ends a command that is writing to a pipe that nothing reads.
func TestASignalEndsWriting(t *testing.T) {
	t.Parallel()
	script := written(t, "s.netnet", "s = socket tcp\nclose s\n")
	for _, signal := range endings {
		for _, args := range [][]string{
			{"run", script}, {"run", "--json", script}, {"options"}, {"options", "--json"}, {"errno"}, {"options", "check", script}, {"version"}, {"help"},
			{"race", "--connections", "1", "--with", "epoll", "--for", "100ms", "--rounds", "1"},
		} {
			t.Run(unix.SignalName(signal)+" "+strings.Join(args, " "), func(t *testing.T) {
				t.Parallel()
				c := command(t, args...)
				c.Stdout = full(t)
				var complaints bytes.Buffer
				c.Stderr = &complaints
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				asleepIn(t, c.Process.Pid, unix.SYS_WRITE, 1)
				ends(t, c, signal, &complaints)
			})
		}
	}
}

// A server does not wait for a reader of its output: it serves, and ends as usual.
func TestAServerWhoseOutputIsStuck(t *testing.T) {
	t.Parallel()
	for _, signal := range endings {
		name := fmt.Sprintf("unix:@netnet-stuck-%d-%d", os.Getpid(), signal)
		c := command(t, "serve", "echo", name, "--stats")
		c.Stdout = full(t)
		var complaints bytes.Buffer
		c.Stderr = &complaints
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		asleepIn(t, c.Process.Pid, unix.SYS_WRITE, 1)
		var o outcome
		for deadline := time.Now().Add(testLimit); time.Now().Before(deadline); {
			if o = netnet(t, "swarm", "3", name, "--for", "100ms"); o.status == 0 { // it may not be listening yet
				break
			}
		}
		o.want(t, 0, "verified     yes", "")
		ends(t, c, signal, &complaints)
	}
}

// A swarm does not wait for a reader of its progress.
func TestASwarmWhoseProgressIsStuck(t *testing.T) {
	t.Parallel()
	s := serve(t, "epoll", "echo")
	c := command(t, "swarm", "3", s.addresses["echo"], "--for", "60s", "--progress")
	c.Stdout = full(t)
	var complaints bytes.Buffer
	c.Stderr = &complaints
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	asleepIn(t, c.Process.Pid, unix.SYS_WRITE, 1)
	ends(t, c, unix.SIGTERM, &complaints)
}
