package engine

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/status"
	"netnet-tui/engine/step"

	"golang.org/x/sys/unix"
)

// TestStatesOfAConnection checks the states of both ends of connections, including closed ends.
func TestStatesOfAConnection(t *testing.T) {
	for name, c := range map[string]struct {
		steps []Step
		c, a  string
	}{
		"open":              {nil, "ESTABLISHED", "ESTABLISHED"},
		"half-close":        {[]Step{stepOf("shutdown", sock("c"), op(unix.SHUT_WR))}, "FIN-WAIT-2", "CLOSE-WAIT"},
		"c closed":          {[]Step{stepOf("close", sock("c"))}, "FIN-WAIT-2", "CLOSE-WAIT"},
		"c closed, then a":  {[]Step{stepOf("close", sock("c")), stepOf("close", sock("a"))}, "TIME-WAIT", "CLOSED"},
		"a closed, then c":  {[]Step{stepOf("closedown", sock("a")), stepOf("closedown", sock("c"))}, "CLOSED", "TIME-WAIT"},
		"both shut, a open": {[]Step{stepOf("shutdown", sock("a"), op(unix.SHUT_WR)), stepOf("shutdown", sock("c"), op(unix.SHUT_WR))}, "CLOSED", "TIME-WAIT"},
		"reset":             {[]Step{stepOf("setsockopt", sock("c"), ofOption("SO_LINGER"), value("on,0s")), stepOf("close", sock("c"))}, "CLOSED", "CLOSED"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, Options{})
			r.connection()
			for i, s := range c.steps {
				// Wait for the FIN of the step before: otherwise both ends would send theirs at once.
				if i > 0 && s.Socket != c.steps[i-1].Socket {
					r.waits(s.Socket, "state", "CLOSE-WAIT")
				}
				if e, err := r.Do(s); err != nil || e.Failed() || e.Errno() != "" {
					t.Fatalf("%s: %v %s %s", e.Text, err, e.Problem, e.Got)
				}
			}
			r.waits("c", "state", c.c)
			r.waits("a", "state", c.a)
		})
	}
}

func TestTimeWaitOverIPv6(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("[::1]:0"))
	r.well("client", named("c"), addr("@s"))
	r.well("accept", named("a"), sock("s"))
	r.well("close", sock("c"))
	r.waits("a", "state", "CLOSE-WAIT")
	r.well("close", sock("a"))
	r.waits("c", "state", "TIME-WAIT")
	r.waits("a", "state", "CLOSED")
}

// TestUnixListenerQueue reads a queue that no socket option reports.
func TestUnixListenerQueue(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	r.well("bind", sock("s"), addr("unix:@queue"))
	e := r.well("listen", sock("s"), count(7))
	if observed(t, e, "s").After.Queue == nil {
		t.Skip("this kernel has no unix_diag (CONFIG_UNIX_DIAG)")
	}
	for n := range 3 {
		e := r.do("show", target("s", "queue"))
		b := r.do("show", target("s", "backlog"))
		if e.Got != string(rune('0'+n)) || b.Got != "7" {
			t.Errorf("%d connections wait: queue %s of %s", n, e.Got, b.Got)
		}
		r.well("client", addr("@s"))
	}
	r.well("accept", named("a"), sock("s"))
	r.well("expect", target("s", "queue"), compared("==", "2"))
}

func TestTCPListenerQueue(t *testing.T) {
	r := newRig(t, Options{})
	r.well("server", named("s"), addr("127.0.0.1:0"), count(1))
	for _, queue := range []string{"1", "2"} {
		r.well("client", addr("@s"))
		r.waits("s", "queue", queue)
		r.well("expect", target("s", "backlog"), compared("==", "1"))
	}
}

