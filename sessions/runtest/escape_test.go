package runtest

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netnet-tui/engine"
	private "netnet-tui/sockets/lab"

	"golang.org/x/sys/unix"
)

// standIn makes this test binary become the program in a network of its own, as root there. This simulates
// root on the host; nothing that escaped would get far.
const standIn = "NETNET_TEST_STAND_IN"

// becomeTheProgram is what the test binary does then.
func becomeTheProgram() int {
	err := private.RaiseLoopback()
	if err == nil {
		err = unix.Exec(os.Getenv(standIn), append([]string{os.Getenv(standIn)}, os.Args[1:]...), os.Environ())
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// asRoot runs a script as root on a host would.
func asRoot(t *testing.T, lines string, flags ...string) outcome {
	t.Helper()
	c := command(t, append(append([]string{"run"}, flags...), "-")...)
	c.Stdin = strings.NewReader(lines)
	c.Dir = t.TempDir()
	c.Env = append(c.Env, standIn+"="+binary)
	c.Path, c.SysProcAttr = "/proc/self/exe", private.Attributes()
	return finish(t, c)
}

// escape is a script that tries to get out of the session, and the result for an ordinary
// user and for root, without --lab. A result that begins with = is not a refusal: the
// script runs to its end and prints the rest.
type escape struct{ row, name, lines, user, root string }

const (
	everyInterface = "is every interface"
	outside        = "is outside loopback"
	pastSession    = "reach outside this session"
	outsideProcess = "outside this session"
	pastLoopback   = "can send packets outside loopback"
)

// both is an escape with the same result for both.
func both(row, name, result string, lines ...string) escape {
	return escape{row, name, strings.Join(lines, "\n") + "\n", result, result}
}

var escapes = []escape{
	both("loopback only", "connect", outside, "s = socket tcp nonblock", "connect s 192.0.2.1:9"),
	both("loopback only", "connect, IPv6", outside, "s = socket tcp6 nonblock", "connect s [2001:db8::1]:9"),
	both("loopback only", "a mapped address", outside, "s = socket tcp6 nonblock", "connect s [::ffff:192.0.2.1]:9"),
	both("loopback only", "an IPv4 address on an IPv6 socket", outside, "s = socket udp6", "connect s 192.0.2.1:9"),
	both("loopback only", "sendto", outside, "s = socket udp", `sendto s 192.0.2.1:9 "x"`),
	both("loopback only", "sendto that connects", outside, "s = socket tcp nonblock", `sendto s 192.0.2.1:9 "x" MSG_FASTOPEN`),
	both("loopback only", "a group", outside, "s = socket udp", `sendto s 239.1.1.1:9 "x"`),
	both("loopback only", "all neighbours", outside, "s = socket udp", "setsockopt s SO_BROADCAST on", `sendto s 255.255.255.255:9 "x"`),
	both("loopback only", "a link", outside, "s = socket udp6", `sendto s [fe80::1%lo]:9 "x"`),
	both("loopback only", "ping", outside, "s = socket inet dgram icmp => ok | EACCES", "s = socket udp", `sendto s 192.0.2.1:0 "x"`),
	both("loopback only", "client", outside, "c = client 192.0.2.1:9"),
	both("loopback only", "spawn", outside, "s = socket tcp", "spawn w connect s 192.0.2.1:9", "join w"),
	both("loopback only", "bind", outside, "s = socket udp", "bind s 192.0.2.1:0"),
	both("loopback only", "bind, where others bind freely", outside, "s = socket udp", "setsockopt s IP_FREEBIND on", "bind s 192.0.2.1:0"),
	both("loopback only", "0.0.0.0 is loopback to connect to", "= ECONNREFUSED", "s = socket tcp", "connect s 0.0.0.0:1"),

	both("wildcard", "bind", everyInterface, "s = socket tcp", "bind s :0"),
	both("wildcard", "bind, IPv6", everyInterface, "s = socket tcp6", "bind s [::]:0"),
	both("wildcard", "bind, mapped", everyInterface, "s = socket tcp6", "bind s [::ffff:0.0.0.0]:0"),
	both("wildcard", "bind to no address", everyInterface, "s = socket udp", "bind s none"),
	both("wildcard", "listen", everyInterface, "s = socket tcp6", "listen s"),
	both("wildcard", "server", everyInterface, "s = server :0"),
	both("wildcard", "spawn", everyInterface, "s = socket tcp", "spawn w listen s", "join w"),
	both("wildcard", "dissolve", everyInterface, "l = server 127.0.0.1:0", "s = socket tcp", "connect s @l", "connect s none", "listen s"),
	both("wildcard", "MPTCP, dissolved", everyInterface, "l = server 127.0.0.1:0", "s = socket mptcp", "connect s @l", "connect s none", "listen s 5", "serve s echo"),
	both("wildcard", "MPTCP, IPv6, dissolved", everyInterface, "l = server [::1]:0", "s = socket inet6 stream 262", "connect s @l", "connect s none", "listen s 5"),
	both("wildcard", "MPTCP, refused", everyInterface, "s = socket mptcp", "connect s 127.0.0.1:1 => ECONNREFUSED", "listen s 5"),
	both("wildcard", "a duplicate", everyInterface, "l = server 127.0.0.1:0", "s = socket mptcp", "d = dup s", "connect s @l", "connect d none", "listen d"),
	both("wildcard", "MPTCP on loopback listens", "= listen(s, 5) = 0", "s = socket mptcp", "bind s 127.0.0.1:0", "listen s", "c = socket mptcp", "connect c @s", "a = accept s", "expect a.state == ESTABLISHED"),

	both("datagrams", "an unbound one is told of", "= a port of every interface", "s = socket udp", `sendto s 127.0.0.1:9 "x"`),
	both("served sockets", "an unbound one that has sent", everyInterface, "s = socket udp", `sendto s 127.0.0.1:9 "x"`, "serve s chargen"),
	both("served sockets", "IPv6", everyInterface, "s = socket udp6", `sendto s [::1]:9 "x"`, "serve s chargen"),
	both("served sockets", "TCP, bound again", "= EINVAL", "l = server 127.0.0.1:0", "serve l echo", "bind l 127.0.0.1:0", "listen l", "expect l.state == LISTEN"),
	both("served sockets", "TCP, bound outside", everyInterface, "l = server 127.0.0.1:0", "serve l echo", "bind l :0"),
	both("served sockets", "TCP, a duplicate bound outside", everyInterface, "l = server 127.0.0.1:0", "serve l echo", "d = dup l", "bind d :0"),
	both("served sockets", "TCP, given back and dissolved", "= 127.0.0.1", "l = server 127.0.0.1:0", "serve l echo", "unserve l", "connect l none", "listen l", "serve l echo", "show l.local"),
	both("served sockets", "a duplicate", everyInterface, "s = socket udp", "d = dup s", `sendto s 127.0.0.1:9 "x"`, "serve d chargen"),
	both("datagrams", "bound too late, which harms nobody", "= EINVAL", "s = socket udp", `sendto s 127.0.0.1:9 "x"`, "bind s 127.0.0.1:0 => EINVAL", `sendto s 127.0.0.1:9 "x" => ok`),
	both("datagrams", "an answer", outside, "s = socket udp", `sendto s 127.0.0.1:9 "x"`, `sendto s 192.0.2.1:9 "x"`),

	{"raw and packet sockets", "a header of one's own", "r = socket inet raw raw => EPERM\n", "= EPERM", "send packets with any source address"},
	{"raw and packet sockets", "ICMP", "r = socket inet raw icmp => EPERM\n", "= EPERM", "send packets with any source address"},
	{"raw and packet sockets", "IPv6", "r = socket inet6 raw icmpv6 => EPERM\n", "= EPERM", "send packets with any source address"},
	{"raw and packet sockets", "every packet", "r = socket packet raw 768 => EPERM\n", "= EPERM", pastSession},
	{"raw and packet sockets", "the old way", "r = socket inet packet 768 => EPERM\n", "= EPERM", "send packets with any source address"},
	{"raw and packet sockets", "XDP", "r = socket xdp raw => EPERM | EAFNOSUPPORT\n", "=", pastSession},
	{"raw and packet sockets", "IPsec's", "r = socket key raw 2 => EPERM | EAFNOSUPPORT\n", "=", pastSession},
	both("netlink", "no message", pastSession, "r = socket netlink raw 0", `send r "x"`),
	both("netlink", "a route", pastSession, "r = socket netlink raw 0", `sendto r netlink:0 "\x14\0\0\0\x18\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0"`),
	both("netlink", "a route from a file", pastSession, "r = socket netlink raw 0", `f = memfd "\x14\0\0\0\x18\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0"`, "sendfile r f 20"),
	both("netlink", "another process", outsideProcess, "r = socket netlink raw 0", `connect r netlink:1`),
	both("netlink", "messages between processes", pastSession, "r = socket netlink raw 2"),
	both("netlink", "a question", "= lo", "r = socket netlink raw 0", `send r "\x14\0\0\0\x12\0\x01\x03\x01\0\0\0\0\0\0\0\0\0\0\0"`, `recv r 64KiB => ~"lo"`),
	both("raw and packet sockets", "the hypervisor", pastSession, "r = socket vsock stream"),
	both("raw and packet sockets", "bluetooth", pastSession, "r = socket bluetooth raw 1"),
	both("raw and packet sockets", "CAN", pastSession, "r = socket can raw 1"),
	both("raw and packet sockets", "TIPC", pastSession, "r = socket tipc rdm"),
	both("raw and packet sockets", "SMC", pastSession, "r = socket smc stream"),
	both("raw and packet sockets", "the kernel's ciphers", pastSession, "r = socket alg seqpacket"),
	both("raw and packet sockets", "a pair", pastSession, "a, b = socketpair tipc seqpacket"),
	both("raw and packet sockets", "a family that is not", "= EAFNOSUPPORT", "r = socket 999 stream"),

	both("Unix paths", "bind", "outside the session's folder", "s = socket unix", "bind s unix:/tmp/netnet-escape"),
	both("Unix paths", "connect", "outside the session's folder", "s = socket unix", "connect s unix:/run/dbus/system_bus_socket"),
	both("Unix paths", "sendto", "outside the session's folder", "s = socket unix-dgram", `sendto s unix:/dev/log "x"`),
	both("Unix paths", "out of the folder", "outside the session's folder", "s = socket unix", "connect s unix:../../tmp/x"),
	both("Unix paths", "out by a way in", "outside the session's folder", "s = socket unix", "bind s unix:a/../../x"),
	both("Unix paths", "client", "outside the session's folder", "c = client unix:/run/x"),
	both("Unix paths", "server", "outside the session's folder", "c = server unix:/tmp/netnet-escape"),

	both("options", "a source route", pastLoopback, "s = socket udp", "setsockopt s IP_OPTIONS hex:8307040a09090900"),
	both("options", "by number", pastLoopback, "s = socket udp", "setsockopt s 0 4 hex:8307040a09090900"),
	both("options", "a routing header", pastLoopback, "s = socket udp6", "setsockopt s IPV6_RTHDR hex:0002000100000000"),
	both("options", "another interface", pastLoopback, "s = socket udp", "setsockopt s SO_BINDTOIFINDEX 2"),
	both("options", "a group of any interface", pastLoopback, "s = socket udp", "setsockopt s IP_ADD_MEMBERSHIP 239.1.1.1,0.0.0.0"),
	both("options", "a source", pastLoopback, "s = socket udp6", "setsockopt s IPV6_PKTINFO hex:20010db800000000000000000000000102000000"),
	both("options", "IPsec", pastLoopback, "s = socket udp", "setsockopt s UDP_ENCAP 2"),
	both("options", "one that nobody knows", "not known to stay on loopback", "s = socket tcp", "setsockopt s 0 1152 hex:00"),
	{"options", "a mark", "s = socket tcp\nsetsockopt s SO_MARK 1 => EPERM\n", "= EPERM", pastLoopback},
	{"options", "the addresses of others", "s = socket tcp\nsetsockopt s IP_TRANSPARENT on => EPERM\n", "= EPERM", pastLoopback},
	{"options", "the ports of others", "s = socket tcp\nsetsockopt s TCP_REPAIR 1 => EPERM\n", "= EPERM", pastLoopback},
	{"options", "filters", "s = socket tcp\nsetsockopt s IPT_SO_SET_REPLACE hex:01 => EPERM | ENOPROTOOPT\n", "=", pastLoopback},

	both("swarm", "outside", outside, "swarm 1 192.0.2.1:9"),
	both("swarm", "a path", "outside the session's folder", "swarm 1 unix:/run/x"),

	both("bounds", "buffers", "run with --max-bytes", "a, b = socketpair unix", "spawn u recv a 256MiB", "spawn v recv a 256MiB", "spawn w recv a 1"),
}

// TestEscapes tries to get out by every row of the table in engine/door/README.md, and fails: the step is
// refused, no call is made for it, and the exit status is 3.
func TestEscapes(t *testing.T) {
	t.Parallel()
	user := ordinary(t)
	for _, e := range escapes {
		for who, try := range map[string]struct {
			result string
			run    func() outcome
		}{
			"as an ordinary user": {e.user, func() outcome { return runAs(t, user, e.lines) }},
			"as root":             {e.root, func() outcome { return asRoot(t, e.lines) }},
		} {
			t.Run(e.row+"/"+e.name+"/"+who, func(t *testing.T) {
				t.Parallel()
				o := try.run()
				if result, ok := strings.CutPrefix(try.result, "="); ok {
					o.want(t, 0, strings.TrimSpace(result), "")
					return
				}
				o.want(t, 3, "", try.result)
				for line := range strings.Lines(o.out) {
					for _, call := range []string{"192.0.2.1", "2001:db8", "/tmp/", "/run/", "0.0.0.0:0}, 16) = 0"} {
						if strings.Contains(line, "(") && strings.Contains(line, call) {
							t.Errorf("a call was made: %s", line)
						}
					}
				}
			})
		}
	}
}

// Connecting and sending to the abstract name of another process is refused; for a name that nothing is
// bound to, the kernel answers.
func TestAbstractNamesOfOthers(t *testing.T) {
	t.Parallel()
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer unix.Close(fd)
	name := "netnet-escape-" + fmt.Sprint(os.Getpid())
	if err := unix.Bind(fd, &unix.SockaddrUnix{Name: "@" + name}); err != nil {
		t.Fatal(err)
	}
	if err := unix.Listen(fd, 1); err != nil {
		t.Fatal(err)
	}
	const words = "belongs to another process of this machine"
	for _, line := range []string{"connect s unix:@" + name, `sendto s unix:@` + name + ` "x"`, "c = client unix:@" + name} {
		piped(t, "s = socket unix\n"+line+"\n").want(t, 3, "", words)
		piped(t, "s = socket unix\n"+line+"\n", "--allow-net").want(t, 3, "", words)
	}
	piped(t, "s = socket unix\nconnect s unix:@"+name+" => ok\n", "--allow-unix").want(t, 0, "", "")
	piped(t, "s = socket unix\nconnect s unix:@"+name+"-nobody => ECONNREFUSED\n").want(t, 0, "", "")
	piped(t, "s = server unix:@"+name+"-own\nc = client @s\na = accept s\n").want(t, 0, "", "")
	piped(t, "s = socket unix\nconnect s unix:@"+name+" => ECONNREFUSED\n", "--lab").want(t, 0, "", "")
}

// What --allow-unix and --allow-net allow; neither allows what the other does.
func TestAllowances(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "s")
	lines := "s = server unix:" + path + "\nc = client unix:" + path + "\n"
	piped(t, lines, "--allow-net").want(t, 3, "", "outside the session's folder")
	piped(t, lines, "--allow-unix").want(t, 0, "", "")
	asRoot(t, "s = server :0\n", "--allow-unix").want(t, 3, "", everyInterface)
	asRoot(t, "s = server :0\nr = socket inet raw icmp => ok\nn = socket netlink raw 0 => ok\nu = socket tcp\nsetsockopt u SO_MARK 1 => ok\n", "--allow-net").want(t, 0, "", "")
}

// A listener that is bound, disconnected and bound again is never at an address outside.
func TestServedSocketsKeepTheirAddress(t *testing.T) {
	t.Parallel()
	const tcp = "l = server 127.0.0.1:0\nserve l echo\n"
	for script, name := range map[string]string{
		"p = socket udp\nbind p 127.0.0.1:0\nu = socket udp\nconnect u @p\nserve u echo\nconnect u none\n": "u",
		tcp + "connect l none\n":             "l",
		tcp + "d = dup l\nconnect d none\n":  "l",
		tcp + "d = dup l\nshutdown d rdwr\n": "l",
		tcp + "shutdown l rdwr\n":            "l",
		tcp + "close l\n":                    "l",
		"l = server [::1]:0\nserve l chargen\nd = dup l\ne = dup d\nspawn w connect e none\njoin w\n": "l",
	} {
		asRoot(t, script).want(t, 1, name+" is served: unserve it first", "")
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	for flag, lines := range map[string]string{
		"--max-descriptors=3": "a, b = socketpair unix\nc = dup a\nd = dup a\n",
		"--max-threads=2":     "a, b = socketpair unix\nspawn v recv a 1\nspawn w recv a 1\nspawn x recv a 1\n",
		"--max-bytes=1000":    "a, b = socketpair unix\nspawn v recv a 600\nspawn w recv a 600\n",
		"--max-time=300ms":    "sleep 60s\n",
		"--max-swarms=1":      "s = server 127.0.0.1:0\nserve s discard\nswarm 1 @s discard for 60s\nswarm 1 @s discard for 60s\n",
	} {
		name, _, _ := strings.Cut(flag, "=")
		asRoot(t, lines, flag).want(t, 3, "", name)
	}
	// The end of the session's time also ends a blocked call, and a repeated one.
	asRoot(t, "a, b = socketpair unix\nrecv a 1\n", "--max-time=300ms").want(t, 3, "", "--max-time")
	asRoot(t, "a, b = socketpair unix\nwithin 60s expect a.pending == 1\n", "--max-time=300ms").want(t, 3, "", "--max-time")
	asRoot(t, "a, b = socketpair unix\nspawn w recv a 1\nsend b \"x\"\njoin w\nspawn w recv a 1\nsend b \"x\"\njoin w\n", "--max-threads=1", "--max-bytes=2", "--max-descriptors=2").want(t, 0, "", "")
}

// A refusal is an event, as data.
func TestARefusalIsAnEvent(t *testing.T) {
	t.Parallel()
	o := asRoot(t, "s = socket tcp\nbind s :0\n", "--json")
	lines := strings.Split(strings.TrimSpace(o.out), "\n")
	var e engine.Event
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &e); err != nil || !e.Refused || len(e.Calls) != 0 {
		t.Errorf("%v, %+v", err, e)
	}
}
