package terminaltest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"netnet-tui/sockets/labtest"
)

// forbids marks the copy of this test binary that forbids pidfd_getfd and then executes the program.
const forbids = "NETNET_TEST_FORBIDS"

func forbidding() error {
	if err := labtest.Forbid(unix.SYS_PIDFD_GETFD); err != nil {
		return err
	}
	program := os.Getenv(forbids)
	return unix.Exec(program, []string{program}, os.Environ())
}

// held starts a program as a user, with a connection as its descriptor 3, and returns its pid.
func held(t *testing.T, user *syscall.Credential) int {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	c, err := net.Dial("tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = accepted.Close() })
	conn, err := c.(*net.TCPConn).File()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := exec.CommandContext(t.Context(), "sleep", "180")
	p.Dir, p.ExtraFiles = "/", []*os.File{conn}
	p.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	return p.Process.Pid
}

// TestTheMachineAsAnOrdinaryUser looks at the machine as an ordinary user, with a filter that forbids
// copying descriptors: what is missing is named, with what would provide it, and everything else is there.
func TestTheMachineAsAnOrdinaryUser(t *testing.T) {
	var user *syscall.Credential
	as := ""
	if os.Getuid() == 0 {
		if _, err := exec.LookPath("setpriv"); err != nil {
			t.Skip("setpriv is not installed, by which root is an ordinary user")
		}
		user, as = &syscall.Credential{Uid: 65534, Gid: 65534}, "setpriv --reuid 65534 --regid 65534 --clear-groups "
	}
	mine := held(t, user)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, 120, 40)
	p.shell(fmt.Sprintf("clear; cd /; XDG_STATE_HOME= HOME=/nowhere %s=%s %s%s", forbids, binary, as, self))
	p.shows("1 Bench", "0 sockets open", "! no rec")
	p.keys("5")
	p.shows("can't be seen", "PROTO")
	if user != nil {
		p.keys("w")
		p.shows("What can't be seen", "of root have open", "not visible to you")
		p.keys("q")
	}
	p.keys("/")
	p.keys("-l", fmt.Sprintf("pid:%d", mine))
	p.keys("Enter")
	p.shows("1 of", fmt.Sprintf("sleep %d", mine))
	p.keys("Enter")
	p.shows("Options by sleep", "a seccomp filter forbids pidfd_getfd here", "O_NONBLOCK", "fdinfo", "sock_diag")
	p.keys("Space")
	p.shows("Set O_NONBLOCK of sleep", fmt.Sprintf("process %d, fd 3", mine))
	p.keys("n")
	p.keys("Escape")
	p.shows("RECV-Q")
	if user == nil {
		return
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	p.keys("/", "C-u")
	p.keys("-l", fmt.Sprintf("protocol:tcp port:%d", l.Addr().(*net.TCPAddr).Port))
	p.keys("Enter")
	p.shows("1 of", "LISTEN")
	p.keys("Enter")
	p.shows("Its options are read through the descriptor of its process, which is not visible, of root.", "4096 wait")
}
