package runtest

import (
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestProcessesAreHidden runs system, watch and attach as an ordinary user with a /proc that hides the
// processes of others: each says so, and shows the rest.
func TestProcessesAreHidden(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("the tests do not run as root, who alone can mount a /proc that hides processes of others")
	}
	if _, err := exec.LookPath("setpriv"); err != nil {
		t.Skip("setpriv is not installed")
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	mine, _ := holder(t, ordinary(t))
	roots, _ := holder(t, nil)
	run := func(args ...string) outcome {
		c := command(t)
		c.Path, c.Dir = "/bin/sh", "/"
		c.Args = append([]string{"sh", "-c", `mount -t proc -o hidepid=invisible proc /proc && exec setpriv --reuid 65534 --regid 65534 --clear-groups "$@"`, "sh", binary}, args...)
		c.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
		o := finish(t, c)
		if strings.Contains(o.errors, "mount: ") {
			t.Skip("there is no such /proc here: ", o.errors)
		}
		return o
	}
	const hidden = "processes of other users are hidden from you (hidepid of /proc)"
	run("system", "protocol:tcp", "port:"+port).want(t, 0, "LISTEN", hidden)
	run("system", "pid:"+mine).want(t, 0, "ESTABLISHED", hidden)
	run("watch", "port:"+port, "--for", "10ms").want(t, 0, "", hidden)
	run("attach", mine+":3", "get", "TCP_NODELAY").want(t, 0, "o", "held")
	run("attach", roots).want(t, 3, "", "it hides the processes of other users (hidepid, proc(5))")
}
