package sockopts

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

var (
	bound       = Life{Bound: true}
	listening   = Life{Bound: true, Listening: true}
	connected   = Life{Bound: true, Connected: true}
	nonblock    = Life{Bound: true, Connected: true, Nonblock: true}
	pending     = Life{Bound: true, Connected: true, Connecting: true, Nonblock: true}
	tcp4        = Life{Domain: unix.AF_INET, Type: unix.SOCK_STREAM}
	unixStream1 = Life{Domain: unix.AF_UNIX, Type: unix.SOCK_STREAM}
	udp         = Life{Domain: unix.AF_INET, Type: unix.SOCK_DGRAM, Bound: true, Connected: true}
	after       = func(names ...string) Life {
		return Life{Set: func(level, name string) bool { return slices.Contains(names, level+" "+name) }}
	}
	fastOpen = func(value string) Life {
		return Life{Sysctl: func(key string) (string, bool) { return value, key == "net.ipv4.tcp_fastopen" }}
	}
)

// texts returns the sentences of warnings, one a line.
func texts(warnings []Warning) string {
	var lines []string
	for _, w := range warnings {
		lines = append(lines, w.Text)
	}
	return strings.Join(lines, "\n")
}

// with returns a socket whose options have values.
func with(l Life, values ...string) Life {
	l.Value = func(_, of string) (Value, bool) {
		for _, v := range values {
			name, text, _ := strings.Cut(v, " ")
			if name == of {
				o, _ := Find(of)
				value, err := o.Parse(text)
				return value, err == nil
			}
		}
		return Value{}, false
	}
	return l
}

