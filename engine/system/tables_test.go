package system

import (
	"os"
	"os/exec"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestEach makes a socket of each kind, and checks that it is there, with its state, its owner and its network.
func TestEach(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(7)
	only, port := r.bound()
	client, accepted := r.connection(listener)
	if _, err := unix.Write(client, []byte("hello")); err != nil {
		t.Fatal(err)
	}
	udp := r.socket(unix.AF_INET6, unix.SOCK_DGRAM, 0)
	r.check(unix.Bind(udp, &unix.SockaddrInet6{Addr: [16]byte{15: 1}}))
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	r.check(err)
	r.open[pair[0]], r.open[pair[1]] = true, true
	named := r.socket(unix.AF_UNIX, unix.SOCK_DGRAM, 0)
	r.check(unix.Bind(named, &unix.SockaddrUnix{Name: "@\x1b[2Jname"}))
	netlink := r.socket(unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_XFRM)      // it has the number of TCP
	r.check(unix.Bind(netlink, &unix.SockaddrNetlink{Family: unix.AF_NETLINK})) // the kernel only lists those with a port

	rows := snapshot(t, Everything)
	for fd, want := range map[int]struct {
		protocol string
		state    status.State
	}{
		listener: {"tcp", status.StateListen}, only: {"tcp", status.StateBound}, client: {"tcp", status.StateEstablished}, accepted: {"tcp", status.StateEstablished},
		udp: {"udp", status.StateUnconnected}, pair[0]: {"unix", status.StateEstablished}, named: {"unix", status.StateUnconnected}, netlink: {"netlink", status.StateUnconnected},
	} {
		row, ok := rows[inode(t, fd)]
		if !ok {
			t.Errorf("descriptor %d, %v, is not there", fd, want)
			continue
		}
		if row.ProtocolName() != want.protocol || row.StateName() != want.state {
			t.Errorf("descriptor %d is %s %s, want %v", fd, row.ProtocolName(), row.StateName(), want)
		}
		if len(row.Owners) != 1 || row.Owners[0].PID != self || row.Owners[0].FD != fd {
			t.Errorf("descriptor %d has owners %v, want this process", fd, row.Owners)
		}
		if row.HasUID && row.User == "" {
			t.Errorf("descriptor %d has no user", fd)
		}
	}
	if one := rows[inode(t, listener)]; one.Send != 7 || one.Receive != 0 {
		t.Errorf("the listener has %d of %d waiting, want 0 of 7", one.Receive, one.Send)
	}
	if one := rows[inode(t, accepted)]; one.Receive != 5 || !one.HasInfo || one.Memory.ReceiveLimit == 0 || one.Congestion == "" {
		t.Errorf("the accepted one: receive %d, info %v, memory %+v, congestion %q", one.Receive, one.HasInfo, one.Memory, one.Congestion)
	}
	if one := rows[inode(t, only)]; int(one.Local.IP.Port()) != port {
		t.Errorf("the one that is only bound has port %d, want %d", one.Local.IP.Port(), port)
	}
	if a, b := rows[inode(t, pair[0])], rows[inode(t, pair[1])]; a.PeerInode != b.Inode || b.PeerInode != a.Inode {
		t.Errorf("the pair has peers %d and %d, want %d and %d", a.PeerInode, b.PeerInode, b.Inode, a.Inode)
	}
}

// TestOwnersShare has a socket that two processes share.
func TestOwnersShare(t *testing.T) {
	r := newRig(t)
	listener, _ := r.listener(1)
	twin, err := unix.FcntlInt(uintptr(listener), unix.F_DUPFD_CLOEXEC, 0)
	r.check(err)
	file := os.NewFile(uintptr(twin), "listener")
	cat := exec.Command("cat")
	cat.ExtraFiles = []*os.File{file}
	in, err := cat.StdinPipe()
	r.check(err)
	r.check(cat.Start())
	r.check(file.Close())
	defer func() {
		in.Close()
		cat.Wait()
	}()
	row := snapshot(t, Everything)[inode(t, listener)]
	want := map[int]string{self: "", cat.Process.Pid: "cat"}
	for _, o := range row.Owners {
		if name, ok := want[o.PID]; !ok || name != "" && name != o.Name {
			t.Errorf("owner %v, want %v", o, want)
		}
		delete(want, o.PID)
	}
	if len(want) > 0 {
		t.Errorf("no owner of %v: %v", want, row.Owners)
	}
}

// TestNetworks has a listener in another network, which no descriptor of this process keeps alive.
func TestNetworks(t *testing.T) {
	r := newRig(t)
	cmd, port := elsewhere(t)
	found := 0
	for range 3 {
		if _, err := Each(Everything, func(row *Row) {
			if int(row.Local.IP.Port()) == port && row.StateName() == status.StateListen && len(row.Owners) > 0 && row.Owners[0].PID == cmd.Process.Pid {
				found++
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	if found != 3 {
		t.Errorf("the listener of the other network was found %d times of 3", found)
	}
	ours, err := networkOf("thread-self")
	r.check(err)
	if !labtest.Until(func() bool {
		for _, thread := range numbers("/proc/self/task") {
			if network, err := networkOf("self/task/" + itoa(thread)); err == nil && network != ours {
				return false
			}
		}
		return true
	}) {
		t.Error("a thread has stayed in the other network")
	}
}
