package runtest

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// holder starts a program as a user, with a connection as its descriptor 3, and returns the program's pid
// and the connection, which the test holds too.
func holder(t *testing.T, user *syscall.Credential) (pid string, conn *os.File) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = accepted.Close() })
	if conn, err = c.(*net.TCPConn).File(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p := exec.CommandContext(t.Context(), "sleep", "180")
	p.Dir, p.ExtraFiles = "/", []*os.File{conn}
	if user != nil {
		p.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Process.Kill(); _ = p.Wait() })
	return strconv.Itoa(p.Process.Pid), conn
}

// attached runs attach as a user, possibly with a call forbidden.
func attached(t *testing.T, user *syscall.Credential, forbidden uint32, args ...string) outcome {
	t.Helper()
	c := command(t, append([]string{"attach"}, args...)...)
	c.Dir = "/"
	if user != nil {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
	}
	if forbidden == 0 {
		return finish(t, c)
	}
	done := make(chan outcome)
	go func() {
		defer close(done)
		if err := labtest.Forbid(forbidden); err != nil {
			t.Error(err)
			return
		}
		done <- finish(t, c)
	}()
	return <-done
}

func nodelay(t *testing.T, conn *os.File) bool {
	t.Helper()
	on, err := unix.GetsockoptInt(int(conn.Fd()), unix.IPPROTO_TCP, unix.TCP_NODELAY)
	if err != nil {
		t.Fatal(err)
	}
	return on != 0
}

// TestAttach looks at the connection of a program of the same user, and sets an option on it.
func TestAttach(t *testing.T) {
	t.Parallel()
	users := map[string]*syscall.Credential{"the user of the tests": nil}
	if os.Getuid() == 0 {
		users["nobody"] = ordinary(t)
	}
	for name, user := range users {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pid, conn := holder(t, user)
			if err := unix.SetsockoptInt(int(conn.Fd()), unix.IPPROTO_TCP, unix.TCP_NODELAY, 0); err != nil {
				t.Fatal(err)
			}
			run := func(args ...string) outcome { return attached(t, user, 0, args...) }
			run(pid).want(t, 0, "3   tcp4  ESTABLISHED", "")
			run(pid+":3").want(t, 0, "TCP_NODELAY", "")
			run(pid+":3", "get", "TCP_NODELAY").want(t, 0, "off", "held")
			run(pid+":3", "get", "SO_RCVBUF").want(t, 0, "iB", "sock_diag")
			run(pid+":3", "set", "TCP_NODELAY", "on").want(t, 1, "", "write --yes")
			if nodelay(t, conn) {
				t.Error("it was set without a confirmation")
			}
			o := run(pid+":3", "set", "TCP_NODELAY", "on", "--yes", "--json")
			o.want(t, 0, "", "")
			var change struct {
				Old, Value, Back string
				Held             int64 `json:"held_ns"`
				Sharers          []struct{ PID, FD int }
			}
			if err := json.Unmarshal([]byte(o.out), &change); err != nil || !nodelay(t, conn) {
				t.Errorf("it is not set: %v, %s", err, o.out)
			}
			if change.Old != "off" || change.Value != "on" || change.Held <= 0 || change.Back != "netnet-tui attach "+pid+":3 set TCP_NODELAY off" {
				t.Errorf("it says %+v", change)
			}
			sharers := fmt.Sprint(change.Sharers)
			if !strings.Contains(sharers, "{"+pid+" 3}") || user == nil && !strings.Contains(sharers, fmt.Sprintf("{%d %d}", os.Getpid(), conn.Fd())) {
				t.Errorf("it is shared by %s", sharers)
			}
			run(pid+":3", "set", "O_NONBLOCK", "on", "--yes").want(t, 1, "", "can break the program")
			if flags, err := unix.FcntlInt(conn.Fd(), unix.F_GETFL, 0); err != nil || flags&unix.O_NONBLOCK != 0 {
				t.Errorf("the flags are %#x, %v", flags, err)
			}
			run(pid+":3", "set", "O_NONBLOCK", "on", "--yes", "--may-break").want(t, 0, "was off and is on", "")
			run(pid+":3", "set", "O_NONBLOCK", "off", "--yes", "--may-break").want(t, 0, "was on and is off", "")
			run(pid+":3", "get", "SO_ERROR").want(t, 1, "", "reading clears the pending error")
			run(pid+":3", "get", "SO_ERROR", "--may-break").want(t, 0, "0", "held")
			run(pid+":3", "shut-writing", "--yes").want(t, 1, "", "can break the program")
			run(pid+":3", "recv", "--yes", "--may-break").want(t, 1, "", "recv answers EAGAIN")
			run(pid+":3", "shut-writing", "now").want(t, 2, "", "takes no further arguments")
			run(pid+":3", "set", "FD_CLOEXEC", "on", "--yes").want(t, 1, "", "belongs to the descriptor")
			run(pid+":0").want(t, 1, "", "is not a socket")
			run(pid+":99").want(t, 1, "", "has no descriptor 99")
			run(pid+":3", "get", "TCP_NODELAI").want(t, 1, "", "did you mean TCP_NODELAY?")
			run(pid, "get", "TCP_NODELAY").want(t, 2, "", "get needs a descriptor")
		})
	}
}