// ruled returns a socket under kernel settings.
func ruled(l Life, settings ...string) Life {
	l.Sysctl = func(key string) (string, bool) {
		for _, s := range settings {
			if name, value, _ := strings.Cut(s, " "); name == key {
				return value, true
			}
		}
		return "", false
	}
	return l
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		name, value string // "" is an unknown value
		life        Life
		want        string
	}{
		{"SO_REUSEADDR", "on", bound, "SO_REUSEADDR does nothing for a bind already made, and counts only when another socket binds the port later: set it before bind"},
		{"SO_REUSEADDR", "", listening, "SO_REUSEADDR does nothing for a bind already made, and counts only when another socket binds the port later: set it before bind"},
		{"SO_REUSEPORT", "on", bound, "SO_REUSEPORT does nothing for a bind already made, and counts only when another socket binds the port later: set it before bind"},
		{"SO_RCVBUF", "64KiB", connected, "SO_RCVBUF can't change the window scale after the handshake: set it before listen or connect"},
		{"SO_RCVBUF", "64KiB", listening, "SO_RCVBUF affects only connections whose handshake is still to come: set it before listen or connect"},
		{"SO_RCVBUFFORCE", "64KiB", connected, "SO_RCVBUFFORCE can't change the window scale after the handshake: set it before listen or connect"},
		{"TCP_MAXSEG", "1000", connected, "TCP_MAXSEG does nothing for a connection already made: set it before listen or connect"},
		{"TCP_SAVE_SYN", "1", connected, "TCP_SAVE_SYN does nothing for a connection already made: set it before the connection arrives"},
		{"TCP_SYNCNT", "3", connected, "TCP_SYNCNT does nothing for a connection already made: set it before connect"},
		{"TCP_FASTOPEN", "5", fastOpen("1"), "TCP_FASTOPEN does nothing while net.ipv4.tcp_fastopen is 1: set that to 3"},
		{"SO_RCVTIMEO", "1s", nonblock, "SO_RCVTIMEO does nothing on a non-blocking socket, where no call waits: pass the time to poll instead"},
		{"SO_SNDTIMEO", "", nonblock, "SO_SNDTIMEO does nothing on a non-blocking socket, where no call waits: pass the time to poll instead"},
		{"IP_TOS", "16", after("SOL_SOCKET SO_PRIORITY"), "IP_TOS overwrites SO_PRIORITY whenever it changes its own value: set SO_PRIORITY after it"},
		{"IP_TOS", "", after("SOL_SOCKET SO_PRIORITY"), "IP_TOS overwrites SO_PRIORITY whenever it changes its own value: set SO_PRIORITY after it"},

		// Another value is kept.
		{"SO_RCVBUF", "1GiB", ruled(Life{}, "net.core.rmem_max 4194304"), "SO_RCVBUF 1GiB is kept as 8MiB: net.core.rmem_max is 4MiB, and twice that is the most; raise it, or set SO_RCVBUFFORCE"},
		{"SO_SNDBUF", "-1", ruled(Life{}, "net.core.wmem_max 212992"), "SO_SNDBUF -1 is kept as 416KiB: net.core.wmem_max is 208KiB, and twice that is the most; raise it, or set SO_SNDBUFFORCE"},
		{"SO_RCVBUF", "4MiB", ruled(Life{}, "net.core.rmem_max 4194304"), ""},
		{"SO_RCVBUF", "1GiB", Life{}, ""},
		{"SO_RCVBUF", "1", Life{}, "SO_RCVBUF 1 is kept as 2304: a buffer is never smaller"},
		{"SO_RCVBUF", "0", Life{}, "SO_RCVBUF 0 is kept as 2304: a buffer is never smaller"},
		{"SO_RCVBUF", "1152", Life{}, ""},
		{"SO_SNDBUFFORCE", "-5", Life{}, "SO_SNDBUFFORCE -5 is kept as 4608: a buffer is never smaller"},
		{"SO_RCVTIMEO", "-1s", Life{}, "SO_RCVTIMEO below 0 makes no call wait, as if the socket were non-blocking, and reads as 0s, which otherwise means no limit"},
		{"SO_SNDTIMEO", "-1500ms", nonblock, "SO_SNDTIMEO below 0 makes no call wait, as if the socket were non-blocking, and reads as 0s, which otherwise means no limit"},
		{"SO_RCVTIMEO", "1500us", Life{}, "SO_RCVTIMEO 1500us is rounded up to the kernel's timer tick, 1 to 10 ms"},
		{"SO_LINGER", "on,-1s", Life{}, "SO_LINGER takes a negative number of seconds for a very large one: close waits as long as it takes"},
		{"SO_LINGER", "off,-1s", Life{}, ""},
		{"TCP_LINGER2", "500s", Life{}, "TCP_LINGER2 500s is kept as 120s: a socket waits in FIN-WAIT-2 for at most 120s"},
		{"TCP_LINGER2", "-1", Life{}, "TCP_LINGER2 -1s: below 0 the socket does not wait in FIN-WAIT-2 at all"},
		{"TCP_DEFER_ACCEPT", "2s", Life{}, "TCP_DEFER_ACCEPT 2s is kept as 3s: the kernel counts it in retransmissions of the SYN-ACK"},
		{"TCP_DEFER_ACCEPT", "-1", Life{}, "TCP_DEFER_ACCEPT -1s is kept as 0s: a time below 0 is off"},
		{"TCP_DEFER_ACCEPT", "7s", Life{}, ""},
		{"TCP_WINDOW_CLAMP", "5", Life{}, "TCP_WINDOW_CLAMP 5 is kept as 1152: half of the smallest receive buffer is the least"},
		{"TCP_FASTOPEN", "9999", ruled(Life{}, "net.core.somaxconn 4096"), "TCP_FASTOPEN 9999 is kept as 4096: net.core.somaxconn is the most"},
		{"SO_RCVLOWAT", "0", Life{}, "SO_RCVLOWAT 0 is kept as 1: a call waits for at least one byte"},
		{"SO_RCVLOWAT", "1GiB", ruled(tcp4, "net.ipv4.tcp_rmem 4096 131072 33554432"), "SO_RCVLOWAT 1GiB is kept as 16MiB: half of the largest receive buffer (net.ipv4.tcp_rmem) is the most"},
		{"IP_TOS", "255", tcp4, "IP_TOS 255 is kept as 252: TCP keeps its two bits of ECN"},
		{"IP_TOS", "256", udp, "IP_TOS 256 is kept as 0: it has eight bits"},
		{"UDPLITE_SEND_CSCOV", "5", Life{}, "UDPLITE_SEND_CSCOV 5 is kept as 8: the header is always covered"},
		// The value is stored and has no effect.
		{"SO_KEEPALIVE", "on", udp, "SO_KEEPALIVE does nothing on a socket of this kind: the kernel stores the value and never uses it"},
		{"SO_LINGER", "on,3s", udp, "SO_LINGER does nothing on a socket of this kind: the kernel stores the value and never uses it"},
		{"SO_REUSEADDR", "on", unixStream1, "SO_REUSEADDR does nothing on a socket of this kind: the kernel stores the value and never uses it"},
		{"SO_BROADCAST", "on", tcp4, "SO_BROADCAST does nothing on a socket of this kind: the kernel stores the value and never uses it"},
		{"SO_BROADCAST", "on", udp, ""},
		{"SO_KEEPALIVE", "off", udp, ""},
		{"TCP_KEEPIDLE", "10s", with(tcp4, "SO_KEEPALIVE off"), "TCP_KEEPIDLE does nothing while SO_KEEPALIVE is off: turn that on"},
		{"TCP_KEEPIDLE", "10s", with(tcp4, "SO_KEEPALIVE on"), ""},
		// The priority stays the same.
		{"IP_TOS", "0", with(after("SOL_SOCKET SO_PRIORITY"), "SO_PRIORITY 5", "IP_TOS 0"), ""},
		{"IP_TOS", "16", with(after("SOL_SOCKET SO_PRIORITY"), "SO_PRIORITY 6", "IP_TOS 0"), ""},
		{"IP_TOS", "16", with(after("SOL_SOCKET SO_PRIORITY"), "SO_PRIORITY 5", "IP_TOS 16"), ""},
		{"IP_TOS", "16", with(after("SOL_SOCKET SO_PRIORITY"), "SO_PRIORITY 5", "IP_TOS 0"), "IP_TOS overwrites SO_PRIORITY whenever it changes its own value: set SO_PRIORITY after it"},

		// It is never too late to turn something off, and a time of 0 is no wait.
		{"SO_REUSEADDR", "off", bound, ""},
		{"TCP_FASTOPEN", "0", fastOpen("1"), ""},
		{"SO_RCVTIMEO", "0s", nonblock, ""},
		// In the other order, nothing is lost.
		{"SO_PRIORITY", "3", after("SOL_IP IP_TOS"), ""},
		{"IPV6_TCLASS", "16", after("SOL_SOCKET SO_PRIORITY"), ""},
		{"IP_TOS", "16", after("SOL_IP SO_PRIORITY"), ""},
		{"IP_TOS", "16", Life{}, ""},
		// There are no warnings about what is unknown.
		{"TCP_FASTOPEN", "5", Life{}, ""},
		{"TCP_FASTOPEN", "5", fastOpen("nonsense"), ""},
		{"TCP_FASTOPEN", "5", fastOpen("3"), ""},
		{"TCP_FASTOPEN", "5", fastOpen("1027"), ""},
		{"SO_RCVBUF", "64KiB", udp, ""},
		{"IP_LOCAL_PORT_RANGE", "40000-40100", Life{Bound: true, Set: after("SOL_IP IP_BIND_ADDRESS_NO_PORT").Set}, ""},
		// The kernel itself refuses these.
		{"IPV6_V6ONLY", "on", bound, ""},
		{"TCP_FASTOPEN_CONNECT", "on", pending, ""},
		{"TCP_FASTOPEN_CONNECT", "on", fastOpen("2"), ""},
		{"TCP_FASTOPEN", "5", connected, ""},
		{"TCP_MAXSEG", "1000", udp, ""},
		{"TCP_NODELAY", "on", unixStream1, ""},
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
		if got := texts(o.Warnings(c.life, value)); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

// A program that sets options in the usual order gets no warnings.
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

// The kernel overwrites the options that the catalogue says are overwritten; IPV6_TCLASS overwrites nothing.
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
		}{{priority, "3", "3"}, {o, "16", c.last}, {priority, "3", "3"}, {o, "16", "3"}} { // setting the same value again changes nothing
			if err := write(t, fd, step.o, step.value); err != nil {
				t.Fatal(err)
			}
			if raw, err := get(fd, priority); err != nil || priority.Decode(raw).String() != step.want {
				disagree(t, "%s: after %s %s the priority is %v, want %s", c.on.name, step.o.Name, step.value, priority.Decode(raw), step.want)
			}
		}
		if overwrites := slices.ContainsFunc(o.Overrides, func(v Override) bool { return v.Name == "SO_PRIORITY" }); overwrites != (c.last != "3") {
			t.Errorf("%s overwrites: %v", c.name, overwrites)
		}
	}
}
