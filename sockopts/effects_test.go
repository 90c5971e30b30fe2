package sockopts

import (
	"testing"

	"golang.org/x/sys/unix"
)

// The Rescale column, where it can be seen on a fresh socket.
func TestRescaledValues(t *testing.T) {
	for _, c := range []struct{ name, set, reads string }{
		{"SO_SNDBUF", "64KiB", "128KiB"}, {"SO_SNDBUF", "1", "4608"}, {"SO_RCVBUF", "64KiB", "128KiB"}, {"SO_RCVBUF", "0", "2304"},
		{"SO_RCVLOWAT", "0", "1"}, {"TCP_LINGER2", "-5", "-1s"}, {"TCP_LINGER2", "121s", "120s"},
		{"TCP_DEFER_ACCEPT", "2s", "3s"}, {"TCP_DEFER_ACCEPT", "16s", "31s"}, {"TCP_WINDOW_CLAMP", "1", "1152"},
		{"IP_TOS", "255", "252"}, {"IP_TTL", "-1", "64"},
	} {
		fd, o := open(t, kinds()[0]), option(t, c.name)
		v, err := o.Parse(c.set)
		if err != nil {
			t.Fatal(err)
		}
		if err := set(fd, o, v.Bytes()); err != nil {
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
		_, _ = unix.Write(pair[0], []byte("x")) // a filtered datagram may or may not be an error to its sender
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

// Groups are joined and left again with the bytes the codecs make.
func TestMemberships(t *testing.T) {
	for _, c := range []struct {
		k                 kind
		join, leave, text string
	}{
		{kinds()[4], "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "239.1.1.1,127.0.0.1"},
		{kinds()[4], "IP_ADD_MEMBERSHIP", "IP_DROP_MEMBERSHIP", "239.1.1.1,0.0.0.0%1"},
		{kinds()[5], "IPV6_JOIN_GROUP", "IPV6_LEAVE_GROUP", "ff02::1234,1"},
	} {
		fd := open(t, c.k)
		join, leave := option(t, c.join), option(t, c.leave)
		v, err := join.Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			o    *Option
			want error
		}{{leave, unix.EADDRNOTAVAIL}, {join, nil}, {join, unix.EADDRINUSE}, {leave, nil}} {
			if err := set(fd, step.o, v.Bytes()); err != step.want {
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
