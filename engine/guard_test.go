package engine

import (
	"encoding/binary"
	"errors"
	"os"
	"testing"
	"time"

	"netnet-tui/engine/step"
	"netnet-tui/sockets"
	"netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// netlinkMessage returns the header of a message (netlink(7)) with room for its body.
func netlinkMessage(kind uint16) string {
	const size = unix.NLMSG_HDRLEN + unix.SizeofRtMsg
	raw := binary.NativeEndian.AppendUint32(nil, size)
	raw = binary.NativeEndian.AppendUint16(raw, kind)
	raw = binary.NativeEndian.AppendUint16(raw, unix.NLM_F_REQUEST)
	return string(append(raw, make([]byte, size-len(raw))...))
}

// TestLoopbackPolicy checks that steps that reach beyond this machine are refused, or made if that is allowed.
func TestLoopbackPolicy(t *testing.T) {
	udp, tcp := kind(unix.AF_INET, unix.SOCK_DGRAM), kind(unix.AF_INET, unix.SOCK_STREAM)
	tcp6, netlink := kind(unix.AF_INET6, unix.SOCK_STREAM), kind(unix.AF_NETLINK, unix.SOCK_RAW)
	const changes = 0x7ff0 // a message type that adds something, which no kernel has
	for _, c := range []struct {
		name    string
		socket  part
		step    Step
		refused string // what the refusal says; "" if the step is always allowed
	}{
		{"bind 0.0.0.0", tcp, stepOf("bind", sock("s"), addr(":0")), "0.0.0.0:0 is every interface, not only loopback: bind to 127.0.0.1:0 or [::1]:0, or allow it with --allow-net, or use a private network with --lab"},
		{"bind [::]", tcp6, stepOf("bind", sock("s"), addr("[::]:0")), "[::]:0 is every interface"},
		{"bind outside", tcp, stepOf("bind", sock("s"), addr("192.0.2.1:80")), "192.0.2.1:80 is outside loopback"},
		{"bind loopback", tcp, stepOf("bind", sock("s"), addr("127.0.0.9:0")), ""},
		{"listen unbound", tcp, stepOf("listen", sock("s")), "0.0.0.0:0 is every interface"},
		{"connect outside", udp, stepOf("connect", sock("s"), addr("192.0.2.1:9")), "192.0.2.1:9 is outside loopback"},
		{"connect outside, IPv6", tcp6, stepOf("connect", sock("s"), addr("[2001:db8::1]:9")), "[2001:db8::1]:9 is outside loopback"},
		{"connect mapped", tcp6, stepOf("connect", sock("s"), addr("[::ffff:192.0.2.1]:9")), "is outside loopback"},
		{"connect to 0.0.0.0", udp, stepOf("connect", sock("s"), addr(":9")), ""},
		{"sendto outside", udp, stepOf("sendto", sock("s"), addr("192.0.2.1:9"), texted("x")), "192.0.2.1:9 is outside loopback"},
		{"server 0.0.0.0", udp, stepOf("server", addr(":0")), "0.0.0.0:0 is every interface"},
		{"bind none", udp, stepOf("bind", sock("s"), addr("none")), "none is every interface"},
		{"server none", udp, stepOf("server", addr("none")), "none is every interface"},
		{"a device", udp, stepOf("setsockopt", sock("s"), ofOption("SO_BINDTODEVICE"), value("lo")), ""},
		{"a source route", udp, stepOf("setsockopt", sock("s"), func(s *Step) { s.Option = &step.OptionRef{Level: "IPPROTO_IP", Number: 4} }, value("hex:8307040a09090900")), "outside loopback"},
		{"a group on loopback", udp, stepOf("setsockopt", sock("s"), ofOption("IP_ADD_MEMBERSHIP"), value("239.1.1.1,127.0.0.1")), ""},
		{"a group on another interface", tcp6, stepOf("setsockopt", sock("s"), ofOption("IPV6_ADD_MEMBERSHIP"), value("ff02::1,2")), "outside loopback"},
		{"a group on the default interface", tcp6, stepOf("setsockopt", sock("s"), ofOption("IPV6_ADD_MEMBERSHIP"), value("ff02::1,0")), "outside loopback"},
		{"another interface", udp, stepOf("setsockopt", sock("s"), ofOption("SO_BINDTOIFINDEX"), value("2")), "outside loopback"},
		{"an interface by its index, beside an address", udp, stepOf("setsockopt", sock("s"), ofOption("IP_ADD_MEMBERSHIP"), value("239.9.9.9,127.0.0.1%4")), "outside loopback"},
		{"loopback by address and index", udp, stepOf("setsockopt", sock("s"), ofOption("IP_ADD_MEMBERSHIP"), value("239.9.9.9,127.0.0.1%1")), ""},
		{"no interface", udp, stepOf("setsockopt", sock("s"), ofOption("SO_BINDTODEVICE"), value("nosuch0")), ""},
		{"a group anywhere", udp, stepOf("setsockopt", sock("s"), ofOption("IP_ADD_MEMBERSHIP"), value("239.1.1.1,0.0.0.0")), "outside loopback"},
		{"client outside", udp, stepOf("client", addr("192.0.2.1:9")), "192.0.2.1:9 is outside loopback"},
		{"spawn outside", udp, stepOf("spawn", ofTask("w"), spawned(stepOf("connect", sock("s"), addr("192.0.2.1:9")))), "192.0.2.1:9 is outside loopback"},
		{"generic netlink", tcp, stepOf("socket", kind(unix.AF_NETLINK, unix.SOCK_RAW), ofProtocol(unix.NETLINK_GENERIC)), "AF_NETLINK can reach outside this session"},
		{"netlink that is asked", netlink, stepOf("send", sock("s"), texted(netlinkMessage(unix.RTM_GETLINK))), ""},
		{"a message of no known form", netlink, stepOf("send", sock("s"), texted("x")), "is not just a query"},
		{"a route", netlink, stepOf("send", sock("s"), texted(netlinkMessage(changes))), "is not just a query"},
		{"a route by write", netlink, stepOf("write", sock("s"), texted(netlinkMessage(changes))), "is not just a query"},
		{"a route behind a question", netlink, stepOf("sendto", sock("s"), addr("netlink:0"), texted(netlinkMessage(unix.RTM_GETLINK)+netlinkMessage(changes))), "is not just a query"},
		{"a route in parts", netlink, stepOf("sendmsg", sock("s"), parts(netlinkMessage(changes)[:9], netlinkMessage(changes)[9:])), "is not just a query"},
		{"a route in one of several", netlink, stepOf("sendmmsg", sock("s"), parts(netlinkMessage(unix.RTM_GETLINK), netlinkMessage(changes))), "is not just a query"},
		{"a route in a vector", netlink, stepOf("writev", sock("s"), parts(netlinkMessage(changes))), "is not just a query"},
		{"a process by netlink", netlink, stepOf("sendto", sock("s"), addr("netlink:1"), texted(netlinkMessage(unix.RTM_GETLINK))), "another process's"},
		{"listeners by netlink", netlink, stepOf("connect", sock("s"), addr("netlink:0,1")), "another process's"},
		{"spawn wildcard", udp, stepOf("spawn", ofTask("w"), spawned(stepOf("bind", sock("s"), addr(":0")))), "0.0.0.0:0 is every interface"},
		{"listen on a datagram socket", udp, stepOf("listen", sock("s")), ""},
		{"sendmsg outside", udp, stepOf("sendmsg", sock("s"), addr("192.0.2.1:9"), parts("x")), "192.0.2.1:9 is outside loopback"},
		{"sendmmsg outside", udp, stepOf("sendmmsg", sock("s"), addr("192.0.2.1:9"), parts("x")), "192.0.2.1:9 is outside loopback"},
		{"a source outside", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("IP_PKTINFO", "192.0.2.1")), "IP_PKTINFO of 192.0.2.1 is an address outside loopback"},
		{"another interface for a packet", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("IP_PKTINFO", "0.0.0.0%2")), "not the loopback interface"},
		{"the same in bytes", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("0/8", "hex:00000000c000020100000000")), "IP_PKTINFO of 192.0.2.1"},
		{"an interface of IPv6", tcp6, stepOf("sendmsg", sock("s"), parts("x"), item("IPV6_PKTINFO", "::%2")), "not the loopback interface"},
		{"a source on loopback", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("IP_PKTINFO", "127.0.0.2%lo")), ""},
		{"a source route for a packet", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("0/7", "hex:8307040a09090900")), "IP_RETOPTS can send a packet outside loopback"},
		{"a control message nobody knows", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("0/99", "hex:00")), "not known to stay on loopback"},
		{"a control message of another level", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("999/1", "hex:00")), ""},
		{"a time to live", udp, stepOf("sendmsg", sock("s"), addr("127.0.0.1:9"), parts("x"), item("IP_TTL", "5")), ""},
		{"an option nobody has", udp, stepOf("setsockopt", sock("s"), at("999", "", 1), value("1")), ""},
		{"an option nobody knows", udp, stepOf("setsockopt", sock("s"), at("SOL_IP", "", 999), value("1")), "not known to stay on loopback"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, o := range []Options{{}, {AllowNet: true}, {Lab: true}} {
				r := newRig(t, o)
				r.well("socket", named("s"), c.socket, flags(unix.SOCK_NONBLOCK))
				e, err := r.Do(c.step)
				if err != nil {
					t.Fatal(err)
				}
				refused := c.refused != "" && !o.AllowNet && !o.Lab
				if refused && (!has(e.Problem, c.refused) || len(e.Calls) != 0 || !e.Failed()) || !refused && (e.Problem != "" || e.Refused) {
					t.Errorf("%+v: problem %q, refused %t, calls %v", o, e.Problem, e.Refused, e.Calls)
				}
				if refused && !e.Refused {
					t.Errorf("%+v: %q is not a refusal", o, e.Problem)
				}
			}
		})
	}
}

