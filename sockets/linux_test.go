package sockets

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestStreams makes every kind of stream socket listen, connect, accept, send and receive, and checks the addresses of
// both ends.
func TestStreams(t *testing.T) {
	for name, c := range map[string]struct {
		domain, typ int
		address     string
	}{
		"tcp4":           {unix.AF_INET, unix.SOCK_STREAM, "127.0.0.1:7000"},
		"tcp6":           {unix.AF_INET6, unix.SOCK_STREAM, "[::1]:7000"},
		"unix path":      {unix.AF_UNIX, unix.SOCK_STREAM, "unix:PATH"},
		"unix abstract":  {unix.AF_UNIX, unix.SOCK_STREAM, "unix:@odd\x00\xff\nname"},
		"unix seqpacket": {unix.AF_UNIX, unix.SOCK_SEQPACKET, "unix:@packets"},
	} {
		t.Run(name, func(t *testing.T) {
			labtest.Need(t)
			k := Linux{}
			addr := parse(t, strings.Replace(c.address, "PATH", filepath.Join(t.TempDir(), "s"), 1))
			s := open(t, k, c.domain, c.typ)
			check(t, k.Bind(s, addr))
			check(t, k.Listen(s, 1))
			if _, err := k.Accept4(s, 0); !errors.Is(err, unix.EAGAIN) {
				t.Errorf("accept4 without a client: %v, want EAGAIN", err)
			}
			client := open(t, k, c.domain, c.typ)
			if err := k.Connect(client, addr); err != nil && !errors.Is(err, unix.EINPROGRESS) {
				t.Fatal(err)
			}
			await(t, s, unix.POLLIN)
			fd, err := k.Accept4(s, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
			conn := must(t, fd, err)
			if flags, err := k.Fcntl(conn, unix.F_GETFL, 0); err != nil || flags&unix.O_NONBLOCK == 0 {
				t.Errorf("the accepted socket has flags %#x, %v; want O_NONBLOCK", flags, err)
			}
			if flags, err := k.Fcntl(conn, unix.F_GETFD, 0); err != nil || flags != unix.FD_CLOEXEC {
				t.Errorf("the accepted descriptor has flags %#x, %v; want FD_CLOEXEC", flags, err)
			}
			for what, name := range map[string]func() (Addr, error){
				"the listener's name": func() (Addr, error) { return k.Getsockname(s) },
				"the accepted name":   func() (Addr, error) { return k.Getsockname(conn) },
				"the client's peer":   func() (Addr, error) { return k.Getpeername(client) },
			} {
				if got, err := name(); err != nil || got != addr {
					t.Errorf("%s is %v, %v; want %v", what, got, err, addr)
				}
			}
			exchange(t, k, client, conn)
		})
	}
}

// exchange sends in both directions and shuts one down.
func exchange(t *testing.T, k Kernel, client, conn int) {
	t.Helper()
	p := make([]byte, 100)
	if _, err := k.Recv(conn, p, 0); !errors.Is(err, unix.EAGAIN) {
		t.Errorf("recv of nothing: %v, want EAGAIN", err)
	}
	if n, err := k.Send(client, []byte("hello"), unix.MSG_NOSIGNAL); n != 5 || err != nil {
		t.Errorf("send: %d, %v", n, err)
	}
	await(t, conn, unix.POLLIN)
	if n, err := k.IoctlGet(conn, unix.TIOCINQ); n != 5 || err != nil {
		t.Errorf("FIONREAD: %d, %v; want 5", n, err)
	}
	if n, err := k.Recv(conn, p, unix.MSG_PEEK); string(p[:max(n, 0)]) != "hello" || err != nil {
		t.Errorf("recv with MSG_PEEK: %q, %v", p[:max(n, 0)], err)
	}
	if n, err := k.Read(conn, p); string(p[:max(n, 0)]) != "hello" || err != nil {
		t.Errorf("read: %q, %v", p[:max(n, 0)], err)
	}
	if n, err := k.Write(conn, []byte("you too")); n != 7 || err != nil {
		t.Errorf("write: %d, %v", n, err)
	}
	await(t, client, unix.POLLIN)
	if n, _, err := k.Recvfrom(client, p, 0); string(p[:max(n, 0)]) != "you too" || err != nil {
		t.Errorf("recvfrom: %q, %v", p[:max(n, 0)], err)
	}
	check(t, k.Shutdown(client, unix.SHUT_WR))
	await(t, conn, unix.POLLRDHUP)
	if n, err := k.Recv(conn, p, 0); n != 0 || err != nil {
		t.Errorf("recv after the peer's shutdown: %d, %v; want 0", n, err)
	}
}

func TestDatagrams(t *testing.T) {
	for name, c := range map[string]struct {
		domain         int
		address, other string
	}{
		"udp4":       {unix.AF_INET, "127.0.0.1:7001", "127.0.0.1:7002"},
		"udp6":       {unix.AF_INET6, "[::1]:7001", "[::1]:7002"},
		"unix-dgram": {unix.AF_UNIX, "unix:@one", "unix:@two"},
	} {
		t.Run(name, func(t *testing.T) {
			labtest.Need(t)
			k := Linux{}
			a, b := open(t, k, c.domain, unix.SOCK_DGRAM), open(t, k, c.domain, unix.SOCK_DGRAM)
			check(t, k.Bind(a, parse(t, c.address)))
			check(t, k.Bind(b, parse(t, c.other)))
			if n, err := k.Sendto(a, []byte("ping"), 0, parse(t, c.other)); n != 4 || err != nil {
				t.Fatalf("sendto: %d, %v", n, err)
			}
			p := make([]byte, 2)
			await(t, b, unix.POLLIN)
			n, from, err := k.Recvfrom(b, p, unix.MSG_TRUNC)
			if n != 4 || string(p) != "pi" || from.String() != c.address || err != nil {
				t.Errorf("recvfrom with room for 2: %d, %q from %s, %v; want 4, pi from %s", n, p, from, err, c.address)
			}
			check(t, k.Connect(a, parse(t, c.other)))
			if peer, err := k.Getpeername(a); err != nil || peer.String() != c.other {
				t.Errorf("the connected peer is %v, %v", peer, err)
			}
			check(t, k.Connect(a, Addr{}))
			if _, err := k.Getpeername(a); !errors.Is(err, unix.ENOTCONN) {
				t.Errorf("the peer after connect to AF_UNSPEC: %v, want ENOTCONN", err)
			}
		})
	}
}

func TestSocketpair(t *testing.T) {
	labtest.Need(t)
	k := Linux{}
	pair, err := k.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_NONBLOCK, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	for _, packet := range []string{"one", "two"} {
		if n, err := k.Send(a, []byte(packet), 0); n != 3 || err != nil {
			t.Fatalf("send: %d, %v", n, err)
		}
	}
	p := make([]byte, 100)
	if n, err := k.Recv(b, p, 0); string(p[:max(n, 0)]) != "one" || err != nil {
		t.Errorf("the first packet is %q, %v: seqpacket keeps boundaries", p[:max(n, 0)], err)
	}
	copied, err := k.Dup(b)
	must(t, copied, err)
	if n, err := k.Recv(copied, p, 0); string(p[:max(n, 0)]) != "two" || err != nil {
		t.Errorf("the second packet by dup is %q, %v", p[:max(n, 0)], err)
	}
	if addr, err := k.Getsockname(a); err != nil || addr.String() != "unix:" {
		t.Errorf("a pair's name is %v, %v; want the unnamed one", addr, err)
	}
}

func TestLongestPath(t *testing.T) {
	labtest.Need(t)
	dir := t.TempDir()
	t.Chdir(dir)
	addr := parse(t, "unix:"+strings.Repeat("p", 108))
	k := Linux{}
	s := open(t, k, unix.AF_UNIX, unix.SOCK_STREAM)
	check(t, k.Bind(s, addr))
	if _, err := os.Stat(addr.Path); err != nil {
		t.Error("the path of 108 bytes is not there:", err)
	}
	if got, err := k.Getsockname(s); err != nil || got != addr {
		t.Errorf("getsockname: %v, %v", got, err)
	}
}

func TestOptions(t *testing.T) {
	labtest.Need(t)
	k := Linux{}
	s := open(t, k, unix.AF_INET, unix.SOCK_STREAM)
	value := make([]byte, 8)
	for _, on := range []uint32{1, 0} {
		check(t, k.Setsockopt(s, unix.SOL_SOCKET, unix.SO_KEEPALIVE, binary.NativeEndian.AppendUint32(nil, on)))
		n, err := k.Getsockopt(s, unix.SOL_SOCKET, unix.SO_KEEPALIVE, value)
		if n != 4 || err != nil || binary.NativeEndian.Uint32(value) != on {
			t.Errorf("SO_KEEPALIVE: %d bytes % x, %v; want %d", n, value[:4], err, on)
		}
	}
	for _, on := range []int{1, 0} {
		_, err := k.Ioctl(s, Fionbio, intBytes(on))
		check(t, err)
		if flags, err := k.Fcntl(s, unix.F_GETFL, 0); err != nil || (flags&unix.O_NONBLOCK != 0) != (on == 1) {
			t.Errorf("flags after FIONBIO %d: %#x, %v", on, flags, err)
		}
	}
}

// TestAttachFilter checks that a filter that accepts nothing drops what is sent.
func TestAttachFilter(t *testing.T) {
	labtest.Need(t)
	k := Linux{}
	pair, err := k.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	check(t, k.AttachFilter(b, []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K}}))
	if n, err := k.Getsockopt(b, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, make([]byte, 64)); n != unix.SizeofSockFilter || err != nil {
		t.Errorf("a filter of one instruction is %d bytes, %v", n, err)
	}
	if n, err := k.Send(a, []byte("lost"), 0); n != 4 && !errors.Is(err, unix.EPERM) {
		t.Fatalf("send: %d, %v", n, err)
	}
	if n, err := k.Recv(b, make([]byte, 9), 0); !errors.Is(err, unix.EAGAIN) {
		t.Errorf("recv after the filter: %d, %v; want EAGAIN", n, err)
	}
}

