package door

import (
	"os"
	"slices"
	"strings"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// The tests' lab stands in for the host: in it the door applies the host's rules.
func TestMain(m *testing.M) { labtest.Main(m) }

// on returns a kernel behind a door with these rules, and the door.
func on(t *testing.T, r Rules) (Guarded, *Door) {
	t.Helper()
	labtest.Need(t)
	d := New(r, nil)
	return Guarded{Kernel: sockets.Linux{}, Door: d, Verdict: &Verdict{}}, d
}

func parse(t *testing.T, text string) sockets.Addr {
	t.Helper()
	a, err := sockets.ParseAddr(text)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// made returns a descriptor that is closed at the end of the test, unless it has been closed before.
func made(t *testing.T, fd int, err error) int {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(fd) })
	return fd
}

// socket returns a socket made by the guarded kernel.
func (g Guarded) socket(t *testing.T, domain, typ, protocol int) int {
	t.Helper()
	fd, err := g.Socket(domain, typ|unix.SOCK_CLOEXEC, protocol)
	return made(t, fd, err)
}

func open(fd int) bool {
	_, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0)
	return err == nil
}

// refuses asserts that the door has refused a call with these words.
func (g Guarded) refuses(t *testing.T, words string, err error) {
	t.Helper()
	why := g.Verdict.Refusal()
	if why == nil || err != why || !strings.Contains(why.Error(), words) {
		t.Errorf("refused %v, the call answers %v; want a refusal with %q", why, err, words)
	}
}

func TestFamilies(t *testing.T) {
	labtest.Need(t)
	host, root := New(Rules{}, nil), New(Rules{Raw: true, Admin: true}, nil)
	lab, free := New(Rules{Lab: true, Raw: true, Admin: true}, nil), New(Rules{AllowNet: true, Raw: true}, nil)
	for _, d := range []*Door{host, root, lab} {
		d.Machine.LocalVsock = func() bool { return false }
	}
	const passes, stops = true, false
	for _, c := range []struct {
		name               string
		domain, typ, proto int
		host, root, lab    bool
	}{
		{"tcp", unix.AF_INET, unix.SOCK_STREAM, 0, passes, passes, passes},
		{"mptcp", unix.AF_INET6, unix.SOCK_STREAM, unix.IPPROTO_MPTCP, passes, passes, passes},
		{"ping", unix.AF_INET, unix.SOCK_DGRAM | unix.SOCK_NONBLOCK, unix.IPPROTO_ICMP, passes, passes, passes},
		{"unix", unix.AF_UNIX, unix.SOCK_SEQPACKET, 0, passes, passes, passes},
		{"raw", unix.AF_INET, unix.SOCK_RAW | unix.SOCK_CLOEXEC, unix.IPPROTO_RAW, passes, stops, passes},
		{"raw, IPv6", unix.AF_INET6, unix.SOCK_RAW, unix.IPPROTO_ICMPV6, passes, stops, passes},
		{"raw without a protocol", unix.AF_INET, unix.SOCK_RAW, 0, passes, passes, passes},
		{"packet, the old way", unix.AF_INET, unix.SOCK_PACKET, 3, passes, stops, passes},
		{"packet", unix.AF_PACKET, unix.SOCK_RAW, 0x300, passes, stops, passes},
		{"XDP", unix.AF_XDP, unix.SOCK_RAW, 0, passes, stops, passes},
		{"key", unix.AF_KEY, unix.SOCK_RAW, 2, passes, stops, passes},
		{"netlink that is asked", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE, passes, passes, passes},
		{"netlink's list of sockets", unix.AF_NETLINK, unix.SOCK_DGRAM, unix.NETLINK_SOCK_DIAG, passes, passes, passes},
		{"netlink between processes", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_USERSOCK, stops, stops, passes},
		{"netlink of IPsec", unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_XFRM, stops, stops, passes},
		{"netlink that is not", unix.AF_NETLINK, unix.SOCK_RAW, 99, passes, passes, passes},
		{"vsock", unix.AF_VSOCK, unix.SOCK_STREAM, 0, stops, stops, stops},
		{"vsock datagrams", unix.AF_VSOCK, unix.SOCK_DGRAM, 0, stops, stops, stops},
		{"bluetooth", unix.AF_BLUETOOTH, unix.SOCK_SEQPACKET, 0, stops, stops, stops},
		{"nfc", unix.AF_NFC, unix.SOCK_RAW, 0, stops, stops, stops},
		{"can", unix.AF_CAN, unix.SOCK_RAW, 1, stops, stops, passes},
		{"tipc", unix.AF_TIPC, unix.SOCK_RDM, 0, stops, stops, passes},
		{"smc", unix.AF_SMC, unix.SOCK_STREAM, 0, stops, stops, passes},
		{"smc by TCP's name", unix.AF_INET, unix.SOCK_STREAM, 256, stops, stops, passes},
		{"l2tp", unix.AF_INET, unix.SOCK_DGRAM, 115, stops, stops, passes},
		{"alg", unix.AF_ALG, unix.SOCK_SEQPACKET, 0, stops, stops, passes},
		{"mctp, which nobody has looked at", unix.AF_MCTP, unix.SOCK_DGRAM, 0, stops, stops, stops},
		{"a family that is not", 999, unix.SOCK_STREAM, 0, passes, passes, passes},
		{"packet, beyond 32 bits", 1<<32 + unix.AF_PACKET, 1<<32 + unix.SOCK_RAW, 0x300, passes, stops, passes},
		{"a family below 0", -1, unix.SOCK_STREAM, 0, passes, passes, passes},
		{"a type that is not", unix.AF_INET, 77, 0, passes, passes, passes},
	} {
		for who, judged := range map[string]struct {
			door *Door
			want bool
		}{"ordinary user": {host, c.host}, "root": {root, c.root}, "lab": {lab, c.lab}, "--allow-net": {free, passes}} {
			if err := judged.door.Socket(c.domain, c.typ, c.proto); (err == nil) != judged.want {
				t.Errorf("%s, %s: %v", c.name, who, err)
			}
		}
	}
}

