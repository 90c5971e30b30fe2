package sockets

import (
	"encoding/binary"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// took checks that one call was reported since the last check, and its values.
func (tr *trace) took(want Values) {
	tr.t.Helper()
	if len(tr.calls) != 1 {
		tr.t.Fatalf("%d calls reported, want 1: %v", len(tr.calls), tr.calls)
	}
	c := tr.calls[0]
	tr.calls = nil
	if !reflect.DeepEqual(c.Values, want) {
		tr.t.Errorf("%s\ngot  %+v\nwant %+v", c, c.Values, want)
	}
	text, err := json.Marshal(c)
	var back Call
	if err != nil || json.Unmarshal(text, &back) != nil || !reflect.DeepEqual(back.Values, c.Values) {
		tr.t.Errorf("%s comes back from JSON as %+v", text, back.Values)
	}
}

func TestValuesOfTCP(t *testing.T) {
	tr := newTrace(t, Linux{})
	on := binary.NativeEndian.AppendUint32(nil, 1)
	fd, _ := tr.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, unix.IPPROTO_TCP)
	tr.took(Values{Domain: unix.AF_INET, Type: unix.SOCK_STREAM, Flags: unix.SOCK_NONBLOCK | unix.SOCK_CLOEXEC, Protocol: unix.IPPROTO_TCP})
	tr.names[fd] = "s"
	s := Descriptor{fd, "s"}
	tr.Bind(fd, parse(t, "127.0.0.1:7000"))
	tr.took(Values{FD: s, Addr: parse(t, "127.0.0.1:7000")})
	tr.Getsockname(fd)
	tr.took(Values{FD: s, Addr: parse(t, "127.0.0.1:7000")})
	tr.Getpeername(fd)
	tr.took(Values{FD: s})
	tr.Listen(fd, -1)
	tr.took(Values{FD: s, Count: -1})
	tr.Accept4(fd, unix.SOCK_NONBLOCK)
	tr.took(Values{FD: s, Flags: unix.SOCK_NONBLOCK})
	tr.Setsockopt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, on)
	tr.took(Values{FD: s, Level: unix.SOL_SOCKET, Option: unix.SO_REUSEADDR, Value: on})
	tr.Getsockopt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, make([]byte, 8))
	tr.took(Values{FD: s, Level: unix.SOL_SOCKET, Option: unix.SO_REUSEADDR, Value: on, Size: 8})
	tr.Getsockopt(fd, unix.SOL_SOCKET, 999, make([]byte, 8))
	tr.took(Values{FD: s, Level: unix.SOL_SOCKET, Option: 999, Size: 8})
	tr.Shutdown(fd, unix.SHUT_WR)
	tr.took(Values{FD: s, Op: unix.SHUT_WR})
	tr.Connect(fd, Addr{})
	tr.took(Values{FD: s})
	tr.Close(fd)
	tr.took(Values{FD: s})
}

func TestValuesOfMessages(t *testing.T) {
	tr := newTrace(t, Linux{})
	pair, err := tr.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	tr.took(Values{Domain: unix.AF_UNIX, Type: unix.SOCK_DGRAM, Flags: unix.SOCK_CLOEXEC, Pair: pair[:]})
	must(t, pair[0], err)
	must(t, pair[1], err)
	tr.names[pair[0]], tr.names[pair[1]] = "a", "b"
	a, b := Descriptor{pair[0], "a"}, Descriptor{pair[1], "b"}
	tr.Bind(a.Number, parse(t, "unix:@values\xff"))
	tr.took(Values{FD: a, Addr: Addr{Family: unix.AF_UNIX, Name: "values\xff"}})
	tr.Send(a.Number, []byte("hello"), unix.MSG_NOSIGNAL)
	tr.took(Values{FD: a, Size: 5, Flags: unix.MSG_NOSIGNAL})
	tr.Recvfrom(b.Number, make([]byte, 99), unix.MSG_PEEK)
	tr.took(Values{FD: b, Size: 99, Flags: unix.MSG_PEEK, Addr: Addr{Family: unix.AF_UNIX, Name: "values\xff"}})
	tr.IoctlGet(b.Number, unix.TIOCINQ)
	tr.took(Values{FD: b, Op: unix.TIOCINQ, Number: 5})
	tr.Read(b.Number, make([]byte, 3))
	tr.took(Values{FD: b, Size: 3})
	tr.Fcntl(b.Number, unix.F_SETFL, unix.O_NONBLOCK)
	tr.took(Values{FD: b, Op: unix.F_SETFL, Flags: unix.O_NONBLOCK})
	tr.Fcntl(b.Number, unix.F_GETFL, 0)
	tr.took(Values{FD: b, Op: unix.F_GETFL, Flags: unix.O_NONBLOCK | unix.O_RDWR})
	tr.AttachFilter(b.Number, []unix.SockFilter{{Code: unix.BPF_RET | unix.BPF_K}})
	tr.took(Values{FD: b, Level: unix.SOL_SOCKET, Option: unix.SO_ATTACH_FILTER, Count: 1})
}

