package lookup

import (
	"bufio"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// TestMain runs the tests, or the process in another network that one of them starts.
func TestMain(m *testing.M) {
	if os.Getenv(elsewhere) != "" {
		listenElsewhere(os.Getenv(elsewhere))
		return
	}
	mainInLab(m)
}

// elsewhere is set for a process that listens on a port in its own network.
const elsewhere = "NETNET_TEST_ELSEWHERE"

func listenElsewhere(address string) {
	a, err := sockets.ParseAddr(address)
	k := sockets.Linux{}
	fd, err2 := k.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	if err != nil || err2 != nil || k.Bind(fd, a) != nil || k.Listen(fd, 1) != nil {
		os.Exit(1)
	}
	os.Stdout.WriteString("ready\n")
	bufio.NewReader(os.Stdin).ReadString('\n') // until the test ends
}

// TestPort finds a listener of this process with its owner, a socket that is only bound, and one in another network.
func TestPort(t *testing.T) {
	r := newRig(t)
	port := r.free()
	number, err := strconv.ParseUint(port, 10, 16)
	r.check(err)
	s, b := r.socket("", tcp4), r.socket("", tcp6)
	r.check(r.Bind(s, r.addr("127.0.0.1:"+port)))
	r.check(r.Listen(s, 9))
	r.check(r.Bind(b, r.addr("[::1]:"+port)))

	other := exec.Command("/proc/self/exe")
	other.Env = append(os.Environ(), elsewhere+"=0.0.0.0:"+port)
	other.SysProcAttr = lab.Network()
	other.SysProcAttr.UidMappings[0].HostID, other.SysProcAttr.GidMappings[0].HostID = os.Getuid(), os.Getgid()
	in, err := other.StdinPipe()
	r.check(err)
	out, err := other.StdoutPipe()
	r.check(err)
	if err := other.Start(); err != nil {
		t.Skip("no other network here: ", err)
	}
	defer other.Wait()
	defer in.Close()
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		t.Fatal(line, err)
	}

	f := Port(uint16(number))
	find := func(local string, here bool) status.Holder {
		at := slices.IndexFunc(f.Holders, func(h status.Holder) bool { return h.Local == local+":"+port && (h.Network == "") == here })
		if at < 0 {
			t.Fatalf("nobody has %s: %+v; missing %q", local, f.Holders, f.Missing)
		}
		return f.Holders[at]
	}
	if h := find("127.0.0.1", true); h.State != status.StateListen || !owned(h, os.Getpid(), s) {
		t.Errorf("the listener is %+v", h)
	}
	if h := find("[::1]", true); h.State != status.StateBound || !owned(h, os.Getpid(), b) {
		t.Errorf("the bound one is %+v", h)
	}
	if h := find("0.0.0.0", false); h.State != status.StateListen || h.Protocol != "tcp" || len(h.Owners) != 1 || h.Owners[0].PID != other.Process.Pid || !strings.HasPrefix(h.Network, "net:[") {
		t.Errorf("the one elsewhere is %+v", h)
	}
	if f.Sysctls["net.ipv4.ip_unprivileged_port_start"] == "" {
		t.Errorf("settings: %v", f.Sysctls)
	}
}

// TestOwnNamesWhoWasHidden completes the result of an engine that may not look at processes.
func TestOwnNamesWhoWasHidden(t *testing.T) {
	r := newRig(t)
	s := r.socket("", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:0")))
	r.check(r.Listen(s, 1))
	var stat unix.Stat_t
	r.check(unix.Fstat(s, &stat))
	gone := status.Holder{Local: "127.0.0.1:2", Inode: 1<<32 - 1}
	f := inTime("127.0.0.1:1", func() *status.Found {
		f := &status.Found{
			Holders: []status.Holder{{Local: "127.0.0.1:1", Inode: uint32(stat.Ino)}, gone},
			Missing: []string{hidden("127.0.0.1:1", 0), "something else"},
		}
		Own(f)
		return f
	})
	if !owned(f.Holders[0], os.Getpid(), s) || len(f.Holders[1].Owners) != 0 || slices.Contains(f.Missing, hidden("127.0.0.1:1", 0)) || !slices.Contains(f.Missing, "something else") {
		t.Errorf("%+v", f)
	}
}

// owned reports whether a process is the owner of a holder, with the given descriptor. Its comm is that of this test.
func owned(h status.Holder, pid, fd int) bool {
	return slices.ContainsFunc(h.Owners, func(o status.Owner) bool { return o.PID == pid && o.FD == fd && o.Name != "" })
}
