package sockopts

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

var (
	bound     = Life{Bound: true}
	listening = Life{Bound: true, Listening: true}
	connected = Life{Bound: true, Connected: true}
	nonblock  = Life{Bound: true, Connected: true, Nonblock: true}
	pending   = Life{Bound: true, Connected: true, Connecting: true, Nonblock: true}
	udp       = Life{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Bound: true, Connected: true}
	after     = func(names ...string) Life {
		return Life{Set: func(level, name string) bool { return slices.Contains(names, level+" "+name) }}
	}
	fastOpen = func(value string) Life {
		return Life{Sysctl: func(key string) (string, bool) { return value, key == "net.ipv4.tcp_fastopen" }}
	}
)

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		name, value string // "" is a value that is not known
		life        Life
		want        string
	}{
		{"SO_REUSEADDR", "on", bound, "SO_REUSEADDR does nothing for a bind already made: set it before bind"},
		{"SO_REUSEADDR", "", listening, "SO_REUSEADDR does nothing for a bind already made: set it before bind"},
		{"SO_REUSEPORT", "on", bound, "SO_REUSEPORT does nothing for a bind already made: set it before bind"},
		{"IPV6_V6ONLY", "on", bound, "IPV6_V6ONLY does nothing for a bind already made: set it before bind"},
		{"SO_RCVBUF", "64KiB", connected, "SO_RCVBUF can't change the window scale after the handshake: set it before listen or connect"},
		{"SO_RCVBUF", "64KiB", listening, "SO_RCVBUF affects only connections whose handshake is still to come: set it before listen or connect"},
		{"SO_RCVBUFFORCE", "64KiB", connected, "SO_RCVBUFFORCE can't change the window scale after the handshake: set it before listen or connect"},
		{"TCP_MAXSEG", "1000", connected, "TCP_MAXSEG does nothing for a connection already made: set it before listen or connect"},
		{"TCP_SAVE_SYN", "1", connected, "TCP_SAVE_SYN does nothing for a connection already made: set it before the connection arrives"},
		{"TCP_SYNCNT", "3", connected, "TCP_SYNCNT does nothing for a connection already made: set it before connect"},
		{"TCP_FASTOPEN_CONNECT", "on", pending, "TCP_FASTOPEN_CONNECT does nothing for a connect already begun: set it before connect"},
		{"TCP_FASTOPEN", "5", fastOpen("1"), "TCP_FASTOPEN does nothing while net.ipv4.tcp_fastopen is 1: set that to 3"},
		{"TCP_FASTOPEN_CONNECT", "on", fastOpen("2"), "TCP_FASTOPEN_CONNECT does nothing while net.ipv4.tcp_fastopen is 2: set that to 3"},
		{"SO_RCVTIMEO", "1s", nonblock, "SO_RCVTIMEO does nothing on a non-blocking socket, where no call waits: pass the time to poll instead"},
		{"SO_SNDTIMEO", "", nonblock, "SO_SNDTIMEO does nothing on a non-blocking socket, where no call waits: pass the time to poll instead"},
		{"IP_TOS", "16", after("SOL_SOCKET SO_PRIORITY"), "IP_TOS overwrites SO_PRIORITY whenever it changes its own value: set SO_PRIORITY after it"},
		{"IP_TOS", "", after("SOL_SOCKET SO_PRIORITY"), "IP_TOS overwrites SO_PRIORITY whenever it changes its own value: set SO_PRIORITY after it"},

		// What is off comes never too late, and nothing waits for no time.
		{"SO_REUSEADDR", "off", bound, ""},
		{"TCP_FASTOPEN", "0", fastOpen("1"), ""},
		{"SO_RCVTIMEO", "0s", nonblock, ""},
		// The other way round nothing is lost.
		{"SO_PRIORITY", "3", after("SOL_IP IP_TOS"), ""},
		{"IPV6_TCLASS", "16", after("SOL_SOCKET SO_PRIORITY"), ""},
		{"IP_TOS", "16", after("SOL_IP SO_PRIORITY"), ""},
		{"IP_TOS", "16", Life{}, ""},
		// What can't be known is not warned of.
		{"TCP_FASTOPEN", "5", Life{}, ""},
		{"TCP_FASTOPEN", "5", fastOpen("nonsense"), ""},
		{"TCP_FASTOPEN", "5", fastOpen("3"), ""},
		{"TCP_FASTOPEN", "5", fastOpen("1027"), ""},
		{"SO_RCVBUF", "64KiB", udp, ""},
		{"IP_LOCAL_PORT_RANGE", "40000-40100", Life{Bound: true, Set: after("SOL_IP IP_BIND_ADDRESS_NO_PORT").Set}, ""},
		// The kernel refuses these by itself.
		{"TCP_ULP", "tls", Life{}, ""},
		{"TCP_REPAIR", "", listening, ""},
		{"SO_TYPE", "", bound, ""},
	} {
		o := option(t, c.name)
		var value Value
		if c.value != "" {
			var err error
			if value, err = o.Parse(c.value); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(o.Warnings(c.life, value), "\n"); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

// A program that sets things in the usual order is told nothing.
func TestTheUsualOrderIsNotWarnedOf(t *testing.T) {
	orders := []struct {
		name  string
		life  Life
		lines string
	}{
		{"a server before bind", fastOpen("3"), "SO_REUSEADDR on;SO_REUSEPORT on;IPV6_V6ONLY on;SO_RCVBUF 64KiB;SO_SNDBUF 64KiB;IP_FREEBIND on;" +
			"SO_KEEPALIVE on;TCP_NODELAY on;TCP_FASTOPEN 5;TCP_DEFER_ACCEPT 3s;TCP_SAVE_SYN 1;TCP_MAXSEG 1000;SO_BINDTODEVICE lo"},
		{"between bind and listen", Life{Bound: true, Sysctl: fastOpen("3").Sysctl}, "SO_RCVBUF 64KiB;SO_SNDBUF 64KiB;SO_KEEPALIVE on;TCP_NODELAY on;TCP_FASTOPEN 5;" +
			"TCP_DEFER_ACCEPT 3s;TCP_SAVE_SYN 1;TCP_MAXSEG 1000;SO_BINDTODEVICE lo"},
		{"a listener", listening, "TCP_DEFER_ACCEPT 3s;SO_RCVTIMEO 1s;TCP_SAVE_SYN 1;TCP_FASTOPEN 5;TCP_NODELAY on;SO_KEEPALIVE on;SO_INCOMING_CPU 0;SO_ATTACH_FILTER drop"},
		{"a client before connect", fastOpen("1"), "TCP_SYNCNT 3;TCP_FASTOPEN_CONNECT on;TCP_MAXSEG 1000;SO_RCVBUF 64KiB;SO_SNDBUF 64KiB;SO_SNDTIMEO 1s;" +
			"IP_BIND_ADDRESS_NO_PORT on;IP_LOCAL_PORT_RANGE 40000-40100;TCP_USER_TIMEOUT 5s"},
		{"a connect under way", pending, "TCP_SYNCNT 3;TCP_NODELAY on;SO_KEEPALIVE on;TCP_USER_TIMEOUT 5s"},
		{"a connection", connected, "TCP_NODELAY on;SO_KEEPALIVE on;TCP_KEEPIDLE 60s;TCP_KEEPINTVL 5s;TCP_KEEPCNT 3;SO_LINGER on,0s;TCP_CORK on;SO_RCVLOWAT 100;" +
			"TCP_USER_TIMEOUT 5s;SO_SNDBUF 64KiB;TCP_QUICKACK on;TCP_NOTSENT_LOWAT 16KiB;TCP_CONGESTION reno;SO_RCVTIMEO 1s;SO_OOBINLINE on;IP_TOS 16"},
		{"a connection that does not block", nonblock, "TCP_NODELAY on;SO_KEEPALIVE on;SO_LINGER on,3s;SO_BUSY_POLL 50us;SO_RCVLOWAT 100;TCP_USER_TIMEOUT 5s"},
		{"a bound UDP socket", Life{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Bound: true}, "SO_BROADCAST on;IP_ADD_MEMBERSHIP 239.1.1.1,127.0.0.1;" +
			"IP_MULTICAST_TTL 5;IP_PKTINFO on;SO_RCVBUF 64KiB;IP_RECVERR on;SO_BINDTODEVICE lo;SO_TIMESTAMP on;UDP_GRO on"},
		{"a connected UDP socket", udp, "SO_RCVBUF 64KiB;SO_SNDBUF 64KiB;IP_MTU_DISCOVER IP_PMTUDISC_DO;UDP_SEGMENT 1000"},
		{"a Unix pair", Life{Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM, Connected: true}, "SO_PASSCRED on;SO_RCVBUF 64KiB;SO_SNDBUF 64KiB;SO_PEEK_OFF 5"},
	}
	for _, order := range orders {
		for line := range strings.SplitSeq(order.lines, ";") {
			name, text, _ := strings.Cut(line, " ")
			o := option(t, name)
			value, err := o.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if got := o.Warnings(order.life, value); got != nil {
				t.Errorf("%s: %s: %q", order.name, line, got)
			}
		}
	}
}

// An option that overwrites another does so on the kernel, and IPV6_TCLASS does not.
func TestWhatIsOverwritten(t *testing.T) {
	for _, c := range []struct {
		on         kind
		name, last string
	}{
		{kinds()[0], "IP_TOS", "6"}, {kinds()[4], "IP_TOS", "6"}, {kinds()[1], "IPV6_TCLASS", "3"}, {kinds()[5], "IPV6_TCLASS", "3"},
	} {
		fd, o, priority := open(t, c.on), option(t, c.name), option(t, "SO_PRIORITY")
		for _, step := range []struct {
			o           *Option
			value, want string
		}{{priority, "3", "3"}, {o, "16", c.last}, {priority, "3", "3"}, {o, "16", "3"}} { // the same again changes nothing
			if err := write(t, fd, step.o, step.value); err != nil {
				t.Fatal(err)
			}
			if raw, err := get(fd, priority); err != nil || priority.Decode(raw).String() != step.want {
				disagree(t, "%s: after %s %s the priority is %v, want %s", c.on.name, step.o.Name, step.value, priority.Decode(raw), step.want)
			}
		}
		if overwrites := slices.Contains(o.Overrides, "SO_PRIORITY"); overwrites != (c.last != "3") {
			t.Errorf("%s overwrites: %v", c.name, overwrites)
		}
	}
}