// TestAfterlifeOfEveryKindOfConnection closes one end, then the other, and compares with the states the kernel must
// have.
func TestAfterlifeOfEveryKindOfConnection(t *testing.T) {
	device := stepOf("setsockopt", sock("c"), ofOption("SO_BINDTODEVICE"), value("lo"))
	for name, c := range map[string]struct {
		at     step.Address
		socket part
		set    []Step
	}{
		"IPv4":                       {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), nil},
		"IPv6":                       {"[::1]:0", kind(unix.AF_INET6, unix.SOCK_STREAM), nil},
		"IPv4 over IPv6":             {"[::ffff:127.0.0.1]:0", kind(unix.AF_INET6, unix.SOCK_STREAM), nil},
		"bound to a device":          {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), []Step{device}},
		"bound to a device, IPv6":    {"[::1]:0", kind(unix.AF_INET6, unix.SOCK_STREAM), []Step{device}},
		"bound to a device, mapped":  {"[::ffff:127.0.0.1]:0", kind(unix.AF_INET6, unix.SOCK_STREAM), []Step{device}},
		"bound by an index":          {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), []Step{stepOf("setsockopt", sock("c"), ofOption("SO_BINDTOIFINDEX"), value("1"))}},
		"marked":                     {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), []Step{stepOf("setsockopt", sock("c"), ofOption("SO_MARK"), value("7"))}},
		"Multipath TCP":              {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), nil},
		"Multipath TCP, IPv6":        {"[::1]:0", kind(unix.AF_INET6, unix.SOCK_STREAM), nil},
		"Multipath TCP, to a device": {"127.0.0.1:0", kind(unix.AF_INET, unix.SOCK_STREAM), []Step{device}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, Options{Lab: true})
			with := func(*Step) {}
			if strings.HasPrefix(name, "Multipath") {
				with = ofProtocol(unix.IPPROTO_MPTCP)
			}
			if e := r.do("socket", named("s"), c.socket, with); e.Errno() != "" {
				t.Skipf("this kernel has no such socket: %s", e.Errno())
			}
			r.well("bind", sock("s"), addr(c.at))
			r.well("listen", sock("s"))
			r.well("socket", named("c"), c.socket, with)
			for _, s := range c.set {
				r.well(s.Verb, whole(s))
			}
			r.well("connect", sock("c"), addr("@s"))
			r.well("accept", named("a"), sock("s"))
			r.well("shutdown", sock("c"), op(unix.SHUT_WR))
			// This includes Multipath TCP, whose subflows stay ESTABLISHED until both sides have closed.
			r.waits("c", "state", "FIN-WAIT-2")
			r.waits("a", "state", "CLOSE-WAIT")
			r.well("close", sock("c"))
			r.waits("c", "state", "FIN-WAIT-2")
			r.well("close", sock("a"))
			r.waits("c", "state", "TIME-WAIT")
			r.waits("a", "state", "CLOSED")
		})
	}
}

// pairAgain connects c, makes the steps in between, which end that connection, and then connects another socket n with
// the same addresses.
func (r *rig) pairAgain(between, n []Step) {
	r.t.Helper()
	r.connection()
	e := r.well("getsockname", sock("c"))
	port := addr(step.Address(e.Got))
	for _, s := range between {
		r.well(s.Verb, whole(s))
	}
	r.well("socket", named("n"), kind(unix.AF_INET, unix.SOCK_STREAM), flags(unix.SOCK_NONBLOCK))
	r.well("setsockopt", sock("n"), ofOption("SO_REUSEADDR"), value("on"))
	for _, s := range n {
		r.well(s.Verb, whole(s))
	}
	r.well("bind", sock("n"), port)
	r.do("connect", sock("n"), addr("@s"))
}

// TestTheNewcomerIsNotTheOneBefore makes a connection with the addresses of one that is gone.
func TestTheNewcomerIsNotTheOneBefore(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.pairAgain([]Step{
		stepOf("dup", named("d"), sock("c")),
		stepOf("setsockopt", sock("c"), ofOption("SO_LINGER"), value("on,0s")),
		stepOf("close", sock("d")), stepOf("close", sock("c")), // with RST
	}, nil)
	r.waits("n", "state", "ESTABLISHED")
	for _, gone := range []string{"c", "d", "a"} {
		r.waits(gone, "state", "CLOSED")
	}
	if f := r.frame(Query{Rows: 99, Filter: "127.0.0.1"}); slices.ContainsFunc(f.Sockets, func(s status.Socket) bool { return s.Name == "c" || s.Name == "d" }) {
		t.Errorf("what is gone has rows: %+v", f.Sockets)
	}
}

// TestTheOneBeforeIsFoundBehindTheNewcomer makes two simultaneous connections with the same addresses, one of them
// bound to a device.
func TestTheOneBeforeIsFoundBehindTheNewcomer(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	// The filter keeps a from answering the new connection.
	deaf := stepOf("setsockopt", sock("a"), ofOption("SO_ATTACH_FILTER"), value("drop"))
	r.pairAgain([]Step{
		stepOf("setsockopt", sock("c"), ofOption("SO_BINDTODEVICE"), value("lo")),
		stepOf("setsockopt", sock("c"), ofOption("SO_REUSEADDR"), value("on")), deaf, stepOf("close", sock("c")),
	}, nil)
	r.waits("n", "state", "SYN-SENT")
	r.waits("c", "state", "FIN-WAIT-1")
}