// TestSysctl checks that a setting of the lab's own can be written, and others cannot.
func TestSysctl(t *testing.T) {
	const setting = "/proc/sys/net/ipv4/tcp_fin_timeout"
	r := newRig(t, Options{Lab: true})
	r.well("sysctl", key("net.ipv4.tcp_fin_timeout"), value("7"))
	if text, err := os.ReadFile(setting); err != nil || string(text) != "7\n" {
		t.Errorf("the setting is %q, %v", text, err)
	}
	for k, v := range map[string]string{"net.ipv4.tcp_fin_timeout": "soon", "net.ipv4.no_such_key": "1"} {
		if e := r.do("sysctl", key(k), value(v)); !has(e.Problem, k+" can't be set") {
			t.Errorf("%s: %q", e.Text, e.Problem)
		}
	}
	if e := r.do("sysctl", key("kernel.core_pattern"), value("core")); !e.Refused || !has(e.Problem, "not a setting of the network") {
		t.Errorf("outside the network: refused %t, %q", e.Refused, e.Problem)
	}
	host := newRig(t, Options{AllowNet: true})
	if e := host.do("sysctl", key("net.ipv4.tcp_fin_timeout"), value("8")); !e.Refused || !has(e.Problem, "only in a lab") {
		t.Errorf("on the host: refused %t, %q", e.Refused, e.Problem)
	}
	if text, _ := os.ReadFile(setting); string(text) != "7\n" {
		t.Errorf("the refused step set it to %q", text)
	}
}