func TestReadiness(t *testing.T) {
	labtest.Need(t)
	k := Linux{}
	pair, err := k.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	fd, err := k.EpollCreate1(unix.EPOLL_CLOEXEC)
	epoll := must(t, fd, err)
	check(t, k.EpollCtl(epoll, unix.EPOLL_CTL_ADD, b, unix.EPOLLIN))
	look := func() (polled, selected, waited int) {
		p := []unix.PollFd{{Fd: int32(b), Events: unix.POLLIN}}
		polled, err1 := k.Poll(p, 0)
		sets := &FdSets{N: b + 1}
		sets.Read.Set(b)
		selected, err2 := k.Select(sets, 0)
		events := make([]unix.EpollEvent, 4)
		waited, err3 := k.EpollWait(epoll, events, 0)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		if polled == 1 && (p[0].Revents != unix.POLLIN || !sets.Read.IsSet(b) || events[0].Events != unix.EPOLLIN || int(events[0].Fd) != b) {
			t.Errorf("poll %v, select %v, epoll %v", p, sets, events)
		}
		return polled, selected, waited
	}
	if p, s, e := look(); p+s+e != 0 {
		t.Errorf("nothing sent: poll %d, select %d, epoll_wait %d are ready", p, s, e)
	}
	if _, err := k.Write(a, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if p, s, e := look(); p != 1 || s != 1 || e != 1 {
		t.Errorf("a byte sent: poll %d, select %d, epoll_wait %d are ready, want 1 of each", p, s, e)
	}
	check(t, k.EpollCtl(epoll, unix.EPOLL_CTL_DEL, b, 0))
	if n, err := k.EpollWait(epoll, make([]unix.EpollEvent, 1), 0); n != 0 || err != nil {
		t.Errorf("epoll_wait after EPOLL_CTL_DEL: %d, %v", n, err)
	}
}

func TestSetNofile(t *testing.T) {
	labtest.Need(t)
	var before, after unix.Rlimit
	check(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &before))
	t.Cleanup(func() { check(t, Linux{}.SetNofile(before.Cur)) })
	check(t, Linux{}.SetNofile(64))
	check(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &after))
	if after.Cur != 64 || after.Max != before.Max {
		t.Errorf("limits %+v, want 64 below %d", after, before.Max)
	}
}

