package attach

import (
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"netnet-tui/engine/status"
	"netnet-tui/sockets/labtest"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

func option(t testing.TB, name string) *sockopts.Option {
	t.Helper()
	found := sockopts.Lookup(name)
	if len(found) == 0 {
		t.Fatalf("there is no option %s", name)
	}
	return found[0]
}

// TestAStallIsCured sets TCP_NODELAY from outside, and resets it: the program becomes fast, and slow again, and gets
// every byte.
func TestAStallIsCured(t *testing.T) {
	labtest.Need(t)
	v := start(t, "stall")
	s := must(v.Socket(v.number("fd")))
	for v.round() < slowest {
	}
	set := func(word string) Change {
		o := option(t, "TCP_NODELAY")
		plan := must(v.Plan(s, o, must(o.Parse(word))))
		if len(plan.Sharers) != 1 || plan.Sharers[0].PID != v.PID || plan.Sharers[0].FD != s.FD {
			t.Errorf("the socket is shared by %v", plan.Sharers)
		}
		c := must(v.Set(plan))
		if c.Errno != "" || c.Now.Value.String() != word || c.Held <= 0 {
			t.Errorf("the result of setting it is %+v", c)
		}
		return c
	}
	c := set("on")
	for range 100 { // the rounds in progress are slow
		if v.round() < slowest/2 {
			break
		}
	}
	if v.round() >= slowest {
		t.Error("the program still stalls")
	}
	back, ok := c.Back()
	if !ok || back != "off" {
		t.Fatalf("the value to set it back is %q, %v", back, ok)
	}
	set(back)
	for v.round() < slowest {
	}
}

// kinds returns sockets of every kind that is known without a copy, and of some that are not.
func kinds(t *testing.T) map[string]int {
	t.Helper()
	c, a := pair()
	pairs := must(unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	list := map[string]int{"connected": c, "accepted": a, "listener": listener(), "unix": pairs[0], "peer": pairs[1]}
	for name, k := range map[string]status.Kind{
		"fresh": {Domain: unix.AF_INET, Type: unix.SOCK_STREAM}, "tcp6": {Domain: unix.AF_INET6, Type: unix.SOCK_STREAM},
		"udp": {Domain: unix.AF_INET, Type: unix.SOCK_DGRAM}, "udp6": {Domain: unix.AF_INET6, Type: unix.SOCK_DGRAM},
		"netlink": {Domain: unix.AF_NETLINK, Type: unix.SOCK_RAW},
	} {
		list[name] = must(unix.Socket(k.Domain, k.Type|unix.SOCK_CLOEXEC, 0))
	}
	for _, name := range []string{"tcp6", "udp6"} {
		if err := unix.Bind(list[name], &unix.SockaddrInet6{Addr: [16]byte{15: 1}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := unix.Bind(list["netlink"], &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(list["tcp6"], 7); err != nil {
		t.Fatal(err)
	}
	if err := unix.Bind(list["udp"], &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, fd := range list {
			_ = unix.Close(fd)
		}
	})
	return list
}

// TestWhatIsToldIsTrue attaches to this process, and compares each reading with getsockopt.
func TestWhatIsToldIsTrue(t *testing.T) {
	labtest.Need(t)
	list := kinds(t)
	for option, n := range map[int]int{unix.IP_TOS: 0x10, unix.IP_RECVERR: 1, unix.IP_FREEBIND: 1, unix.IP_MULTICAST_LOOP: 0, unix.IP_BIND_ADDRESS_NO_PORT: 1} {
		for _, name := range []string{"accepted", "listener", "udp"} {
			if err := unix.SetsockoptInt(list[name], unix.SOL_IP, option, n); err != nil {
				t.Error(err)
			}
		}
	}
	if err := unix.SetsockoptInt(list["tcp6"], unix.SOL_IPV6, unix.IPV6_TCLASS, 0x20); err != nil {
		t.Error(err)
	}
	p := must(Open(os.Getpid()))
	defer p.Close()
	least := map[string]int{"connected": 18, "accepted": 18, "listener": 18, "tcp6": 18, "udp": 10, "udp6": 10, "unix": 7, "peer": 7, "fresh": 3}
	for name, fd := range list {
		s := must(p.Socket(fd))
		w, err := p.Sweep(s)
		if err != nil || len(w.Missing) > 0 {
			t.Errorf("%s: %v, %q", name, err, w.Missing)
		}
		told := 0
		for _, r := range w.Readings {
			switch {
			case r.Effect != "":
				continue
			case r.Source == "":
				t.Errorf("%s: %s was not read", name, r.Option.Name)
			case r.Source == FromDiag:
				told++
			}
			if r.Option.Call != sockopts.Sockopt || r.Errno != "" || r.Option.Clock || r.Option.Name == "TCP_INFO" { // TCP_INFO contains clocks
				continue
			}
			raw := make([]byte, r.Option.Size())
			n, err := read(fd, r.Option, raw)
			if now := r.Option.Decode(raw[:n]); err != nil || !now.Equal(r.Value) {
				t.Errorf("%s: %s is read as %s from %s, but is %s, %v", name, r.Option.Name, r.Value, r.Source, now, err)
			}
		}
		if told < least[name] {
			t.Errorf("%s: only %d options are known without a copy", name, told)
		}
	}
}

// TestSocketsAreListed lists the sockets of this process.
func TestSocketsAreListed(t *testing.T) {
	labtest.Need(t)
	list := kinds(t)
	p := must(Open(os.Getpid()))
	defer p.Close()
	found := map[int]Socket{}
	for _, s := range must(p.Sockets()) {
		found[s.FD] = s
	}
	for name, want := range map[string]struct {
		kind  string
		state status.State
	}{
		"connected": {"tcp4", status.StateEstablished}, "listener": {"tcp4", status.StateListen}, "fresh": {"tcp4", status.StateClosed},
		"tcp6": {"tcp6", status.StateListen}, "udp": {"udp4", status.StateUnconnected}, "udp6": {"udp6", status.StateUnconnected},
		"unix": {"unix", status.StateEstablished}, "netlink": {"netlink/raw", status.StateUnconnected},
	} {
		s := found[list[name]]
		var stat unix.Stat_t
		if err := unix.Fstat(list[name], &stat); err != nil || s.Inode != stat.Ino || s.Kind != want.kind || s.State != want.state {
			t.Errorf("%s is listed as %s %s, inode %d; want %v, %d", name, s.Kind, s.State, s.Inode, want, stat.Ino)
		}
	}
	if c, a := found[list["connected"]], found[list["accepted"]]; c.Local == "" || c.Local != a.Peer || a.Local != c.Peer {
		t.Errorf("the ends are %s %s and %s %s", c.Local, c.Peer, a.Local, a.Peer)
	}
}

// TestADescriptorThatIsReused gives the number to another socket: nothing is read or set there.
func TestADescriptorThatIsReused(t *testing.T) {
	labtest.Need(t)
	p := must(Open(os.Getpid()))
	defer p.Close()
	old := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	s := must(p.Socket(old))
	o := option(t, "TCP_NODELAY")
	plan := must(p.Plan(s, o, must(o.Parse("on"))))
	other := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	defer unix.Close(old)
	defer unix.Close(other)
	if err := unix.Dup3(other, old, unix.O_CLOEXEC); err != nil {
		t.Fatal(err)
	}
	_, setting := p.Set(plan)
	_, getting := p.Get(s, o)
	_, sweeping := p.Sweep(s)
	for _, err := range []error{setting, getting, sweeping} {
		if gone := new(Gone); !errors.As(err, &gone) {
			t.Errorf("it says %v", err)
		}
	}
	if on := must(unix.GetsockoptInt(other, unix.SOL_TCP, unix.TCP_NODELAY)); on != 0 {
		t.Error("the option was set on another socket")
	}
}

// TestASweepIsNotRepeated sweeps twice within a second: copies are made once, and what was set in between is known.
func TestASweepIsNotRepeated(t *testing.T) {
	labtest.Need(t)
	p := must(Open(os.Getpid()))
	defer p.Close()
	fd := must(unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0))
	defer unix.Close(fd)
	s := must(p.Socket(fd))
	first := must(p.Sweep(s))
	o := option(t, "TCP_NODELAY")
	must(p.Set(must(p.Plan(s, o, must(o.Parse("on"))))))
	second := must(p.Sweep(s))
	value := func(w Sweep) string {
		return w.Readings[slices.IndexFunc(w.Readings, func(r Reading) bool { return r.of(o) })].Value.String()
	}
	if second.At.Sub(first.At) < SweepTime && first.At != second.At {
		t.Errorf("the copies were made at %v and %v", first.At, second.At)
	}
	if value(first) != "off" || value(second) != "on" {
		t.Errorf("it was %s and is %s", value(first), value(second))
	}
}

// TestALingeringCloseHoldsNoSweepUp closes connections with SO_LINGER while copies of them are made, until one of our
// closes is the last one: then the program's own close returns at once, and ours would wait for an hour.
func TestALingeringCloseHoldsNoSweepUp(t *testing.T) {
	labtest.Need(t)
	const soon = 5 * time.Second // a busy machine may take long to wake a thread
	v := start(t, "linger")
	longest, rounds, waited := time.Duration(0), 0, 1
	for ; rounds < 1000 && waited == 1; rounds++ {
		s := must(v.Socket(v.number("fd")))
		v.tell("close")
		for err := error(nil); err == nil; {
			begun := time.Now()
			v.forget(s)
			_, err = v.Sweep(s)
			longest = max(longest, time.Since(begun))
		}
		v.tell("reset")
		waited = v.number("waited")
	}
	if waited == 1 {
		t.Error("no close of a copy was the last one")
	}
	if longest > soon {
		t.Error("a sweep was held up")
	}
	t.Logf("the longest sweep took %v, in %d rounds", longest, rounds)
}

// TestAVictimThatComesAndGoes sweeps a descriptor that keeps changing to another connection, until enough sweeps have
// seen one connection from beginning to end, and enough have lost it. No copy is left.
func TestAVictimThatComesAndGoes(t *testing.T) {
	labtest.Need(t)
	v := start(t, "churn")
	fd := v.number("fd")
	const enough = 20
	swept, lost := 0, 0
	if !labtest.Until(func() bool {
		s, ok := v.connection(fd)
		if !ok {
			return false
		}
		v.forget(s)
		w, err := v.Sweep(s)
		switch gone := new(Gone); {
		case err == nil && len(w.Missing) == 0:
			swept++
		case errors.As(err, &gone):
			lost++
		default:
			t.Error(err, w.Missing)
		}
		return swept >= enough && lost >= enough
	}) {
		t.Errorf("%d sweeps saw one connection from end to end, and %d lost it", swept, lost)
	}
	_ = v.in.Close()
	closed, late, latest, spun := v.number("closed"), v.number("late"), v.number("latest"), v.number("spun")
	t.Logf("%d sweeps saw one connection from end to end, and %d lost it; %d of %d ends were late, by %d µs at most, with at most %d events of a closed descriptor", swept, lost, late, closed, latest, spun)
}

// connection returns the connection of a descriptor, looking up only its inode.
func (v *victim) connection(fd int) (Socket, bool) {
	inode, _, err := v.inode(fd)
	if err != nil || inode == 0 {
		return Socket{}, false
	}
	s := v.socket(fd, inode, v.flags(fd))
	s.made(unix.AF_INET, unix.SOCK_STREAM, unix.IPPROTO_TCP)
	return s, true
}

// forget makes the next sweep make its copies.
func (p *Process) forget(s Socket) { delete(p.swept, s.FD) }
