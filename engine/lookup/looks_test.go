package lookup

import (
	"os"
	"path/filepath"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

var (
	stream = status.Kind{Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM}
	dgram  = status.Kind{Domain: unix.AF_UNIX, Type: unix.SOCK_DGRAM}
)

// sent asks about a Unix socket to which a datagram was not delivered.
func (r *rig) sent(to string, errno unix.Errno) *status.Found {
	return r.Find(Question{Call: sockets.SysSendto, Errno: errno, Kind: dgram, Asked: r.addr(to), Bench: r.known})
}

// TestNames looks up a path and an abstract name that sockets have, and a path that a socket had.
func TestNames(t *testing.T) {
	r := newRig(t)
	path := filepath.Join(t.TempDir(), "name")
	s, a := r.socket("s", stream), r.socket("a", dgram)
	r.check(r.Bind(s, r.addr("unix:"+path)))
	r.check(r.Listen(s, 3))
	r.check(r.Bind(a, r.addr("unix:@abstract")))
	other := filepath.Join(filepath.Dir(path), "other")
	r.check(os.Symlink(path, other))

	for _, to := range []string{path, other} { // the same file
		f := r.sent("unix:"+to, unix.EPROTOTYPE)
		if len(f.Names) != 1 || f.Names[0].Name != "s" || f.Names[0].Type != unix.SOCK_STREAM || f.Names[0].State != status.StateListen || f.Names[0].Backlog != 3 {
			t.Errorf("%s: %+v", to, f.Names)
		}
	}
	if f := r.sent("unix:"+other, unix.EPROTOTYPE); f.Path.Kind != "symlink" || f.Path.Target != path {
		t.Errorf("the link is %+v", f.Path)
	}
	f := r.sent("unix:@abstract", unix.ECONNREFUSED)
	if len(f.Names) != 1 || f.Names[0].Name != "a" || f.Names[0].State != status.StateUnconnected || f.Path != nil {
		t.Errorf("the abstract name: %+v", f)
	}
	r.closes("s", s)
	if f := r.sent("unix:"+path, unix.ECONNREFUSED); len(f.Names) != 0 || f.Path.Kind != "socket" || len(f.Missing) != 0 {
		t.Errorf("left behind: %+v", f)
	}
}

func TestPath(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o640); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]status.Path{
		file:                                     {Kind: "file", Mode: 0o640, Above: &status.Path{Path: folder, Kind: "directory"}},
		filepath.Join(folder, "none"):            {Errno: "ENOENT", Above: &status.Path{Path: folder, Kind: "directory"}},
		filepath.Join(folder, "a", "b", "c"):     {Errno: "ENOENT", Above: &status.Path{Path: filepath.Join(folder, "a"), Errno: "ENOENT"}},
		filepath.Join(folder, "file", "b", "c"):  {Errno: "ENOTDIR", Above: &status.Path{Path: file, Kind: "file"}},
		filepath.Join(folder, "file", "beneath"): {Errno: "ENOTDIR", Above: &status.Path{Path: file, Kind: "file"}},
		"nowhere/at/all":                         {Errno: "ENOENT", Above: &status.Path{Path: "nowhere", Errno: "ENOENT"}},
	} {
		got := at(path)
		if got.Kind != want.Kind || got.Errno != want.Errno || want.Mode != 0 && got.Mode != want.Mode {
			t.Errorf("%s is %+v, want %+v", path, got, want)
		}
		if a := got.Above; a.Path != want.Above.Path || a.Kind != want.Above.Kind || a.Errno != want.Above.Errno {
			t.Errorf("above %s is %+v, want %+v", path, a, want.Above)
		}
	}
}

// TestInterests has an entry whose descriptor is closed and whose number is reused.
func TestInterests(t *testing.T) {
	r := newRig(t)
	epoll, err := r.EpollCreate1(unix.EPOLL_CLOEXEC)
	r.check(err)
	defer unix.Close(epoll)
	pair, err := r.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	r.check(err)
	defer unix.Close(pair[1])
	add := func(name string, fd int, events uint32) {
		var stat unix.Stat_t
		r.check(unix.Fstat(fd, &stat))
		r.bench = append(r.bench, Known{Name: name, FD: fd, Inode: uint32(stat.Ino), Ready: func() string { return "ready " + name }})
		if events != 0 {
			r.check(r.EpollCtl(epoll, unix.EPOLL_CTL_ADD, fd, events))
		}
	}
	add("old", pair[0], unix.EPOLLIN|unix.EPOLLET)
	twin, err := r.Dup(pair[0])
	r.check(err)
	defer unix.Close(twin)
	add("twin", twin, 0)
	r.check(unix.Close(pair[0]))
	r.bench[0].Closed, r.bench[0].Ready = true, nil
	fd, err := r.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	r.check(err)
	defer unix.Close(fd)
	if fd != pair[0] {
		t.Fatalf("the number %d was not reused, but %d", pair[0], fd)
	}
	add("new", fd, unix.EPOLLOUT)
	f := r.Find(Question{Call: sockets.SysEpollWait, FD: epoll, Bench: r.known})
	if len(f.Interests) != 2 {
		t.Fatalf("%d interests: %+v; missing %q", len(f.Interests), f.Interests, f.Missing)
	}
	for _, i := range f.Interests {
		want := status.Interest{FD: fd, Name: "new", Events: unix.EPOLLOUT, Inode: i.Inode, Ready: "ready new"}
		if i.Gone {
			want = status.Interest{FD: fd, Name: "old", Events: unix.EPOLLIN | unix.EPOLLET, Inode: i.Inode, Ready: "ready twin", Gone: true}
		}
		if i != want || i.Inode == 0 {
			t.Errorf("%+v, want %+v", i, want)
		}
	}
	if f.Interests[0].Gone == f.Interests[1].Gone {
		t.Errorf("not one of the two is gone: %+v", f.Interests)
	}
}

