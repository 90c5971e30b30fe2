package sockets

import (
	"encoding/binary"
	"strconv"
	"strings"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// trace is a Traced kernel whose descriptors have names, and the calls it has reported.
type trace struct {
	Traced
	t     *testing.T
	names map[int]string
	calls []Call
}

func newTrace(t *testing.T, k Kernel) *trace {
	labtest.Need(t)
	tr := &trace{t: t, names: map[int]string{}}
	tr.Traced = Traced{
		Kernel: k,
		FD:     func(fd int) string { return tr.names[fd] },
		Report: func(c Call) { tr.calls = append(tr.calls, c) },
	}
	return tr
}

// saw checks that one call was reported since the last check, and what it printed, ignoring the number of a new
// descriptor.
func (tr *trace) saw(want string) {
	tr.t.Helper()
	if len(tr.calls) != 1 {
		tr.t.Fatalf("%d calls reported, want 1: %v", len(tr.calls), tr.calls)
	}
	c := tr.calls[0]
	tr.calls = nil
	if got := string(c.Name) + "(" + strings.Join(c.Args, ", ") + ") = " + c.Answer(); got != want {
		tr.t.Errorf("got  %s\nwant %s", got, want)
	}
	if c.NS <= 0 {
		tr.t.Errorf("%s took %d ns", c.Name, c.NS)
	}
}

// made names a new descriptor and checks the call that made it.
func (tr *trace) made(name, want string) func(fd int, err error) int {
	return func(fd int, err error) int {
		tr.t.Helper()
		must(tr.t, fd, err)
		tr.names[fd] = name
		if len(tr.calls) == 1 && tr.calls[0].Ret == int64(fd) {
			tr.calls[0].Ret = 0
		}
		tr.saw(want + " = 0")
		return fd
	}
}

func TestTracedTCP(t *testing.T) {
	tr := newTrace(t, Linux{})
	s := tr.made("s", "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_IP)")(tr.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK, 0))
	tr.Setsockopt(s, unix.SOL_SOCKET, unix.SO_REUSEADDR, binary.NativeEndian.AppendUint32(nil, 1))
	tr.saw("setsockopt(s, 1, 2, [hex:01000000], 4) = 0")
	tr.Getsockopt(s, unix.SOL_SOCKET, unix.SO_REUSEADDR, make([]byte, 4))
	tr.saw("getsockopt(s, 1, 2, [hex:01000000], [4]) = 0")
	tr.Getsockopt(s, unix.SOL_SOCKET, 999, make([]byte, 4))
	tr.saw("getsockopt(s, 1, 999, 0x…, [4]) = -1 ENOPROTOOPT (Protocol not available)")
	tr.Bind(s, parse(t, "127.0.0.1:7000"))
	tr.saw("bind(s, {AF_INET, 127.0.0.1:7000}, 16) = 0")
	tr.Bind(s, parse(t, "127.0.0.1:7001"))
	tr.saw("bind(s, {AF_INET, 127.0.0.1:7001}, 16) = -1 EINVAL (Invalid argument)")
	tr.Listen(s, 5)
	tr.saw("listen(s, 5) = 0")
	tr.Accept4(s, unix.SOCK_NONBLOCK)
	tr.saw("accept4(s, NULL, NULL, SOCK_NONBLOCK) = -1 EAGAIN (Resource temporarily unavailable)")
	c := tr.made("c", "socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK|SOCK_CLOEXEC, IPPROTO_TCP)")(
		tr.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, unix.IPPROTO_TCP))
	tr.Connect(c, parse(t, "127.0.0.1:7000"))
	tr.saw("connect(c, {AF_INET, 127.0.0.1:7000}, 16) = -1 EINPROGRESS (Operation now in progress)")
	tr.Poll([]unix.PollFd{{Fd: int32(c), Events: unix.POLLIN | unix.POLLOUT}, {Fd: int32(s), Events: unix.POLLIN}}, 5*time.Second)
	tr.saw("poll([{fd=c, events=POLLIN|POLLOUT}, {fd=s, events=POLLIN}], 2, 5000) = 2 ([{fd=c, revents=POLLOUT}, {fd=s, revents=POLLIN}])")
	a := tr.made("a", "accept4(s, NULL, NULL, 0)")(tr.Accept4(s, 0))
	tr.Send(c, []byte("hello\n\x00"), unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
	tr.saw(`sendto(c, "hello\n\x00", 7, MSG_DONTWAIT|MSG_NOSIGNAL, NULL, 0) = 7`)
	await(t, a, unix.POLLIN)
	tr.IoctlGet(a, unix.TIOCINQ)
	tr.saw("ioctl(a, FIONREAD, [7]) = 0")
	tr.Recv(a, make([]byte, 100), 0)
	tr.saw(`recvfrom(a, "hello\n\x00", 100, 0, NULL, NULL) = 7`)
	tr.Recv(a, make([]byte, 100), unix.MSG_DONTWAIT)
	tr.saw("recvfrom(a, 0x…, 100, MSG_DONTWAIT, NULL, NULL) = -1 EAGAIN (Resource temporarily unavailable)")
	tr.Write(a, []byte(strings.Repeat("x", 70)))
	tr.saw(`write(a, "` + strings.Repeat("x", 64) + `"..., 70) = 70`)
	await(t, c, unix.POLLIN)
	tr.Read(c, make([]byte, 70))
	tr.saw(`read(c, "` + strings.Repeat("x", 64) + `"..., 70) = 70`)
	tr.Getpeername(c)
	tr.saw("getpeername(c, {AF_INET, 127.0.0.1:7000}, [112 => 16]) = 0")
	tr.Shutdown(c, unix.SHUT_WR)
	tr.saw("shutdown(c, SHUT_WR) = 0")
	await(t, a, unix.POLLRDHUP)
	tr.Recv(a, make([]byte, 1), 0)
	tr.saw(`recvfrom(a, "", 1, 0, NULL, NULL) = 0`)
	d := tr.made("d", "dup(a)")(tr.Dup(a))
	tr.Close(d)
	tr.saw("close(d) = 0")
	tr.Close(d)
	tr.saw("close(d) = -1 EBADF (Bad file descriptor)")
}

