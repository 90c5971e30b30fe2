package sockopts

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// The Rescale column, as far as a new socket shows it.
func TestRescaledValues(t *testing.T) {
	for _, c := range []struct{ name, set, reads string }{
		{"udplite4 UDPLITE_SEND_CSCOV", "3", "8"}, {"udplite6 UDPLITE_RECV_CSCOV", "7", "8"},
		{"vsock SO_VM_SOCKETS_BUFFER_SIZE", "1", "128"}, {"vsock SO_VM_SOCKETS_BUFFER_SIZE", "1GiB", "256KiB"},
		{"udp6 IPV6_ADDR_PREFERENCES", "IPV6_PREFER_SRC_TMP", "IPV6_PREFER_SRC_TMP|IPV6_PREFER_SRC_HOME"},
		{"tcp4 TCP_REPAIR", "-1", "TCP_REPAIR_OFF"},
		{"SO_SNDBUF", "64KiB", "128KiB"}, {"SO_SNDBUF", "1", "4608"}, {"SO_RCVBUF", "64KiB", "128KiB"}, {"SO_RCVBUF", "0", "2304"},
		{"SO_RCVLOWAT", "0", "1"}, {"TCP_LINGER2", "-5", "-1s"}, {"TCP_LINGER2", "121s", "120s"},
		{"TCP_DEFER_ACCEPT", "2s", "3s"}, {"TCP_DEFER_ACCEPT", "16s", "31s"}, {"TCP_WINDOW_CLAMP", "1", "1152"},
		{"IP_TOS", "255", "252"}, {"IP_TTL", "-1", "64"}, {"TCP_THIN_DUPACK", "on", "off"}, {"SO_BSDCOMPAT", "on", "off"},
		{"IP_OPTIONS", "hex:0101", "hex:01010000"},
	} {
		on, name, elsewhere := strings.Cut(c.name, " ")
		if !elsewhere {
			on, name = "tcp4", c.name
		}
		k := kinds()[slices.IndexFunc(kinds(), func(k kind) bool { return k.name == on })]
		fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
		if err != nil {
			t.Logf("no %s socket is available: %v", on, err)
			continue
		}
		t.Cleanup(func() { unix.Close(fd) })
		o := option(t, name)
		v, err := o.Parse(c.set)
		if err != nil {
			t.Fatal(err)
		}
		if err := set(fd, o, v.Bytes()); o.Capability != "" && err == unix.EPERM {
			continue
		} else if err != nil {
			disagree(t, "set %s %s: %v", c.name, c.set, err)
			continue
		}
		raw, err := get(fd, o)
		if got := o.Decode(raw).String(); err != nil || got != c.reads {
			disagree(t, "%s reads %s (%v) after %s, want %s", c.name, got, err, c.set, c.reads)
		}
	}
}

func TestReadingErrorClearsIt(t *testing.T) {
	gone := open(t, kinds()[0])
	if err := unix.Bind(gone, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal("bind:", err)
	}
	addr, _ := unix.Getsockname(gone)
	fd := open(t, kinds()[0])
	if err := unix.SetNonblock(fd, true); err != nil {
		t.Fatal(err)
	}
	if err := unix.Connect(fd, addr); err != unix.EINPROGRESS {
		t.Skip("loopback refused at once:", err)
	}
	if _, err := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLOUT}}, 5000); err != nil {
		t.Fatal("poll:", err)
	}
	o := option(t, "SO_ERROR")
	if o.ReadEffect == "" {
		t.Error("SO_ERROR has no ReadEffect")
	}
	for _, want := range []string{"ECONNREFUSED", "0"} {
		if raw, err := get(fd, o); err != nil || o.Decode(raw).String() != want {
			t.Errorf("SO_ERROR is %v, %v; want %s", o.Decode(raw), err, want)
		}
	}
}

