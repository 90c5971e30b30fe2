package door

import (
	"errors"
	"strings"
	"testing"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// The door judges an address as the kernel reads it, with the given length: what the kernel refuses passes, and a
// shortened address is a different one.
func TestAddressesOfWrongLengths(t *testing.T) {
	g, _ := on(t, Rules{})
	for _, c := range []struct {
		domain  int
		address string
		n       int
		refused string // "" if the kernel answers
		errno   error
	}{
		{unix.AF_INET, "192.0.2.1:9", 16, "outside loopback", nil},
		{unix.AF_INET, "192.0.2.1:9", 40, "outside loopback", nil},
		{unix.AF_INET, "192.0.2.1:9", 15, "", unix.EINVAL},
		{unix.AF_INET, "192.0.2.1:9", 1, "", unix.EINVAL},
		{unix.AF_INET, "192.0.2.1:9", 129, "", unix.EINVAL},
		{unix.AF_INET, "192.0.2.1:9", -1, "", unix.EINVAL},
		{unix.AF_INET6, "[2001:db8::1]:9", 24, "outside loopback", nil},
		{unix.AF_INET6, "[2001:db8::1]:9", 23, "", unix.EINVAL},
		{unix.AF_INET, "unspec:192.0.2.1:9", 16, "outside loopback", nil},
		{unix.AF_UNIX, "unix:x/../../y", 6, "", unix.ENOENT},           // x/..
		{unix.AF_UNIX, "unix:../x", 9, "outside the session's", nil},   // whole
		{unix.AF_UNIX, "unix:/tmp/x", 3, "outside the session's", nil}, // the root
		{unix.AF_UNIX, "unix:abc", 2, "", unix.EINVAL},
	} {
		fd := raw(t, c.domain, unix.SOCK_DGRAM, 0)
		a := parse(t, c.address)
		a.Told = &c.n
		for name, call := range map[string]func() error{
			"connect": func() error { return g.Connect(fd, a) },
			"sendto":  func() error { _, err := g.Sendto(fd, []byte("x"), 0, a); return err },
			"sendmsg": func() error { _, err := g.Sendmsg(fd, message(a), 0); return err },
			"sendmmsg": func() error {
				_, err := g.Sendmmsg(fd, []sockets.Message{*message(a)}, 0)
				return err
			},
		} {
			if c.n > 128 && strings.HasPrefix(name, "sendm") { // see below
				continue
			}
			*g.Verdict = Verdict{}
			err := call()
			if c.refused != "" {
				g.refuses(t, c.refused, err)
			} else if !errors.Is(err, c.errno) || g.Verdict.Refusal() != nil {
				t.Errorf("%s to %s with length %d: %v, want %v", name, c.address, c.n, err, c.errno)
			}
		}
	}
}

// A message treats a length above that of struct sockaddr_storage as that length, so its address is still judged.
func TestAMessageTakesALengthThatIsTooLong(t *testing.T) {
	g, _ := on(t, Rules{})
	fd := raw(t, unix.AF_INET, unix.SOCK_DGRAM, 0)
	for _, n := range []int{129, 64 << 10} {
		a := parse(t, "192.0.2.1:9")
		a.Told = &n
		_, err := g.Sendmsg(fd, message(a), 0)
		g.refuses(t, "outside loopback", err)
		*g.Verdict = Verdict{}
		_, err = g.Sendmmsg(fd, []sockets.Message{*message(a)}, 0)
		g.refuses(t, "outside loopback", err)
		*g.Verdict = Verdict{}
		a = parse(t, "127.0.0.1:9")
		a.Told = &n
		if _, err := g.Sendmsg(fd, message(a), 0); err != nil {
			t.Errorf("to loopback with length %d: %v", n, err)
		}
	}
}

// message returns a one-byte message to an address.
func message(to sockets.Addr) *sockets.Message {
	return &sockets.Message{Addr: &to, Parts: [][]byte{{'x'}}}
}