func TestTracedDatagrams(t *testing.T) {
	tr := newTrace(t, Linux{})
	u := tr.made("u", "socket(AF_INET6, SOCK_DGRAM, IPPROTO_IP)")(tr.Socket(unix.AF_INET6, unix.SOCK_DGRAM, 0))
	tr.Bind(u, parse(t, "[::1]:7000"))
	tr.saw("bind(u, {AF_INET6, [::1]:7000}, 28) = 0")
	tr.Sendto(u, []byte("ping"), 0, parse(t, "[::1]:7000"))
	tr.saw(`sendto(u, "ping", 4, 0, {AF_INET6, [::1]:7000}, 28) = 4`)
	tr.Recvfrom(u, make([]byte, 2), unix.MSG_TRUNC|unix.MSG_DONTWAIT)
	tr.saw(`recvfrom(u, "pi", 2, MSG_TRUNC|MSG_DONTWAIT, {AF_INET6, [::1]:7000}, [112 => 28]) = 4`)
	tr.Recvfrom(u, make([]byte, 2), unix.MSG_DONTWAIT)
	tr.saw("recvfrom(u, 0x…, 2, MSG_DONTWAIT, 0x…, [112]) = -1 EAGAIN (Resource temporarily unavailable)")
	tr.Connect(u, Addr{})
	tr.saw("connect(u, {AF_UNSPEC}, 16) = 0")
	tr.Getpeername(u)
	tr.saw("getpeername(u, 0x…, [112]) = -1 ENOTCONN (Transport endpoint is not connected)")
}

func TestTracedUnix(t *testing.T) {
	tr := newTrace(t, Linux{})
	s := tr.made("s", "socket(AF_UNIX, SOCK_SEQPACKET, 0)")(tr.Socket(unix.AF_UNIX, unix.SOCK_SEQPACKET, 0))
	tr.Bind(s, parse(t, "unix:@odd\xff\""))
	tr.saw(`bind(s, {AF_UNIX, "@odd\xff\""}, 8) = 0`)
	tr.Getsockname(s)
	tr.saw(`getsockname(s, {AF_UNIX, "@odd\xff\""}, [112 => 8]) = 0`)
	tr.Connect(s, parse(t, "unix:/nosuch"))
	tr.saw(`connect(s, {AF_UNIX, "/nosuch"}, 10) = -1 ENOENT (No such file or directory)`)
	pair, err := tr.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	tr.saw("socketpair(AF_UNIX, SOCK_DGRAM|SOCK_CLOEXEC, 0, [" + strconv.Itoa(a) + ", " + strconv.Itoa(b) + "]) = 0")
	tr.Socketpair(unix.AF_INET, unix.SOCK_STREAM, 0)
	tr.saw("socketpair(AF_INET, SOCK_STREAM, IPPROTO_IP, 0x…) = -1 EOPNOTSUPP (Operation not supported)")
	tr.names[b] = "b"
	tr.Getsockname(b)
	tr.saw(`getsockname(b, {AF_UNIX}, [112 => 2]) = 0`)
	tr.AttachFilter(b, []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K}})
	tr.saw("setsockopt(b, SOL_SOCKET, SO_ATTACH_FILTER, {len=1}, 16) = 0")
}

