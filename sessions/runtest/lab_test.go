package runtest

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestLab(t *testing.T) {
	t.Parallel()
	lab(t)
	lines := "sysctl net.ipv4.tcp_fin_timeout 2\ns = server :7001\nexpect s.local == :7001\nc = client 127.0.0.1:7001\n"
	piped(t, lines, "--lab").want(t, 0, "", "")
	piped(t, "# needs: lab\n"+lines).want(t, 0, "", "")
	piped(t, "# needs: lab\nsysctl net.ipv4.tcp_fin_timeout 2\n", "--host").want(t, 3, "", "lab")
	piped(t, "sysctl net.ipv4.no_such_setting 2\n", "--lab").want(t, 1, "no_such_setting", "")
	if o := piped(t, "socket tcp\n", "--lab", "--json"); !strings.Contains(o.out, `"network":"lab"`) {
		t.Errorf("the header does not name the lab: %s", o.out)
	}
}

// An ordinary user can have a lab too.
func TestLabWithoutPrivilege(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only root can become another user; for an ordinary user the other tests show it")
	}
	lab(t)
	c := command(t, "run", "--lab", "-")
	c.Stdin = strings.NewReader("sysctl net.ipv4.tcp_fin_timeout 2\ns = server 127.0.0.1:80\nc = client @s\nx = socket AF_INET SOCK_RAW IPPROTO_ICMP => ok\n")
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	c.Dir = "/"
	finish(t, c).want(t, 0, "", "")
}

// If user namespaces are not available, a lab is refused with the reason, and a script that needs none runs
// anyway.
func TestNoLab(t *testing.T) {
	t.Parallel()
	limit := "max_user_namespaces"
	without := func(args ...string) outcome { return withoutNamespaces(t, limit, args...) }
	o := without("run", "--lab", testdata+"/demo.netnet")
	o.want(t, 3, "", "user.max_user_namespaces is 0")
	if o.out != "" {
		t.Errorf("something was run:\n%s", o.out)
	}
	without("run", testdata+"/v6only.netnet").want(t, 3, "", "v6only.netnet: there is no lab here")
	without("run", testdata+"/demo.netnet").want(t, 0, "", "")
	limit = "max_mnt_namespaces"
	without("run", "--lab", testdata+"/demo.netnet").want(t, 3, "", "user.max_mnt_namespaces is 0")
}

// withoutNamespaces runs the program where one kind of namespace cannot be made.
func withoutNamespaces(t *testing.T, limit string, args ...string) outcome {
	t.Helper()
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		t.Skip("there is no unshare here")
	}
	inside := func(args ...string) outcome {
		arrange := `echo 0 > /proc/sys/user/` + limit + ` && exec "$0" "$@"`
		c := command(t)
		c.Path, c.Args = unshare, append([]string{"unshare", "--user", "--map-root-user", "/bin/sh", "-c", arrange, binary}, args...)
		return finish(t, c)
	}
	if o := inside("version"); o.status != 0 {
		t.Skip("a place without user namespaces can't be arranged here: " + o.errors)
	}
	return inside(args...)
}

// If the files of a lab cannot be made, there is no lab.
func TestNoPlaceForFiles(t *testing.T) {
	t.Parallel()
	lab(t)
	c := command(t, "run", "--lab", "-")
	c.Env = append(c.Env, "TMPDIR=/nonexistent", "XDG_RUNTIME_DIR=/nonexistent")
	c.Stdin = strings.NewReader("socket tcp\n")
	o := finish(t, c)
	o.want(t, 3, "", "its file system can't be made")
	if o.out != "" {
		t.Errorf("something was run:\n%s", o.out)
	}
}