// "drop" keeps everything out, and SO_DETACH_FILTER lets it in again.
func TestDropIsACutCable(t *testing.T) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(pair[0])
	defer unix.Close(pair[1])
	v, err := option(t, "SO_ATTACH_FILTER").Parse("drop")
	if err != nil {
		t.Fatal(err)
	}
	raw := v.Bytes()
	insn := unix.SockFilter{Code: uint16(raw[0]) | uint16(raw[1])<<8, Jt: raw[2], Jf: raw[3]}
	if err := unix.SetsockoptSockFprog(pair[1], unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &insn}); err != nil {
		t.Fatal("attach:", err)
	}
	received := func() error {
		_, _ = unix.Write(pair[0], []byte("x")) // a filtered datagram may or may not be an error for its sender
		_, _, err := unix.Recvfrom(pair[1], make([]byte, 8), unix.MSG_DONTWAIT)
		return err
	}
	if err := received(); err != unix.EAGAIN {
		t.Errorf("through drop: %v, want EAGAIN", err)
	}
	detach := option(t, "SO_DETACH_FILTER")
	none, _ := detach.Parse("")
	if err := set(pair[1], detach, none.Bytes()); err != nil {
		t.Fatal("detach:", err)
	}
	if err := received(); err != nil {
		t.Errorf("after detaching: %v", err)
	}
}

// Groups are joined and left with the bytes that the codecs encode.
func TestMemberships(t *testing.T) {
	for _, c := range []struct {
		k                 kind
		join, leave, text string
	}{
		{kinds()[4], "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "239.1.1.1,127.0.0.1"},
		{kinds()[4], "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "239.1.1.1,0.0.0.0%1"},
		{kinds()[5], "IPV6_JOIN_GROUP", "IPV6_LEAVE_GROUP", "ff02::1234,1"},
		{kinds()[4], "IP_ADD_SOURCE_MEMBERSHIP", "IP_DROP_SOURCE_MEMBERSHIP", "232.1.1.1,127.0.0.1,127.0.0.2"},
		{kinds()[4], "MCAST_JOIN_GROUP", "MCAST_LEAVE_GROUP", "239.1.1.1,1"},
		{kinds()[4], "MCAST_JOIN_SOURCE_GROUP", "MCAST_LEAVE_SOURCE_GROUP", "232.1.1.1,127.0.0.2,1"},
		{kinds()[5], "SOL_IPV6 MCAST_JOIN_GROUP", "SOL_IPV6 MCAST_LEAVE_GROUP", "ff02::1234,1"},
		{kinds()[5], "SOL_IPV6 MCAST_JOIN_SOURCE_GROUP", "SOL_IPV6 MCAST_LEAVE_SOURCE_GROUP", "ff35::1234,fe80::1,1"},
	} {
		fd := open(t, c.k)
		join, leave := optionAt(t, c.join), optionAt(t, c.leave)
		v, err := join.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			o    *Option
			want error
		}{{leave, unix.EADDRNOTAVAIL}, {join, nil}, {join, unix.EADDRINUSE}, {leave, nil}} {
			err := set(fd, step.o, v.Bytes())
			if step.want == unix.EADDRINUSE && strings.Contains(c.join, "SOURCE") {
				continue // joining with the same sender again is a different error in each family
			}
			if step.want == unix.EADDRNOTAVAIL && err == unix.EINVAL && strings.Contains(c.join, "SOURCE") {
				continue
			}
			if err != step.want {
				t.Errorf("%s %s: %v, want %v", step.o.Name, c.text, err, step.want)
			}
		}
	}
}

func TestPortRangeNarrowsTheChoice(t *testing.T) {
	fd, o := open(t, kinds()[0]), option(t, "IP_LOCAL_PORT_RANGE")
	v, err := o.Parse("40000-40100")
	if err != nil {
		t.Fatal(err)
	}
	if err := set(fd, o, v.Bytes()); err != nil {
		t.Skip("older than Linux 6.3:", err)
	}
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal("bind:", err)
	}
	addr, _ := unix.Getsockname(fd)
	if port := addr.(*unix.SockaddrInet4).Port; port < 40000 || port > 40100 {
		t.Errorf("port %d", port)
	}
}

// optionAt returns an option by name, which may be preceded by its level.
func optionAt(t *testing.T, name string) *Option {
	t.Helper()
	level, rest, leveled := strings.Cut(name, " ")
	if !leveled {
		return option(t, name)
	}
	number, _ := LevelByName(level)
	o, ok := FindAt(number, rest)
	if !ok {
		t.Fatalf("no option %s", name)
	}
	return o
}