func TestTracedFlags(t *testing.T) {
	tr := newTrace(t, Linux{})
	s := tr.made("s", "socket(AF_INET, SOCK_STREAM, IPPROTO_IP)")(tr.Socket(unix.AF_INET, unix.SOCK_STREAM, 0))
	tr.Fcntl(s, unix.F_GETFL, 0)
	tr.saw("fcntl(s, F_GETFL) = 0x2 (flags O_RDWR)")
	tr.Fcntl(s, unix.F_SETFL, unix.O_RDWR|unix.O_NONBLOCK)
	tr.saw("fcntl(s, F_SETFL, O_RDWR|O_NONBLOCK) = 0")
	tr.Fcntl(s, unix.F_GETFD, 0)
	tr.saw("fcntl(s, F_GETFD) = 0")
	tr.Fcntl(s, unix.F_SETFD, unix.FD_CLOEXEC)
	tr.saw("fcntl(s, F_SETFD, FD_CLOEXEC) = 0")
	tr.Fcntl(s, unix.F_GETFD, 0)
	tr.saw("fcntl(s, F_GETFD) = 0x1 (flags FD_CLOEXEC)")
	tr.Fcntl(s, 9999, 7)
	tr.saw("fcntl(s, 9999, 7) = -1 EINVAL (Invalid argument)")
	tr.Ioctl(s, Fionbio, intBytes(0))
	tr.saw("ioctl(s, FIONBIO, [0]) = 0")
	tr.IoctlGet(s, 0xffff)
	tr.saw("ioctl(s, 65535, 0x…) = -1 ENOTTY (Inappropriate ioctl for device)")
	tr.SetNofile(1 << 62)
	tr.saw("prlimit64(0, RLIMIT_NOFILE, {rlim_cur=4611686018427387904}, NULL) = -1 EINVAL (Invalid argument)")
}

func TestTracedWaits(t *testing.T) {
	tr := newTrace(t, Linux{})
	e := tr.made("e", "epoll_create1(EPOLL_CLOEXEC)")(tr.EpollCreate1(unix.EPOLL_CLOEXEC))
	pair, err := Linux{}.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	a, b := must(t, pair[0], err), must(t, pair[1], err)
	tr.names[a], tr.names[b] = "a", "b"
	tr.EpollCtl(e, unix.EPOLL_CTL_ADD, a, unix.EPOLLIN|unix.EPOLLET)
	tr.saw("epoll_ctl(e, EPOLL_CTL_ADD, a, {events=EPOLLIN|EPOLLET, data=" + strconv.Itoa(a) + "}) = 0")
	tr.EpollCtl(e, unix.EPOLL_CTL_ADD, a, unix.EPOLLIN)
	tr.saw("epoll_ctl(e, EPOLL_CTL_ADD, a, {events=EPOLLIN, data=" + strconv.Itoa(a) + "}) = -1 EEXIST (File exists)")
	tr.EpollWait(e, make([]unix.EpollEvent, 8), 0)
	tr.saw("epoll_wait(e, [], 8, 0) = 0")
	tr.Poll([]unix.PollFd{{Fd: int32(a), Events: unix.POLLIN}}, 0)
	tr.saw("poll([{fd=a, events=POLLIN}], 1, 0) = 0 (Timeout)")
	sets := func() *FdSets {
		s := &FdSets{N: max(a, b) + 1}
		s.Read.Set(a)
		s.Write.Set(b)
		return s
	}
	tr.Select(sets(), 1500*time.Millisecond)
	n := strconv.Itoa(max(a, b) + 1)
	tr.saw("select(" + n + ", [a], [b], [], {tv_sec=1, tv_usec=500000}) = 1 (out [b])")
	if _, err := unix.Write(b, []byte("x")); err != nil {
		t.Fatal(err)
	}
	tr.EpollWait(e, make([]unix.EpollEvent, 8), Forever)
	tr.saw("epoll_wait(e, [{events=EPOLLIN, data=a}], 8, -1) = 1")
	tr.Select(sets(), Forever)
	tr.saw("select(" + n + ", [a], [b], [], NULL) = 2 (in [a], out [b])")
	tr.Poll([]unix.PollFd{{Fd: 9999, Events: unix.POLLIN}}, 0)
	tr.saw("poll([{fd=, events=POLLIN}], 1, 0) = 1 ([{fd=, revents=POLLNVAL}])")
	tr.EpollCtl(e, unix.EPOLL_CTL_DEL, a, 0)
	tr.saw("epoll_ctl(e, EPOLL_CTL_DEL, a, 0x…) = 0")
	tr.EpollWait(e, nil, 0)
	tr.saw("epoll_wait(e, 0x…, 0, 0) = -1 EINVAL (Invalid argument)")
}

// TestTracedNumbers checks that a trace without names prints descriptors as numbers.
func TestTracedNumbers(t *testing.T) {
	var calls []Call
	tr := Traced{Kernel: Linux{}, Report: func(c Call) { calls = append(calls, c) }}
	tr.Close(-1)
	if len(calls) != 1 || calls[0].Args[0] != "-1" || calls[0].Errno != "EBADF" {
		t.Errorf("%+v", calls)
	}
}