// An unexpected descriptor is closed at once: here the rules say that the process can't have a raw socket, but it gets
// one.
func TestUnexpectedSocketIsClosed(t *testing.T) {
	g, _ := on(t, Rules{})
	fd, err := g.Socket(unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_RAW)
	g.refuses(t, "SOCK_RAW, protocol 255 can reach outside this session, and was closed at once", err)
	if open(fd) {
		t.Errorf("descriptor %d is still open", fd)
	}
}

// The second check works on its own: the first one passes, because its kernel claims that the socket has no subflows
// and is on loopback.
func TestSecondLook(t *testing.T) {
	loopback := parse(t, "127.0.0.1:1")
	t.Run("listen", func(t *testing.T) {
		g, d := on(t, Rules{})
		fd := raw(t, unix.AF_INET, unix.SOCK_STREAM, 0)
		d.Kernel = &lying{Kernel: sockets.Linux{}, names: []sockets.Addr{loopback}}
		g.refuses(t, "every interface, and was closed at once", g.Listen(fd, 1))
		if open(fd) {
			t.Error("the listener on every interface is still open")
		}
	})
	t.Run("mptcp", func(t *testing.T) {
		g, d := on(t, Rules{})
		fd, err := sockets.Linux{}.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, unix.IPPROTO_MPTCP)
		if err != nil {
			t.Skip("no MPTCP here: ", err)
		}
		made(t, fd, nil)
		if err := g.Connect(fd, loopback); sockets.Errno(err) != unix.ECONNREFUSED { // the subflow loses its address
			t.Fatal(err)
		}
		d.Kernel = &lying{Kernel: sockets.Linux{}, names: []sockets.Addr{loopback}, subflows: 1}
		g.refuses(t, "every interface, and was closed at once", g.Listen(fd, 1))
		if open(fd) {
			t.Error("the listener on every interface is still open")
		}
	})
	t.Run("bind", func(t *testing.T) {
		g, _ := on(t, Rules{})
		fd := raw(t, unix.AF_INET, unix.SOCK_DGRAM, 0)
		g.Kernel = elsewhere{sockets.Linux{}}
		g.refuses(t, "every interface, and was closed at once", g.Bind(fd, parse(t, "127.0.0.1:0")))
		if open(fd) {
			t.Error("the socket on every interface is still open")
		}
	})
}