// TestAttachSaysWhichRightIsMissing has a user look at another user's program, and a filter forbid the
// copy.
func TestAttachSaysWhichRightIsMissing(t *testing.T) {
	t.Parallel()
	user := ordinary(t)
	mine, _ := holder(t, user)
	attached(t, user, unix.SYS_PIDFD_GETFD, mine+":3", "get", "TCP_NODELAY").want(t, 3, "", "a seccomp filter forbids pidfd_getfd")
	attached(t, user, unix.SYS_PIDFD_GETFD, mine+":3", "get", "TCP_CONGESTION").want(t, 0, "", "sock_diag")
	attached(t, user, unix.SYS_PIDFD_GETFD, mine+":3").want(t, 0, "a seccomp filter forbids pidfd_getfd", "")
	attached(t, user, unix.SYS_PIDFD_OPEN, mine).want(t, 3, "", "a seccomp filter forbids pidfd_open")
	attached(t, user, unix.SYS_KCMP, mine+":3", "get", "TCP_NODELAY").want(t, 0, "o", "held")
	attached(t, user, 0, "2147483647").want(t, 3, "", "there is no process 2147483647")
	if user == nil {
		t.Skip("the tests do not run as root: there is no other user")
	}
	roots, _ := holder(t, nil)
	attached(t, user, 0, roots).want(t, 3, "", "runs as user 0 and you are user 65534")
	attached(t, user, 0, roots+":3", "get", "TCP_NODELAY").want(t, 3, "", "runs as user 0")
}

// TestAScriptAttaches holds a copy in a script, which needs a flag: the engine is confined, and gets the
// copy from the process that started it.
func TestAScriptAttaches(t *testing.T) {
	t.Parallel()
	user := ordinary(t)
	pid, conn := holder(t, user)
	if err := unix.SetsockoptInt(int(conn.Fd()), unix.IPPROTO_TCP, unix.TCP_NODELAY, 0); err != nil {
		t.Fatal(err)
	}
	script := "p = attach " + pid + ":3\ngetsockopt p TCP_NODELAY => off\nsetsockopt p TCP_NODELAY on\nexpect p.state == ESTABLISHED\n" +
		"expect p.fd < 100\nclose p\nattach " + pid + ":99 => EBADF\n"
	runAs(t, user, script).want(t, 3, "", "allow it with --allow-attach")
	if nodelay(t, conn) {
		t.Error("it was set without the flag")
	}
	runAs(t, user, script, "--allow-attach").want(t, 0, "close p gives it up", "")
	if !nodelay(t, conn) {
		t.Error("it was not set")
	}
	if noLab() == "" {
		runAs(t, user, script, "--allow-attach", "--lab").want(t, 3, "", "without --lab")
	}
	if user == nil {
		t.Skip("the tests do not run as root: there is no other user")
	}
	roots, _ := holder(t, nil)
	runAs(t, user, "p = attach "+roots+":3 => EPERM | EACCES\n", "--allow-attach").want(t, 0, "runs as user 0", "")
}