func TestValuesOfWaits(t *testing.T) {
	tr := newTrace(t, Linux{})
	pair, err := Linux{}.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	must(t, pair[0], err)
	must(t, pair[1], err)
	tr.names[pair[0]], tr.names[pair[1]] = "a", "b"
	a, b := Descriptor{pair[0], "a"}, Descriptor{pair[1], "b"}
	tr.Poll([]unix.PollFd{{Fd: int32(a.Number), Events: unix.POLLIN | unix.POLLOUT}, {Fd: int32(b.Number), Events: unix.POLLIN}}, Forever)
	tr.took(Values{Timeout: Forever, Watched: []Watched{{a, unix.POLLIN | unix.POLLOUT, unix.POLLOUT}, {b, unix.POLLIN, 0}}})
	sets := &FdSets{N: max(a.Number, b.Number) + 1}
	sets.Read.Set(a.Number)
	sets.Write.Set(a.Number)
	tr.Select(sets, time.Second)
	tr.took(Values{Timeout: time.Second, Watched: []Watched{{a, unix.POLLIN | unix.POLLOUT, unix.POLLOUT}}})
	fd, err := tr.EpollCreate1(unix.EPOLL_CLOEXEC)
	must(t, fd, err)
	tr.took(Values{Flags: unix.EPOLL_CLOEXEC})
	tr.names[fd] = "e"
	e := Descriptor{fd, "e"}
	tr.EpollCtl(fd, unix.EPOLL_CTL_ADD, a.Number, unix.EPOLLOUT|unix.EPOLLET)
	tr.took(Values{FD: e, Other: a, Op: unix.EPOLL_CTL_ADD, Flags: unix.EPOLLOUT | unix.EPOLLET})
	tr.EpollWait(fd, make([]unix.EpollEvent, 8), 0)
	tr.took(Values{FD: e, Count: 8, Watched: []Watched{{FD: a, Ready: unix.EPOLLOUT}}})
}

func TestAddrInJSON(t *testing.T) {
	for _, a := range []Addr{
		{}, {Family: unix.AF_UNIX}, {Family: unix.AF_UNIX, Path: "/tmp/x"}, {Family: unix.AF_UNIX, Path: "a\xff\n"},
		{Family: unix.AF_UNIX, Path: "@" + string(make([]byte, 107))}, {Family: unix.AF_UNIX, Path: "@x"},
		{Family: unix.AF_UNIX, Name: "x"}, {Family: unix.AF_UNIX, Name: "\u202ex"}, {Family: unix.AF_UNIX, Name: "\x00\xfe\""},
		parse(t, "127.0.0.1:80"), parse(t, "[::1]:80"), parse(t, "[fe80::1%lo]:80"), parse(t, "[::ffff:127.0.0.1]:80"),
	} {
		text, err := json.Marshal(a)
		var back Addr
		if err != nil || json.Unmarshal(text, &back) != nil || back != a {
			t.Errorf("%q comes back from %s as %q", a, text, back)
		}
	}
	if text, _ := json.Marshal(parse(t, "127.0.0.1:80")); string(text) != `"127.0.0.1:80"` {
		t.Errorf("%s", text)
	}
	for _, text := range []string{`7`, `"nowhere"`, `{"path":7}`} {
		if json.Unmarshal([]byte(text), new(Addr)) == nil {
			t.Errorf("%s is read as an address", text)
		}
	}
}
