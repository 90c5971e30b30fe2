package system

import (
	"fmt"
	"maps"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestLsofAgrees compares the sockets of this process with those that lsof lists: each has the same process, descriptor
// and inode.
func TestLsofAgrees(t *testing.T) {
	labtest.Need(t)
	if _, err := exec.LookPath("lsof"); err != nil {
		t.Skip("lsof is not installed")
	}
	r := newRig(t)
	listener, _ := r.listener(4)
	r.connection(listener)
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	r.check(err)
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	datagrams := r.socket(unix.AF_INET6, unix.SOCK_DGRAM, 0)
	r.check(unix.Bind(datagrams, &unix.SockaddrInet6{Addr: [16]byte{15: 1}}))
	twice, err := unix.FcntlInt(uintptr(listener), unix.F_DUPFD_CLOEXEC, 0)
	r.check(err)
	defer unix.Close(twice)
	theirs := lsof(t, "-i", 'd') // for a socket with a port the inode is in the device field
	maps.Copy(theirs, lsof(t, "-U", 'i'))
	ours := map[string]bool{}
	for _, row := range snapshot(t, Everything) {
		for _, o := range row.Owners {
			if o.PID == self && (row.Inet() || row.Family == unix.AF_UNIX) {
				ours[fmt.Sprint(o.PID, o.FD, row.Inode)] = true
			}
		}
	}
	if len(theirs) < 7 || !maps.Equal(ours, theirs) {
		t.Errorf("here they are %v, and lsof has %v", ours, theirs)
	}
}

// lsof lists sockets of this process: the process, the descriptor, and the inode, which is the value of the given
// field.
func lsof(t *testing.T, which string, field byte) map[string]bool {
	t.Helper()
	out, err := exec.Command("lsof", "-nP", "-w", "-a", "-p", strconv.Itoa(self), which, "-F", "pfdi").Output()
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var pid, fd string
	for line := range strings.Lines(string(out)) {
		switch value := strings.TrimSpace(line[1:]); line[0] {
		case 'p':
			pid = value
		case 'f':
			fd = value
		case field:
			found[pid+" "+fd+" "+value] = true
		}
	}
	return found
}
