package remote

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine"
	"netnet-tui/sockets/lab"
	"netnet-tui/sockets/labtest"
)

// startLab starts an engine in a lab, and returns the path of its root as seen from here.
func startLab(t *testing.T) (c *Client, root string) {
	t.Helper()
	c, pid := startClient(t, engine.Options{Lab: true})
	return c, fmt.Sprintf("/proc/%d/root", pid)
}

func inside(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// TestLabRoot inspects the files of a lab from outside: there are only single files of the host, and no socket.
func TestLabRoot(t *testing.T) {
	_, root := startLab(t)
	if got := inside(t, root+"/proc"); !slices.Equal(got, []string{"net", "self", "sys"}) {
		t.Errorf("/proc has %q", got)
	}
	if got := inside(t, root+"/proc/sys"); !slices.Equal(got, []string{"kernel", "net"}) && !slices.Equal(got, []string{"net"}) {
		t.Errorf("/proc/sys has %q", got)
	}
	var files []string
	err := filepath.WalkDir(root+"/", func(path string, d fs.DirEntry, err error) error {
		name := "/" + strings.TrimLeft(strings.TrimPrefix(path, root), "/")
		if err != nil || name == "/proc" || len(files) > 100 {
			return fs.SkipDir
		}
		if !d.IsDir() {
			files = append(files, name)
		}
		if d.Type()&fs.ModeSocket != 0 {
			t.Errorf("there is a socket: %s", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files { // the loader has its own place
		if name != lab.Program && name != "/dev/null" && !strings.HasPrefix(name, "/lib") {
			t.Errorf("%s is in a lab: it has %q", name, files)
		}
	}
	if !slices.Contains(files, lab.Program) || !slices.Contains(files, "/dev/null") {
		t.Errorf("a lab has only %q", files)
	}
	for _, folder := range []string{"/tmp", "/run", "/var/tmp", "/session"} {
		if got := inside(t, root+folder); len(got) != 0 {
			t.Errorf("%s has %q", folder, got)
		}
	}
}

// TestLabKeepsItsReadings checks that everything an engine reads while it runs exists in a lab.
func TestLabKeepsItsReadings(t *testing.T) {
	c, root := startLab(t)
	f, err := c.Frame(engine.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var readable []string
	for _, path := range append([]string{
		"/proc/self/uid_map", "/proc/net/if_inet6", "/proc/sys/net/ipv4/tcp_fin_timeout",
		"/proc/self/task/" + strconv.Itoa(f.PID) + "/syscall",
	}, "/proc/self/net/snmp", "/proc/self/net/netstat") {
		if _, err := os.ReadFile(path); err != nil && path != "/proc/self/task/"+strconv.Itoa(f.PID)+"/syscall" {
			continue // the host does not have it either
		}
		readable = append(readable, path)
	}
	for _, path := range readable {
		if _, err := os.ReadFile(root + path); err != nil {
			t.Errorf("a lab can't read %s: %v", path, err)
		}
	}
	if len(readable) < 3 {
		t.Errorf("only %q could be looked for", readable)
	}
	do(t, c, "s = server 127.0.0.1:0")
	if e := do(t, c, "c = client @s"); e.Evidence == nil || e.Evidence.Moved["ActiveOpens"] != 1 {
		t.Errorf("no counter has moved: %+v", e.Evidence)
	}
}

// TestWallsStand checks for every thread of an engine whether it can gain privileges, and what filters its calls.
func TestWallsStand(t *testing.T) {
	labtest.Need(t)
	filtered := "2"
	for _, w := range Walls() {
		t.Logf("%s: %v %s", w.Name, w.Stands, w.Why)
		if strings.HasPrefix(w.Name, "seccomp") && !w.Stands {
			filtered = "0"
		}
	}
	for _, o := range []engine.Options{{}, {Lab: true}, {AllowNet: true, AllowUnix: true}} {
		_, pid := startClient(t, o)
		statuses, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
		if err != nil || len(statuses) == 0 {
			t.Fatal(statuses, err)
		}
		for _, path := range statuses {
			text, err := os.ReadFile(path)
			if err == nil && (!has(string(text), "NoNewPrivs:\t1\n") || !has(string(text), "\nSeccomp:\t"+filtered+"\n")) {
				t.Errorf("%+v: a thread has no walls:\n%s", o, text)
			}
		}
	}
	// The process that started them is not confined
	text, err := os.ReadFile("/proc/thread-self/status")
	if err != nil || has(string(text), "NoNewPrivs:\t1\n") {
		t.Errorf("the process that started the engine has walls: %v", err)
	}
}