// TestErrorsNameTheirCall makes every call fail with an invalid descriptor.
func TestErrorsNameTheirCall(t *testing.T) {
	k, p := Linux{}, make([]byte, 4)
	const bad = -1
	for _, c := range []struct {
		call  string
		errno unix.Errno
		make  func() error
	}{
		{"socket", unix.EAFNOSUPPORT, func() error { _, err := k.Socket(250, unix.SOCK_STREAM, 0); return err }},
		{"socketpair", unix.EOPNOTSUPP, func() error { _, err := k.Socketpair(unix.AF_INET, unix.SOCK_STREAM, 0); return err }},
		{"bind", unix.EBADF, func() error { return k.Bind(bad, Addr{}) }},
		{"listen", unix.EBADF, func() error { return k.Listen(bad, 1) }},
		{"connect", unix.EBADF, func() error { return k.Connect(bad, Addr{}) }},
		{"accept4", unix.EBADF, func() error { _, err := k.Accept4(bad, 0); return err }},
		{"shutdown", unix.EBADF, func() error { return k.Shutdown(bad, unix.SHUT_RD) }},
		{"close", unix.EBADF, func() error { return k.Close(bad) }},
		{"dup", unix.EBADF, func() error { _, err := k.Dup(bad); return err }},
		{"sendto", unix.EBADF, func() error { _, err := k.Send(bad, p, 0); return err }},
		{"sendto", unix.EBADF, func() error { _, err := k.Sendto(bad, p, 0, Addr{}); return err }},
		{"recvfrom", unix.EBADF, func() error { _, err := k.Recv(bad, p, 0); return err }},
		{"recvfrom", unix.EBADF, func() error { _, _, err := k.Recvfrom(bad, p, 0); return err }},
		{"read", unix.EBADF, func() error { _, err := k.Read(bad, p); return err }},
		{"write", unix.EBADF, func() error { _, err := k.Write(bad, p); return err }},
		{"getsockname", unix.EBADF, func() error { _, err := k.Getsockname(bad); return err }},
		{"getpeername", unix.EBADF, func() error { _, err := k.Getpeername(bad); return err }},
		{"setsockopt", unix.EBADF, func() error { return k.Setsockopt(bad, unix.SOL_SOCKET, unix.SO_KEEPALIVE, p) }},
		{"setsockopt", unix.EBADF, func() error { return k.AttachFilter(bad, make([]unix.SockFilter, 1)) }},
		{"getsockopt", unix.EBADF, func() error { _, err := k.Getsockopt(bad, unix.SOL_SOCKET, unix.SO_KEEPALIVE, p); return err }},
		{"fcntl", unix.EBADF, func() error { _, err := k.Fcntl(bad, unix.F_GETFL, 0); return err }},
		{"ioctl", unix.EBADF, func() error { _, err := k.IoctlGet(bad, unix.TIOCINQ); return err }},
		{"ioctl", unix.EBADF, func() error { _, err := k.Ioctl(bad, Fionbio, intBytes(1)); return err }},
		{"poll", unix.EINVAL, func() error { _, err := k.Poll(make([]unix.PollFd, 1<<21), 0); return err }},
		{"select", unix.EINVAL, func() error { _, err := k.Select(&FdSets{N: -1}, 0); return err }},
		{"epoll_create1", unix.EINVAL, func() error { _, err := k.EpollCreate1(1); return err }},
		{"epoll_ctl", unix.EBADF, func() error { return k.EpollCtl(bad, unix.EPOLL_CTL_ADD, 0, unix.EPOLLIN) }},
		{"epoll_wait", unix.EBADF, func() error { _, err := k.EpollWait(bad, make([]unix.EpollEvent, 1), 0); return err }},
		{"io_uring_enter", unix.EBADF, func() error {
			_, err := k.UringEnter(&Ring{FD: bad, requestTail: new(uint32), completionHead: new(uint32)}, 0, 0, 0, 0)
			return err
		}},
		{"prlimit64", unix.EINVAL, func() error { return k.SetNofile(1 << 62) }},
	} {
		err := c.make()
		var call *os.SyscallError
		if !errors.As(err, &call) || call.Syscall != c.call || call.Err != c.errno || !errors.Is(err, c.errno) {
			t.Errorf("%s: %#v, want a SyscallError of %s with the bare %s", c.call, err, c.call, ErrnoName(c.errno))
		}
	}
}

// open makes a non-blocking socket that is closed when the test ends.
func open(t *testing.T, k Kernel, domain, typ int) int {
	t.Helper()
	fd, err := k.Socket(domain, typ|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	return must(t, fd, err)
}