// TestNoDescriptorLeft checks that evidence is taken even if the process has run out of descriptors.
func TestNoDescriptorLeft(t *testing.T) {
	r := newRig(t, Options{})
	r.connection()
	r.well("close", sock("c"))
	r.waits("a", "ready", "in|out|rdhup")
	r.well("rlimit", key("nofile"), limit(64))
	made := 0
	for r.do("socket", kind(unix.AF_INET, unix.SOCK_DGRAM)).Errno() == "" { // fills the holes below
		if made++; made > 64 {
			t.Fatal("more than 64 descriptors below a limit of 64")
		}
	}
	for verb, with := range map[string][]part{
		"socket":     {kind(unix.AF_INET, unix.SOCK_STREAM)},
		"dup":        {sock("s")},
		"epoll":      {},
		"socketpair": {kind(unix.AF_UNIX, unix.SOCK_STREAM)},
	} {
		if e := r.do(verb, append(with, wants("EMFILE"))...); e.Failed() {
			t.Errorf("%s: %s %s", e.Text, e.Got, e.Problem)
		}
	}
	e := r.well("send", sock("a"), texted("x"))
	if a := observed(t, e, "a"); a.After.State == "" || e.Evidence.Moved["OutSegs"] == 0 {
		t.Errorf("no evidence without descriptors: %s, moved %v", a, e.Evidence.Moved)
	}
	r.waits("c", "state", "CLOSED") // the RST that those bytes caused; sock_diag reports it
}

