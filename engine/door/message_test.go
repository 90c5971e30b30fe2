package door

import (
	"os"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// pass sends a descriptor over one end of a pair, and receives it through the door at the other.
func pass(t *testing.T, g Guarded, fd int) (came int, err error) {
	t.Helper()
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = unix.Close(pair[0]), unix.Close(pair[1]) })
	if err := unix.Sendmsg(pair[0], []byte("x"), unix.UnixRights(fd), nil, 0); err != nil {
		t.Fatal(err)
	}
	m := &sockets.Message{Parts: [][]byte{make([]byte, 1)}, Control: make([]byte, 64)}
	_, err = g.Recvmsg(pair[1], m, unix.MSG_CMSG_CLOEXEC)
	list := sockets.SplitControl(m.Control)
	if len(list) != 1 {
		t.Fatalf("%d control messages came", len(list))
	}
	return int(order.Uint32(list[0].Data)), err
}

// What comes with a message and is outside is closed at once; what is inside stays open.
func TestReceivedDescriptors(t *testing.T) {
	null, err := unix.Open(os.DevNull, unix.O_RDWR|unix.O_CLOEXEC, 0)
	null = made(t, null, err)
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	made(t, pipe[0], nil)
	made(t, pipe[1], nil)
	for name, c := range map[string]struct {
		make    func(t *testing.T) int
		refused string // "" if it stays
	}{
		"a file":           {func(*testing.T) int { return null }, "outside this session"},
		"a pipe":           {func(*testing.T) int { return pipe[0] }, ""},
		"a TCP socket":     {func(t *testing.T) int { return raw(t, unix.AF_INET, unix.SOCK_STREAM, 0) }, ""},
		"a Unix socket":    {func(t *testing.T) int { return raw(t, unix.AF_UNIX, unix.SOCK_DGRAM, 0) }, ""},
		"a route socket":   {func(t *testing.T) int { return raw(t, unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE) }, ""},
		"generic netlink":  {func(t *testing.T) int { return raw(t, unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_GENERIC) }, "can reach outside this session"},
		"every interface":  {listening, "every interface"},
		"a foreign socket": {func(t *testing.T) int { return raw(t, unix.AF_INET, unix.SOCK_DGRAM, 0) }, "another network namespace"},
	} {
		t.Run(name, func(t *testing.T) {
			g, d := on(t, Rules{})
			if name == "a foreign socket" {
				d.networks.once.Do(func() { d.networks.cookie, d.networks.known = 1, true }) // the cookie of another network
			}
			fd, err := pass(t, g, c.make(t))
			if c.refused == "" {
				if err != nil || !open(fd) {
					t.Errorf("it is refused: %v", err)
				}
				_ = unix.Close(fd)
				return
			}
			g.refuses(t, c.refused, err)
			if open(fd) {
				t.Error("it stays open")
			}
		})
	}
}

func raw(t *testing.T, domain, typ, protocol int) int {
	t.Helper()
	fd, err := unix.Socket(domain, typ|unix.SOCK_CLOEXEC, protocol)
	return made(t, fd, err)
}

func listening(t *testing.T) int {
	t.Helper()
	fd := raw(t, unix.AF_INET, unix.SOCK_STREAM, 0)
	if err := unix.Listen(fd, 1); err != nil {
		t.Fatal(err)
	}
	return fd
}

// If too many descriptors come, all are closed.
func TestRoomForReceived(t *testing.T) {
	g, _ := on(t, Rules{})
	g.Room = func(more int) error { return Bounds{Descriptors: 2}.Room(2, more) }
	fd, err := pass(t, g, raw(t, unix.AF_UNIX, unix.SOCK_DGRAM, 0))
	g.refuses(t, "2 descriptors open", err)
	if open(fd) {
		t.Error("it stays open")
	}
}

// Descriptors may be sent only to this session's processes.
func TestRightsGoToOwnProcesses(t *testing.T) {
	g, d := on(t, Rules{})
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	made(t, pair[0], nil)
	made(t, pair[1], nil)
	m := &sockets.Message{Parts: [][]byte{{1}}, Control: unix.UnixRights(pair[0])}
	if _, err := g.Sendmsg(pair[0], m, 0); err != nil {
		t.Errorf("to the own process: %v", err)
	}
	d.Machine.Own = func(int) bool { return false }
	_, err = g.Sendmsg(pair[0], m, 0)
	g.refuses(t, "another process of this machine", err)
	for _, r := range []Rules{{AllowUnix: true}, {Lab: true}} {
		g, d := on(t, r)
		d.Machine.Own = func(int) bool { return false }
		if _, err := g.Sendmsg(pair[0], m, 0); err != nil {
			t.Errorf("%+v: %v", r, err)
		}
	}
}