// lying returns wrong addresses to the first checks.
type lying struct {
	sockets.Kernel
	names    []sockets.Addr
	subflows int // how often it claims that there are none
}

func (l *lying) Getsockname(fd int, _ ...int) (sockets.Addr, error) {
	if len(l.names) == 0 {
		return l.Kernel.Getsockname(fd)
	}
	name := l.names[0]
	l.names = l.names[1:]
	return name, nil
}

func (l *lying) Getsockopt(fd, level, option int, value []byte, _ ...int) (int, error) {
	n, err := l.Kernel.Getsockopt(fd, level, option, value)
	if level == unix.SOL_MPTCP && l.subflows > 0 {
		l.subflows--
		order.PutUint32(value[4:], 0)
		return subflowHeader, nil
	}
	return n, err
}

// elsewhere binds to every interface, whatever address it is given.
type elsewhere struct{ sockets.Kernel }

func (e elsewhere) Bind(fd int, _ sockets.Addr) error {
	any, err := sockets.ParseAddr(":0")
	if err != nil {
		return err
	}
	return e.Kernel.Bind(fd, any)
}

// MPTCP reports its old address when the socket beneath no longer has one.
func TestMPTCPIsSeenThrough(t *testing.T) {
	for _, dissolve := range []bool{true, false} {
		g, d := on(t, Rules{})
		fd, err := g.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, unix.IPPROTO_MPTCP)
		if err != nil {
			t.Skip("no MPTCP here: ", err)
		}
		made(t, fd, nil)
		to := parse(t, "127.0.0.1:1")
		if dissolve {
			l, err := g.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
			made(t, l, err)
			if err := g.Bind(l, parse(t, "127.0.0.1:0")); err != nil {
				t.Fatal(err)
			}
			if err := g.Listen(l, 1); err != nil {
				t.Fatal(err)
			}
			to, _ = g.Getsockname(l)
		}
		if err := g.Connect(fd, to); (err == nil) != dissolve {
			t.Fatal(err)
		}
		if err := g.Connect(fd, sockets.Addr{}); err != nil {
			t.Fatal(err)
		}
		if local, _ := d.Kernel.Getsockname(fd); !local.Local() {
			t.Logf("this kernel returns %s on its own", local)
		}
		g.refuses(t, "is every interface", g.Listen(fd, 1))
		if n, _ := d.number(fd, unix.SO_ACCEPTCONN); n != 0 {
			t.Error("it listens")
		}
	}
}

func TestMPTCPOnLoopbackListens(t *testing.T) {
	g, _ := on(t, Rules{})
	fd, err := g.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, unix.IPPROTO_MPTCP)
	if err != nil {
		t.Skip("no MPTCP here: ", err)
	}
	made(t, fd, nil)
	if err := g.Bind(fd, parse(t, "127.0.0.1:0")); err != nil {
		t.Fatal(err)
	}
	if err := g.Listen(fd, 1); err != nil {
		t.Fatal(err)
	}
	if err := g.Door.Serve(fd); err != nil {
		t.Error(err)
	}
}

func TestUnixAddresses(t *testing.T) {
	labtest.Need(t)
	host, allowed, lab := New(Rules{AllowNet: true}, nil), New(Rules{AllowUnix: true}, nil), New(Rules{Lab: true}, nil)
	for path, free := range map[string]bool{
		"unix:name": true, "unix:a/b": true, "unix:./@x": true, "unix:a/../b": true,
		"unix:/tmp/x": false, "unix:..": false, "unix:../x": false, "unix:a/../../x": false, "unix:./../x": false, "unix://x": false,
	} {
		a := parse(t, path)
		for what, judge := range map[string]func(*Door) error{"have": func(d *Door) error { return d.Have(a) }, "reach": func(d *Door) error { return d.Reach(a) }} {
			if err := judge(host); (err == nil) != free {
				t.Errorf("%s %s: %v", what, path, err)
			}
			if err := judge(allowed); err != nil {
				t.Errorf("%s %s with --allow-unix: %v", what, path, err)
			}
			if err := judge(lab); err != nil {
				t.Errorf("%s %s in a lab: %v", what, path, err)
			}
		}
	}
}