// TestRoutes asks where packets would go in a network with only a loopback interface.
func TestRoutes(t *testing.T) {
	r := newRig(t)
	for to, want := range map[string]status.Route{
		"127.0.0.9:1":          {To: "127.0.0.9", Type: "local", Device: "lo", Source: "127.0.0.1"},
		"127.255.255.255:1":    {To: "127.255.255.255", Type: "broadcast", Device: "lo", Source: "127.0.0.1"},
		"10.0.0.1:1":           {To: "10.0.0.1", Errno: "ENETUNREACH"},
		"[::1]:1":              {To: "::1", Type: "local", Device: "lo", Source: "::1"},
		"[::ffff:127.0.0.1]:1": {To: "127.0.0.1", Type: "local", Device: "lo", Source: "127.0.0.1"},
		"[2001:db8::1]:1":      {To: "2001:db8::1", Errno: "ENETUNREACH"},
	} {
		kind := udp4
		if r.addr(to).Family == unix.AF_INET6 {
			kind = udp6
		}
		f := r.Find(Question{Call: sockets.SysConnect, Errno: unix.ENETUNREACH, Kind: kind, Asked: r.addr(to)})
		if *f.Route != want {
			t.Errorf("to %s: %+v, want %+v", to, *f.Route, want)
		}
	}
}

// TestPorts uses every port that the kernel can choose.
func TestPorts(t *testing.T) {
	r := newRig(t)
	const setting = "/proc/sys/net/ipv4/ip_local_port_range"
	before, err := os.ReadFile(setting)
	r.check(err)
	r.check(os.WriteFile(setting, []byte("20000 20003"), 0))
	defer os.WriteFile(setting, before, 0)
	s := r.socket("s", tcp4)
	r.check(r.Bind(s, r.addr("127.0.0.1:7777")))
	r.check(r.Listen(s, 9))
	peer := r.addr("127.0.0.1:7777")
	var failed error
	for n := 0; failed == nil && n < 9; n++ {
		failed = r.Connect(r.socket("c", tcp4), peer)
	}
	if sockets.Errno(failed) != unix.EADDRNOTAVAIL {
		t.Fatal(failed)
	}
	f := r.Find(Question{Call: sockets.SysConnect, Errno: unix.EADDRNOTAVAIL, Kind: tcp4, Asked: peer, Bench: r.known})
	if p := f.Ports; p == nil || p.First != 20000 || p.Last != 20003 || p.Taken != 4 || p.By[status.StateEstablished] != 4 || p.Peer != "127.0.0.1:7777" {
		t.Errorf("ports: %+v", p)
	}
	if got := f.Sysctls["net.ipv4.ip_local_port_range"]; got != "20000 20003" {
		t.Errorf("the setting is %q", got)
	}
	f = r.Find(Question{Call: sockets.SysConnect, Errno: unix.EADDRNOTAVAIL, Kind: tcp4, Asked: r.addr("127.0.0.2:7777")})
	if f.Ports.Taken != 0 {
		t.Errorf("to another address: %+v", f.Ports)
	}
}

func TestCapable(t *testing.T) {
	r := newRig(t)
	f := r.Find(Question{Call: sockets.SysBind, Errno: unix.EACCES, Kind: tcp4, Asked: r.addr("127.0.0.1:80")})
	if !f.Capable["CAP_NET_BIND_SERVICE"] || f.Sysctls["net.ipv4.ip_unprivileged_port_start"] == "" {
		t.Errorf("root of a lab: %+v", f)
	}
}

// TestNothingIsAsked looks up an answer that raises no question.
func TestNothingIsAsked(t *testing.T) {
	r := newRig(t)
	if f := r.Find(Question{Call: sockets.SysRecvfrom, Errno: unix.EAGAIN, Kind: tcp4}); f != nil {
		t.Errorf("found %+v", f)
	}
}
