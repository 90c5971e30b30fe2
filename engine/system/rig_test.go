package system

import (
	"os"
	"testing"
	"time"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// rig makes sockets of all kinds, and closes those that are left.
type rig struct {
	testing.TB
	open map[int]bool
}

func newRig(t testing.TB) *rig {
	labtest.Need(t)
	r := &rig{t, map[int]bool{}}
	t.Cleanup(func() {
		for fd := range r.open {
			unix.Close(fd)
		}
	})
	return r
}

func (r *rig) check(err error) {
	r.Helper()
	if err != nil {
		r.Fatal(err)
	}
}

func (r *rig) socket(domain, kind, protocol int) int {
	r.Helper()
	fd, err := unix.Socket(domain, kind|unix.SOCK_CLOEXEC, protocol)
	r.check(err)
	r.open[fd] = true
	return fd
}

func (r *rig) close(fd int) {
	r.Helper()
	delete(r.open, fd)
	r.check(unix.Close(fd))
}

var loopback = &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}

// bound returns a TCP socket with a port.
func (r *rig) bound() (fd, port int) {
	fd = r.socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	r.check(unix.Bind(fd, loopback))
	return fd, r.port(fd)
}

func (r *rig) port(fd int) int {
	at, err := unix.Getsockname(fd)
	r.check(err)
	return at.(*unix.SockaddrInet4).Port
}

func (r *rig) listener(backlog int) (fd, port int) {
	fd, port = r.bound()
	r.check(unix.Listen(fd, backlog))
	return fd, port
}

// connection returns both ends of a connection.
func (r *rig) connection(listener int) (client, accepted int) {
	r.Helper()
	client = r.socket(unix.AF_INET, unix.SOCK_STREAM, 0)
	at, err := unix.Getsockname(listener)
	r.check(err)
	r.check(unix.Connect(client, at))
	accepted, _, err = unix.Accept4(listener, unix.SOCK_CLOEXEC)
	r.check(err)
	r.open[accepted] = true
	return client, accepted
}

func inode(t testing.TB, fd int) uint32 {
	t.Helper()
	var stat unix.Stat_t
	if err := unix.Fstat(fd, &stat); err != nil {
		t.Fatal(err)
	}
	return uint32(stat.Ino)
}

// snapshot returns all rows by inode.
func snapshot(t testing.TB, w Wanted) map[uint32]Row {
	t.Helper()
	rows := map[uint32]Row{}
	if _, err := Each(w, func(r *Row) { rows[r.Inode] = *r }); err != nil {
		t.Fatal(err)
	}
	return rows
}

// live watches, and keeps what it is told.
type live struct {
	*Live
	t    testing.TB
	told []Change
}

func newLive(t testing.TB, w Wanted) *live {
	t.Helper()
	l := &live{t: t}
	var err error
	l.Live, err = OpenLive(w, func(c Change) { l.told = append(l.told, c) })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	l.Look(time.Now(), 0)
	return l
}

// until looks until a condition holds.
func (l *live) until(what string, holds func() bool) {
	l.t.Helper()
	for end := time.Now().Add(30 * time.Second); ; {
		if err := l.Wait(10 * time.Millisecond); err != nil {
			l.t.Fatal(err)
		}
		if holds() {
			return
		}
		l.Look(time.Now(), 0)
		if holds() {
			return
		}
		if time.Now().After(end) {
			l.t.Fatalf("%s was not seen; told: %v", what, l.summary())
		}
	}
}

func (l *live) summary() (list []string) {
	for _, c := range l.told {
		list = append(list, string(c.Event)+" "+c.Row.ProtocolName()+" "+c.Row.LocalText()+" "+string(c.Was)+" "+string(c.Row.StateName())+" "+string(c.Ending))
	}
	return list
}

var self = os.Getpid()
