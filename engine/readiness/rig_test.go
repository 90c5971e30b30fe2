package readiness

import (
	"runtime"
	"testing"
	"time"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestMain(m *testing.M) { labtest.Main(m) }

// soon is longer than anything here takes.
const soon = 20 * time.Second

// each runs a test with every readiness model of the catalogue, locked to a thread.
func each(t *testing.T, test func(t *testing.T, r Readiness)) {
	for _, entry := range Catalogue() {
		t.Run(entry.Name, func(t *testing.T) {
			r := open(t, entry.New)
			if r.Name() != entry.Name {
				t.Fatalf("%s calls itself %s", entry.Name, r.Name())
			}
			test(t, r)
		})
	}
}

// open makes a readiness that is closed when the test ends, before its descriptors are counted.
func open(t testing.TB, make func(sockets.Calls) (Readiness, error)) Readiness {
	t.Helper()
	labtest.Need(t)
	runtime.LockOSThread()
	t.Cleanup(runtime.UnlockOSThread)
	r, err := make(sockets.Bare{})
	if err != nil {
		t.Skipf("not available here: %v", err)
	}
	t.Cleanup(r.Close)
	return r
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// pair returns two connected stream sockets. They are closed when the test ends, unless it did that.
func pair(t testing.TB) (a, b int) {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(fds[0]); unix.Close(fds[1]) })
	return fds[0], fds[1]
}

// listen opens a listener on the lab's loopback.
func listen(t testing.TB) (fd int, addr *unix.SockaddrInet4) {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(fd) })
	check(t, unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	check(t, unix.Listen(fd, 4096))
	name, err := unix.Getsockname(fd)
	check(t, err)
	return fd, name.(*unix.SockaddrInet4)
}

// dial opens a connection; typ may include SOCK_NONBLOCK.
func dial(t testing.TB, addr unix.Sockaddr, typ int) int {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC|typ, 0)
	check(t, err)
	t.Cleanup(func() { unix.Close(fd) })
	if err := unix.Connect(fd, addr); err != nil && err != unix.EINPROGRESS {
		t.Fatal(err)
	}
	return fd
}

func watch(t testing.TB, r Readiness, fd int, in, out bool) {
	t.Helper()
	if errno := r.Watch(fd, in, out); errno != 0 {
		t.Fatalf("watching fd %d: %v", fd, errno)
	}
}

// news is the outcome of an event after handling it as a loop would.
type news struct {
	conn int // the accepted connection, or -1
	data string
	end  bool
	out  bool
}

// act handles an event as a loop does: it makes the call that the event is for, unless the kernel has already made it.
func act(t testing.TB, e Event) news {
	t.Helper()
	n := news{conn: -1}
	switch e.Done {
	case Accepted:
		if e.N < 0 {
			t.Fatalf("accepting: %v", unix.Errno(-e.N))
		}
		n.conn = e.N
		return n
	case Received:
		if e.N < 0 {
			t.Fatalf("receiving: %v", unix.Errno(-e.N))
		}
		if len(e.Data) != e.N {
			t.Fatalf("%d bytes are reported and %d given", e.N, len(e.Data))
		}
		n.data, n.end = string(e.Data), e.N == 0
		return n
	case Nothing:
	}
	n.out = e.Bits&Out != 0
	if e.Bits&(In|RDHup|Hup|Err) == 0 {
		return n
	}
	p := make([]byte, 64<<10)
	switch got, errno := (sockets.Bare{}).Recv(e.FD, p); errno {
	case 0:
		n.data, n.end = string(p[:got]), got == 0
	case unix.EAGAIN:
	case unix.ENOTCONN, unix.EINVAL: // a listener
		n.conn, errno = sockets.Bare{}.Accept4(e.FD, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
		if errno != 0 && errno != unix.EAGAIN {
			t.Fatalf("accept4: %v", errno)
		}
	default:
		t.Fatalf("recvfrom: %v", errno)
	}
	return n
}

// until waits with r until fd has an event for which holds is true.
func until(t testing.TB, r Readiness, fd int, wanted string, holds func(news) bool) news {
	t.Helper()
	for end := time.Now().Add(soon); time.Now().Before(end); {
		events, errno := r.Wait(10 * time.Millisecond)
		if errno != 0 && errno != unix.EINTR {
			t.Fatalf("waiting: %v", errno)
		}
		for _, e := range events {
			if e.FD != fd {
				t.Fatalf("%s was reported of fd %d: %+v", wanted, e.FD, e)
			}
			if n := act(t, e); holds(n) {
				return n
			}
		}
	}
	t.Fatalf("%s was not reported", wanted)
	return news{}
}

// silent fails the test if an event with an outcome is reported. Events without one are allowed: busy reports
// everything, and an edge for room to send may come unasked.
func silent(t testing.TB, r Readiness, timeout time.Duration) {
	t.Helper()
	events, errno := r.Wait(timeout)
	for errno == unix.EINTR { // Go's scheduler sends signals to threads that are busy for long
		events, errno = r.Wait(timeout)
	}
	if errno != 0 {
		t.Fatalf("waiting: %v", errno)
	}
	_, edged := r.(Edged)
	quiet := r.Name() != "busy" && !edged
	for _, e := range events {
		if n := act(t, e); quiet || n.data != "" || n.end || n.conn >= 0 {
			t.Fatalf("nothing has happened, and it reports %+v: %+v", e, n)
		}
	}
}