// TestUnavailable checks that the reason is given if no lab can be made.
func TestUnavailable(t *testing.T) {
	err := error(&Unavailable{lab.Refused(unix.EPERM).Error()})
	var u *Unavailable
	if !errors.As(err, &u) || !has(err.Error(), "there is no lab here") || !has(err.Error(), "operation not permitted") {
		t.Errorf("%v", err)
	}
}

// TestExpectedWait checks how long a step says that a client has to wait for it.
func TestExpectedWait(t *testing.T) {
	for _, c := range []struct {
		s    Step
		want time.Duration
	}{
		{stepOf("recv", sock("s"), size(1)), 0},
		{stepOf("recv", sock("s"), size(1), within(time.Second)), time.Second},
		{stepOf("poll", interested("s", unix.POLLIN), timeout(2*time.Second)), 2 * time.Second},
		{stepOf("poll", interested("s", unix.POLLIN), timeout(-1)), 0},
		{stepOf("client", addr("127.0.0.1:1"), within(time.Second)), time.Second + step.ClientWait},
	} {
		if got := c.s.ExpectedWait(); got != c.want {
			t.Errorf("%s: %s, want %s", c.s, got, c.want)
		}
	}
}

// TestPolicyJudgesByNumber checks that the door is not misled by a name of another level, nor by names joined with |.
func TestPolicyJudgesByNumber(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	group := value("hex:efffffff00000000") // struct ip_mreq: 239.255.255.255 on any interface
	for _, o := range []part{at("SOL_IP", "SO_TIMESTAMPNS", 0), ofOption("IP_TTL|IP_TOS|IP_ADD_MEMBERSHIP")} {
		if e := r.do("setsockopt", sock("u"), o, group); !e.Refused {
			t.Errorf("%s: %s %q", e.Text, e.Got, e.Problem)
		}
	}
}

// forgetful is a kernel that wrongly reports a socket as on loopback, a limited number of times.
type forgetful struct {
	sockets.Kernel
	lies int
}

func (f *forgetful) Getsockname(fd int, _ ...int) (sockets.Addr, error) {
	if f.lies--; f.lies >= 0 {
		return sockets.ParseAddr("127.0.0.1:1")
	}
	return f.Kernel.Getsockname(fd)
}

// TestSocketOutsideIsClosed checks that a listener that is on every interface, though the first check missed it, is
// closed at once with its duplicate.
func TestSocketOutsideIsClosed(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("dup", named("d"), sock("s"))
	r.door.Kernel = &forgetful{Kernel: sockets.Linux{}, lies: 1}
	e := r.do("listen", sock("s"))
	if !e.Refused || !has(e.Problem, "every interface, and was closed at once") || !said(e, "d, a duplicate of s, was closed too") {
		t.Errorf("refused %t, %q, %q", e.Refused, e.Problem, e.Notes)
	}
	if n := len(e.Calls); n != 2 || e.Calls[0].Name != "listen" || e.Calls[1].Name != "close" {
		t.Errorf("the calls are %v", e.Calls)
	}
	for _, name := range []string{"s", "d"} {
		if e := r.do("getsockname", sock(name)); e.Errno() != "EBADF" {
			t.Errorf("%s is still there: %q %q", name, e.Errno(), e.Problem)
		}
	}
}

// strangers is a kernel that reports a socket's peer as outside, a limited number of times.
type strangers struct {
	sockets.Kernel
	lies int
}

func (s *strangers) Getpeername(fd int, _ ...int) (sockets.Addr, error) {
	if s.lies--; s.lies >= 0 {
		return sockets.ParseAddr("192.0.2.1:9")
	}
	return s.Kernel.Getpeername(fd)
}

// closers is a kernel that records which threads have opened and closed.
type closers struct {
	sockets.Linux
	opened, closed *[]int
}

func (c closers) Socket(domain, typ, protocol int) (int, error) {
	*c.opened = append(*c.opened, unix.Gettid())
	return c.Linux.Socket(domain, typ, protocol)
}

func (c closers) Close(fd int) error {
	*c.closed = append(*c.closed, unix.Gettid())
	return c.Linux.Close(fd)
}

