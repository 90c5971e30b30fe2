package lookup

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func mainInLab(m *testing.M) { labtest.Main(m) }

// inTime retries as long as a busy machine leaves too little time to search for the owner of an address, which the
// result says.
func inTime(local string, look func() *status.Found) (f *status.Found) {
	late := "the owner of " + local + " was not found within"
	labtest.Until(func() bool {
		f = look()
		return !slices.ContainsFunc(f.Missing, func(m string) bool { return strings.HasPrefix(m, late) })
	})
	return f
}

// rig is a Finder in the tests' lab, with named sockets.
type rig struct {
	*Finder
	testing.TB
	sockets.Linux
	bench []Known
}

func newRig(t testing.TB) *rig {
	t.Helper()
	labtest.Need(t)
	r := &rig{New(true), t, sockets.Linux{}, nil}
	t.Cleanup(r.Finder.Close)
	return r
}

func (r *rig) check(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r *rig) addr(text string) sockets.Addr {
	r.Helper()
	a, err := sockets.ParseAddr(text)
	r.check(err)
	return a
}

// free returns a port that nobody uses.
func (r *rig) free() string {
	fd, err := r.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	r.check(err)
	r.check(r.Bind(fd, r.addr("127.0.0.1:0")))
	at, err := r.Getsockname(fd)
	r.check(err)
	r.check(unix.Close(fd))
	return strconv.Itoa(int(at.IP.Port()))
}

// socket makes a socket that is on the bench, and is closed with the test.
func (r *rig) socket(name string, kind status.Kind) int {
	r.Helper()
	fd, err := r.Socket(kind.Domain, kind.Type|unix.SOCK_CLOEXEC, kind.Protocol)
	r.check(err)
	r.named(name, fd)
	return fd
}

func (r *rig) named(name string, fd int) {
	var stat unix.Stat_t
	r.check(unix.Fstat(fd, &stat))
	cookie, err := unix.GetsockoptUint64(fd, unix.SOL_SOCKET, unix.SO_COOKIE)
	r.check(err)
	r.bench = append(r.bench, Known{Name: name, FD: fd, Inode: uint32(stat.Ino), Cookie: cookie})
	r.Cleanup(func() { _ = unix.Close(fd) })
}

// closes closes the descriptor of a socket of the bench.
func (r *rig) closes(name string, fd int) {
	r.known()
	r.check(unix.Close(fd))
	for i := range r.bench {
		if r.bench[i].Name == name {
			r.bench[i].Closed, r.bench[i].Inode, r.bench[i].Bound, r.bench[i].On = true, 0, false, nil
		}
	}
}

// known returns the bench with its sockets as they are now, and the closed ones as they were before.
func (r *rig) known() []Known {
	for i := range r.bench {
		k := &r.bench[i]
		if k.Closed || k.Cookie == 0 {
			continue
		}
		k.Local, _ = r.Getsockname(k.FD)
		k.On = func(option string) bool {
			number := map[string][2]int{"SO_REUSEADDR": {unix.SOL_SOCKET, unix.SO_REUSEADDR}, "SO_REUSEPORT": {unix.SOL_SOCKET, unix.SO_REUSEPORT}, "IPV6_V6ONLY": {unix.SOL_IPV6, unix.IPV6_V6ONLY}}[option]
			on, err := unix.GetsockoptInt(k.FD, number[0], number[1])
			return err == nil && on != 0
		}
		info, err := unix.GetsockoptTCPInfo(k.FD, unix.SOL_TCP, unix.TCP_INFO)
		if err != nil {
			continue // it is not a TCP socket
		}
		k.Bound = info.State == unix.BPF_TCP_CLOSE && k.Local.IP.Port() != 0
		if peer, err := r.Getpeername(k.FD); err == nil {
			k.Connection = sockets.Connection{Local: k.Local, Peer: peer, Cookie: k.Cookie}
		}
	}
	return r.bench
}

var (
	tcp4 = status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_STREAM}
	tcp6 = status.Kind{Domain: unix.AF_INET6, Type: unix.SOCK_STREAM}
	udp4 = status.Kind{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM}
	udp6 = status.Kind{Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM}
)
