package runtest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
)

// attackers returns the users who try to get out: the user of the tests and, if that is root, an ordinary
// user too.
func attackers(t *testing.T) map[string]*syscall.Credential {
	t.Helper()
	who := map[string]*syscall.Credential{"user " + strconv.Itoa(os.Getuid()): nil}
	if os.Getuid() == 0 {
		who["nobody"] = ordinary(t)
	}
	return who
}

// target is a Unix socket on the host that everybody may connect to. It counts connections.
type target struct {
	net.Listener
	reached atomic.Int64
}

func listening(t *testing.T, address string) *target {
	t.Helper()
	l, err := net.Listen("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	found := &target{Listener: l}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			found.reached.Add(1)
			c.Close()
		}
	}()
	return found
}

// open makes a folder with a short path that everybody may use.
func open(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "out")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	return folder
}

// TestNoPathLeadsOutOfALab looks for a socket of the host under every path that could lead
// to it.
func TestNoPathLeadsOutOfALab(t *testing.T) {
	t.Parallel()
	lab(t)
	folder := open(t)
	path := filepath.Join(folder, "s")
	host := listening(t, path)
	if err := os.Chmod(path, 0o777); err != nil {
		t.Fatal(err)
	}
	paths := []string{path, "../.." + path, "../../../../.." + path, "/.." + path, "/proc/self/root" + path, "/proc/self/cwd/.." + path,
		"/proc/1/root" + path, "/proc/1/cwd" + path, "/proc/thread-self/root" + path, "/proc/self/task/1/root" + path,
		fmt.Sprintf("/proc/%d/root%s", os.Getpid(), path), "/proc/self/exe/.." + path, "/proc/net/../root" + path, "/bin/.." + path}
	for fd := range 24 {
		paths = append(paths, fmt.Sprintf("/proc/self/fd/%d%s", fd, path), fmt.Sprintf("/dev/fd/%d%s", fd, path))
	}
	var lines strings.Builder
	for _, p := range paths {
		if len(p) > 100 {
			t.Fatalf("%s is too long for an address", p)
		}
		fmt.Fprintf(&lines, "c = socket unix\nconnect c unix:%s => error\nclose c\n", p)
	}
	for who, user := range attackers(t) {
		c := command(t, "run", "--lab", "-")
		c.Stdin = strings.NewReader(lines.String())
		c.Dir = folder
		c.SysProcAttr = &syscall.SysProcAttr{Credential: user}
		folder, err := os.Open("/") // like open files inherited from a shell
		if err != nil {
			t.Fatal(err)
		}
		c.ExtraFiles = []*os.File{folder}
		finish(t, c).want(t, 0, "ENOENT", "")
		folder.Close()
		if n := host.reached.Load(); n != 0 {
			t.Errorf("%s has reached the socket %d times", who, n)
		}
	}
	if c, err := net.Dial("unix", path); err != nil { // proves that it can be reached
		t.Error(err)
	} else {
		c.Close()
	}
}

func TestALabPlantsNoFile(t *testing.T) {
	t.Parallel()
	lab(t)
	folder := open(t)
	name := fmt.Sprintf("planted-%d", os.Getpid())
	lines := "a = socket unix\nbind a unix:/tmp/" + name + " => 0\n" + // this is the lab's own
		"b = socket unix\nbind b unix:" + folder + "/s => ENOENT\n" +
		"c = socket unix\nbind c unix:/proc/self/cwd/../../" + name + " => error\n" +
		"d = socket unix\nbind d unix:/" + name + " => error\n" +
		"e = socket unix\nbind e unix:mine => 0\nlisten e\nf = socket unix\nconnect f unix:mine => 0\n"
	for _, user := range attackers(t) {
		runAs(t, user, lines, "--lab").want(t, 0, "", "")
		for _, place := range []string{"/tmp", "/", "/run", folder} {
			if _, err := os.Lstat(filepath.Join(place, name)); err == nil {
				t.Errorf("%s has got out to %s", name, place)
			}
		}
		if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
			t.Errorf("%v is planted, %v", left, err)
		}
	}
}

// TestALabHasNamesOfItsOwn uses the same abstract name on the host and in the lab.
func TestALabHasNamesOfItsOwn(t *testing.T) {
	t.Parallel()
	lab(t)
	name := fmt.Sprintf("@escape-%d", os.Getpid())
	host := listening(t, name)
	lines := "c = socket unix\nconnect c unix:" + name + " => ECONNREFUSED\n" +
		"s = socket unix\nbind s unix:" + name + " => 0\nlisten s\nd = socket unix\nconnect d unix:" + name + " => 0\n"
	for who, user := range attackers(t) {
		runAs(t, user, lines, "--lab").want(t, 0, "", "")
		if host.reached.Load() != 0 {
			t.Errorf("%s has reached the name", who)
		}
	}
}

// TestALabHasNoSocketsOfTheMachine asks for sockets whose addresses belong to the machine.
func TestALabHasNoSocketsOfTheMachine(t *testing.T) {
	t.Parallel()
	lab(t)
	for _, user := range attackers(t) {
		runAs(t, user, "p = socket AF_PACKET SOCK_RAW => ok\nv = socket AF_VSOCK SOCK_STREAM\n", "--lab").want(t, 3, "", "AF_VSOCK can reach outside this lab")
	}
}

// An engine that a person starts by hand is not in a lab made for it, and refuses to act as if it were.
func TestEngineByHandIsInNoLab(t *testing.T) {
	t.Parallel()
	unshare, err := exec.LookPath("unshare")
	if err != nil {
		t.Skip("there is no unshare here")
	}
	const ask = `{"id":1,"step":{"verb":"sysctl","key":"net.ipv4.tcp_fin_timeout","value":"7"}}`
	setting := `; cat /proc/sys/net/ipv4/tcp_fin_timeout`
	for _, arrange := range []string{
		`"$0" engine --lab`,
		`NETNET_CONFINED=1 "$0" engine --lab`,
		`ip link set lo up; "$0" engine --lab`,
	} {
		for _, flags := range [][]string{{"--user", "--net", "--map-root-user"}, {"--net", "--mount", "--user", "--map-users=all", "--map-groups=all", "--map-root-user"}} {
			c := command(t)
			c.Path, c.Args = unshare, append(append([]string{"unshare"}, flags...), "/bin/sh", "-c", arrange+`; echo status $?`+setting, binary)
			c.Stdin = strings.NewReader(ask + "\n")
			o := finish(t, c)
			if strings.Contains(o.errors, "unshare:") {
				t.Log("can't be arranged here: ", o.errors)
				continue
			}
			if !strings.Contains(o.out, "\nstatus 3\n") || strings.HasSuffix(o.out, "\n7\n") || !strings.Contains(o.errors, "lab") {
				t.Errorf("%v %s: status %d\n%s%s", flags, arrange, o.status, o.out, o.errors)
			}
		}
	}
}
