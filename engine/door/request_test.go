package door

import (
	"errors"
	"testing"

	"netnet-tui/sockets"
	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// TestLowestNumber checks that a descriptor's number is bounded, and that what the kernel refuses passes.
func TestLowestNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lowest int
		limit  uint64
		passes bool
	}{
		{-1, 1 << 30, true}, {highestNumber - 1, 1 << 30, true}, {highestNumber, 1 << 30, false}, {1 << 29, 1 << 30, false},
		{highestNumber, highestNumber, true}, {1 << 30, 1 << 30, true}, {1 << 30, unix.RLIM_INFINITY, false},
	} {
		if err := number(c.lowest, c.limit); (err == nil) != c.passes {
			t.Errorf("at least %d of %d: %v", c.lowest, c.limit, err)
		}
	}
}

// zero returns 0 from every ioctl, and records what is closed.
type zero struct {
	sockets.Kernel
	closed *[]int
}

func (z zero) Ioctl(int, uint, []byte) (int, error) { return 0, nil }

func (z zero) Close(fd int) error {
	*z.closed = append(*z.closed, fd)
	return nil
}

// The number of SIOCUNIXFILE is SIOCGETVIFCNT on a raw IP socket, and other requests elsewhere, which return 0: that is
// standard input, and not a new descriptor to close.
func TestAnswerThatIsNotADescriptor(t *testing.T) {
	labtest.Need(t)
	const unixFile = 0x89e0
	for _, c := range []struct {
		domain, request int
		closes          bool
	}{{unix.AF_INET, unixFile, false}, {unix.AF_UNIX, unixFile, true}, {unix.AF_INET, unix.SIOCGSKNS, true}} {
		var closed []int
		k := zero{sockets.Linux{}, &closed}
		g := Guarded{Kernel: k, Door: New(Rules{}, k), Verdict: &Verdict{}}
		fd := raw(t, c.domain, unix.SOCK_STREAM, 0)
		if _, err := g.Ioctl(fd, uint(c.request), make([]byte, 128)); err != nil || (len(closed) > 0) != c.closes {
			t.Errorf("request %#x of family %d: closed %v, %v", c.request, c.domain, closed, err)
		}
	}
}

// The empty abstract name may belong to another process, like any other name.
func TestEmptyAbstractName(t *testing.T) {
	g, d := on(t, Rules{})
	fd := g.socket(t, unix.AF_UNIX, unix.SOCK_DGRAM, 0)
	length := 3
	to := sockets.Addr{Family: unix.AF_UNIX, Told: &length}
	d.Machine.Taken = func(name string) bool { return name == "" }
	_, err := g.Sendto(fd, []byte("x"), 0, to)
	g.refuses(t, "another process", err)
	d.Machine.Taken = func(string) bool { return false }
	if err := g.Connect(fd, to); !errors.Is(err, unix.ECONNREFUSED) {
		t.Errorf("no such name: %v", err)
	}
}

// The event loop would answer the kernel with bytes that nobody has judged.
func TestNetlinkIsNotServed(t *testing.T) {
	g, d := on(t, Rules{})
	fd := g.socket(t, unix.AF_NETLINK, unix.SOCK_DGRAM, unix.NETLINK_ROUTE)
	if d.Serve(fd) == nil {
		t.Error("it is served")
	}
	if err := g.Listen(fd, 1); !errors.Is(err, unix.EOPNOTSUPP) {
		t.Errorf("listen: %v", err)
	}
	if err := New(Rules{AllowNet: true}, nil).Serve(fd); err != nil {
		t.Errorf("where everything is allowed: %v", err)
	}
}
