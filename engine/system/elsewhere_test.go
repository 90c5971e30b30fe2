package system

import (
	"bufio"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func itoa(n int) string { return strconv.Itoa(n) }

// listensElsewhere is the variable that makes this program only listen in its own network.
const listensElsewhere = "SYSTEM_TEST_LISTENS"

// elsewhere starts a process that listens in its own network until the test ends.
func elsewhere(t *testing.T) (cmd *exec.Cmd, port int) {
	t.Helper()
	cmd = exec.Command("/proc/self/exe", "-test.run=TestListensElsewhere")
	cmd.Env = append(os.Environ(), listensElsewhere+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: unix.CLONE_NEWNET}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		in.Close()
		cmd.Wait()
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if text, ok := strings.CutPrefix(lines.Text(), "port "); ok {
			port, _ = strconv.Atoi(text)
			return cmd, port
		}
	}
	t.Fatal("the other process did not listen")
	return nil, 0
}

// TestListensElsewhere runs as that process.
func TestListensElsewhere(t *testing.T) {
	if os.Getenv(listensElsewhere) == "" {
		t.Skip("it is run by TestNetworks, in a process of its own")
	}
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(fd, 1); err != nil { // on any address, because no interface is up there
		t.Fatal(err)
	}
	at, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	os.Stdout.WriteString("port " + itoa(at.(*unix.SockaddrInet4).Port) + "\n")
	os.Stdin.Read(make([]byte, 1)) // until the test ends
	unix.Close(fd)
}