// A name of another process is refused; our own names and unused ones are not.
func TestAbstractNames(t *testing.T) {
	g, d := on(t, Rules{})
	names := []string{"x", "a b", "nul\x00in it", "two\nlines", "@at"}
	for _, name := range names {
		addr := sockets.Addr{Family: unix.AF_UNIX, Name: name}
		if err := d.Reach(addr); err != nil {
			t.Errorf("%q, which is unused: %v", name, err)
		}
		fd := g.socket(t, unix.AF_UNIX, unix.SOCK_STREAM, 0)
		if err := g.Bind(fd, addr); err != nil {
			t.Fatal(err)
		}
		list, err := os.ReadFile(unixSockets)
		if err != nil {
			t.Fatal(err)
		}
		if len(holders(list, name)) != 1 {
			t.Errorf("%q is not found in:\n%s", name, list)
		}
		if err := d.Reach(addr); err != nil {
			t.Errorf("%q, which is our own: %v", name, err)
		}
	}
	d.Machine.Taken = func(string) bool { return true }
	if err := d.Reach(sockets.Addr{Family: unix.AF_UNIX, Name: "x"}); err == nil || !strings.Contains(err.Error(), "unix:@x belongs to another process") {
		t.Error(err)
	}
	if err := d.Have(sockets.Addr{Family: unix.AF_UNIX, Name: "x"}); err != nil {
		t.Errorf("to bind: %v", err)
	}
}

func TestHolders(t *testing.T) {
	const list = "Num       RefCount Protocol Flags    Type St Inode Path\n" +
		"0000: 00000003 00000000 00000000 0001 03  1681\n" +
		"0000: 00000002 00000000 00010000 0001 01    77 @x\n" +
		"0000: 00000002 00000000 00000000 0001 02     0 @x\n" +
		"0000: 00000003 00000000 00000000 0001 03    80 @x\n" +
		"0000: 00000003 00000000 00000000 0002 03    81 @x\n" +
		"0000: 00000002 00000000 00010000 0001 01    78 @x y\n" +
		"0000: 00000002 00000000 00010000 0001 01    79 /tmp/@x\n"
	if got := holders([]byte(list), "x"); !slices.Equal(got, []string{"77", "81"}) {
		t.Errorf("%q", got)
	}
	if got := holders([]byte(list), "nobody"); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// newer is a kernel that has every option.
type newer struct{ sockets.Kernel }

func (newer) Getsockopt(_, _, _ int, value []byte, _ ...int) (int, error) { return len(value), nil }

// What was bound here is found without the list, as long as nothing has changed: once its descriptor is closed, or only
// a connection has the name, the list is read again.
func TestOwnNamesAreKnown(t *testing.T) {
	g, d := on(t, Rules{})
	d.Machine.Taken = func(string) bool { return true } // the list says that another process has it
	name := sockets.Addr{Family: unix.AF_UNIX, Name: "own"}
	server, err := g.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	made(t, server, err)
	client, err := g.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	made(t, client, err)
	other, err := g.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	made(t, other, err)
	if err := g.Bind(server, name); err != nil {
		t.Fatal(err)
	}
	if d.Send(client, name) == nil {
		t.Error("a socket that does not listen is mistaken for the one that answers")
	}
	if err := g.Listen(server, 1); err != nil {
		t.Fatal(err)
	}
	if err := g.Connect(client, name); err != nil {
		t.Error(err)
	}
	if d.Send(other, name) == nil {
		t.Error("a datagram socket could have the name as well, and it is not ours")
	}
	accepted, err := g.Accept4(server, unix.SOCK_CLOEXEC)
	made(t, accepted, err)
	if err := unix.Dup3(accepted, server, unix.O_CLOEXEC); err != nil { // the listener's number now belongs to a connection
		t.Fatal(err)
	}
	if d.Send(client, name) == nil {
		t.Error("a connection is mistaken for its listener, which is gone")
	}
}