// TestSocketOutsideIsClosedByTheEngine spawns a call that the door objects to: what it wants closed is closed by the
// engine's own thread, so that no step comes between that and the bench.
func TestSocketOutsideIsClosedByTheEngine(t *testing.T) {
	k := closers{opened: &[]int{}, closed: &[]int{}}
	r := newRig(t, Options{Kernel: k})
	r.well("server", named("l"), addr("127.0.0.1:0"))
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	r.well("dup", named("d"), sock("s"))
	r.door.Kernel = &strangers{Kernel: sockets.Linux{}, lies: 1}
	e := r.do("spawn", ofTask("w"), spawned(stepOf("connect", sock("s"), addr("@l"))))
	if e.Problem == "" { // it has not reached the door yet
		e = r.do("join", ofTask("w"))
	}
	if !e.Refused || !has(e.Problem, "192.0.2.1:9, outside loopback, and was closed at once") {
		t.Errorf("refused %t, %q", e.Refused, e.Problem)
	}
	for _, name := range []string{"s", "d"} {
		if e := r.do("getsockname", sock(name)); e.Errno() != "EBADF" {
			t.Errorf("%s is still there: %q %q", name, e.Errno(), e.Problem)
		}
	}
	if len(*k.closed) != 2 || (*k.closed)[0] != (*k.opened)[0] || (*k.closed)[1] != (*k.opened)[0] {
		t.Errorf("thread %v has opened, and %v closed", *k.opened, *k.closed)
	}
}

// TestANumberIsNotASocket makes a call end up outside after its socket was closed and the number reused: the new socket
// is not closed.
func TestANumberIsNotASocket(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("s"), kind(unix.AF_INET, unix.SOCK_STREAM))
	done := make(chan *task, 1)
	r.inbox.Post(func() {
		late := r.newTask(stepOf("listen", sock("s")), func(Event) {})
		if _, err := late.plan(); err != nil {
			t.Error(err)
		}
		done <- late
	})
	late := <-done
	was := r.frame(Query{Rows: 9}).Sockets[0].FD
	r.well("close", sock("s"))
	r.well("socket", named("other"), kind(unix.AF_INET, unix.SOCK_STREAM))
	if now := r.frame(Query{Rows: 9}).Sockets; now[len(now)-1].FD != was {
		t.Fatalf("the other socket has descriptor %d, not %d", now[len(now)-1].FD, was)
	}
	r.inbox.Post(func() { late.guarded(sockets.Linux{}).Shut(was) })
	r.well("getsockname", sock("other"))
}

// TestReadingOpensNothing reads an option that opens a descriptor, in every way there is.
func TestReadingOpensNothing(t *testing.T) {
	r := newRig(t, Options{Bounds: Bounds{Descriptors: 2}})
	r.well("socketpair", named("a", "b"), kind(unix.AF_UNIX, unix.SOCK_STREAM))
	if e := r.do("getsockopt", sock("a"), ofOption("SO_PEERPIDFD")); e.Errno() != "" {
		t.Skipf("this kernel has no SO_PEERPIDFD: %s", e.Errno())
	}
	count := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	before := count()
	for range 5 {
		e := r.well("getsockopt", sock("a"), ofOption("SO_PEERPIDFD"))
		if n := len(e.Calls); n != 2 || e.Calls[1].Name != "close" || e.Calls[1].Ret != 0 || e.Got == "" {
			t.Errorf("got %q by %v", e.Got, e.Calls)
		}
		r.well("getsockopt", sock("a"), at("SOL_SOCKET", "", unix.SO_PEERPIDFD))
		r.well("show", target("a", "SO_PEERPIDFD"))
	}
	if now := count(); now != before {
		t.Errorf("%d descriptors, then %d", before, now)
	}
}

// TestServedSocketOutsideIsGivenBack makes a served datagram socket lose its address without the engine knowing: it is
// no longer served once a step sends on it.
func TestServedSocketOutsideIsGivenBack(t *testing.T) {
	r := newRig(t, Options{})
	r.well("socket", named("p"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("bind", sock("p"), addr("127.0.0.1:0"))
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.well("connect", sock("u"), addr("@p"))
	r.well("serve", sock("u"), func(s *Step) { s.Service = &step.Service{Protocol: "chargen"} })
	if err := (sockets.Linux{}).Connect(r.frame(Query{Rows: 9}).Sockets[1].FD, sockets.Addr{}); err != nil {
		t.Fatal(err)
	}
	if e := r.do("sendto", sock("u"), addr("@p"), texted("x")); !said(e, "u is not served any more") {
		t.Errorf("%q, %q, %q", e.Problem, e.Errno(), e.Notes)
	}
	if e := r.do("unserve", sock("u")); !has(e.Problem, "u is not served") {
		t.Errorf("%q", e.Problem)
	}
}
