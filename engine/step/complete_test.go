package step

import (
	"slices"
	"strings"
	"testing"

	"netnet-tui/engine/status"
)

// some are the names used by the tests, and a few of the kernel's.
var some = Lists{
	Offers: status.Offers{
		Values:     map[string][]string{"TCP_CONGESTION": {"reno", "cubic"}, "SO_BINDTODEVICE": {"lo", "veth0"}, "IP_UNICAST_IF": {"0", "1", "7"}},
		Interfaces: map[int]string{1: "lo", 7: "veth0"},
		Watched:    map[string][]string{"e": {"c"}},
	},
	Bench:     bench,
	Processes: []string{"k", "kk"},
	Counters:  func() []string { return []string{"ListenOverflows", "TcpExtListenOverflows"} },
	Settings:  func() []string { return []string{"net.ipv4.tcp_fin_timeout", "net.ipv4.ip_forward"} },
	Setting:   func(key string) string { return map[string]string{"net.ipv4.tcp_fin_timeout": "60"}[key] },
}

func TestComplete(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		line  string
		first string // the best candidate, "" for any
		among string // other required candidates
		none  string // candidates that must be absent
	}{
		{"", "", "socket bind expect within spawn", "s"},
		{"soc", "socket", "socketpair", "bind"},
		{"SOC", "socket", "", ""},
		{"opt", "", "setsockopt getsockopt", ""},
		{"x = so", "socket", "", ""},
		{"a, b = socketp", "socketpair", "", ""},
		{"within 2s re", "recv", "read recvfrom", ""},
		{"within 2s x = acc", "accept", "", ""},
		{"x = socket ", "tcp", "udp6 unix-seqpacket AF_INET", "s"},
		{"x = socket un", "unix", "unix-dgram unix-seqpacket", "tcp"},
		{"x = socket tcp ", "nonblock", "cloexec SOCK_NONBLOCK", "tcp"},
		{"a, b = socketpair ", "", "unix unix-dgram", ""},
		{"close ", "s", "c", "socket"},
		{"bind s ", "", "@s @c.peer 127.0.0.1:0 unix:@name", ""},
		{"connect c @", "@s", "@c.peer", "127.0.0.1:0"},
		{"connect c @s ", "len", "", "@s"},
		{"connect c @s len ", "", "4 -1", "len"},
		{"connect c @s len 4 ", "", "", "len"},
		{"setsockopt c IP_UNICAST_IF ", "0", "1 7", "lo"},
		{"sendto c @s ", "len", "", "MSG_DONTWAIT"},
		{`sendto c @s "x" `, "", "MSG_DONTWAIT peek", "len"},
		{`sendto c @s len 4 "x" `, "", "MSG_DONTWAIT peek", "len"},
		{`sendmsg c "x" to @s `, "len", "with MSG_DONTWAIT", "to"},
		{`sendmsg c "x" to @s len `, "", "4 -1", "len with"},
		{`sendmsg c "x" to @s len 4 `, "", "with MSG_DONTWAIT", "len to"},
		{"getsockopt c SO_TYPE ", "len", "", "SO_TYPE"},
		{"setsockopt c TCP_NODELAY on l", "len", "", "on"},
		{"getsockname c ", "len", "", ""},
		{"accept s addr ", "", "len nonblock", ""},
		{"accept s addr len 4 ", "", "nonblock", "len"},
		{"accept s ", "addr", "nonblock", "len"},
		{"x = server ", "", "127.0.0.1:0 [::1]:0", ""},
		{"shutdown s ", "rd", "wr rdwr SHUT_WR", ""},
		{"setsockopt s SO_REUSE", "SO_REUSEADDR", "SO_REUSEPORT", "TCP_NODELAY"},
		{"setsockopt s nodel", "TCP_NODELAY", "", ""},
		{"setsockopt s TCP_NODELAY ", "on", "off", "TCP_NODELAY"},
		{"getsockopt s TCP_IN", "TCP_INFO", "", ""},
		{"getsockopt s SO_ERROR => ECONNR", "", "ECONNREFUSED ECONNRESET", "EAGAIN"},
		{"recv s 10 => e", "error", "eof", ""},
		{"recv s 10 ", "", "peek MSG_PEEK", ""},
		{"fcntl s ", "", "O_NONBLOCK F_GETFL", ""},
		{"ioctl s SIOC", "", "SIOCOUTQ SIOCATMARK", "FIONREAD"},
		{"poll ", "s:in", "c:out", ""},
		{"epoll_ctl e ", "add", "mod del", ""},
		{"epoll_ctl e add ", "s", "", "add"},
		{"epoll_ctl e add s ", "in", "et oneshot exclusive", ""},
		{"epoll_ctl ", "e", "", "s c"},
		{"epoll_ctl e add ", "s", "a b", "c e"},
		{"epoll_ctl e mod ", "c", "", "s e"},
		{"epoll_ctl e del ", "c", "", "s e"},
		{"epoll_ctl s add ", "s", "c e", ""}, // s is not known to be an epoll
		{"epoll_ctl e add s in ", "", "out et exclusive", "in EPOLLIN"},
		{"epoll_ctl e add s in,et ", "", "out", "in et"},
		{"epoll_ctl e mod c ", "in", "et oneshot", "exclusive EPOLLEXCLUSIVE"},
		{"epoll_ctl e del c ", "", "", "in out et"},
		{"epoll_wait ", "e", "", "s"},
		{"setsockopt c TCP_CONGESTION ", "reno", "cubic", ""},
		{"setsockopt c TCP_CONGESTION cu", "cubic", "", "reno"},
		{"setsockopt c SO_BINDTODEVICE ", "lo", "veth0", ""},
		{"setsockopt c TCP_ULP ", "", "", "tls"}, // this machine has none
		{"expect ", "s.", "c. mib.", ""},
		{"expect s.", "", "s.state s.pending s.TCP_NODELAY s.info.rtt", "c.state"},
		{"expect s.st", "s.state", "", ""},
		{"expect s.info.rt", "", "s.info.rtt s.info.rttvar", "s.state"},
		{"expect mib.ListenO", "mib.ListenOverflows", "", ""},
		{"expect s.state ", "==", "!=", ""},
		{"show s.TCP_NODEL", "s.TCP_NODELAY", "", ""},
		{"join ", "", "w", ""},
		{"sysctl fin", "net.ipv4.tcp_fin_timeout", "", "net.ipv4.ip_forward"},
		{"at ", "k", "kk", "s"},
		{"at k ", "socket", "recv", "k"},
		{"at k recv ", "s", "c", "k_s"},
		{"AT k recv ", "s", "c", "k_s"},
		{"spawn v at k recv ", "s", "c", "k_s"},
		{"exit ", "k", "kk", "s"},
		{"kill k ", "", "SIGKILL SIGTERM", "k"},
		{"rep", "repeat", "", ""},
		{"repeat 3 re", "recv", "repeat", ""},
		{"repeat 3 recv ", "s", "", ""},
		{"repeat 3 x = acc", "accept", "", ""},
		{"x = repeat 3 acc", "accept", "", ""},
		{"until ", "ok", "EAGAIN eof", "recv"},
		{"until EAGAIN ", "socket", "recv", "ok"},
		{"until EAGAIN | ", "ok", "EPIPE", "recv"},
		{"until EAGAIN | EPIPE send ", "s", "c", "ok"},
		{"spawn v ", "", "recv accept", ""},
		{"spawn v recv ", "s", "", "recv"},
		{"frobnicate ", "", "", "s socket"},
	} {
		c := Complete(tt.line, some)
		if tt.first != "" && (len(c.Words) == 0 || c.Words[0] != tt.first) {
			t.Errorf("%q: the best candidate is not %q: %.200q", tt.line, tt.first, c.Words)
		}
		for word := range strings.FieldsSeq(tt.among) {
			if !slices.Contains(c.Words, word) {
				t.Errorf("%q: %q is not a candidate: %.200q", tt.line, word, c.Words)
			}
		}
		for word := range strings.FieldsSeq(tt.none) {
			if slices.Contains(c.Words, word) {
				t.Errorf("%q: %q is a candidate", tt.line, word)
			}
		}
		if want := strings.LastIndexAny(tt.line, " ") + 1; c.From != want {
			t.Errorf("%q: the word begins at %d, want %d", tt.line, c.From, want)
		}
	}
}

func TestSignature(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"send":                              "send s text [flags]",
		"send s ":                           "send s text [flags]",
		"within 1s x = acc":                 "",
		"within 1s accept s ":               "name = accept s [addr|plain] [len n] [flags]",
		"a, b = socketpair ":                "name, name = socketpair kind [flags]",
		"spawn w recv s ":                   "recv s size [flags]",
		"frobnicate s":                      "",
		"sysctl ":                           "sysctl key [value]",
		"sysctl net.ipv4.tcp":               "sysctl key [value]",
		"sysctl net.ipv4.tcp_fin_timeout":   "sysctl key [value], now 60",
		"sysctl net.ipv4.tcp_fin_timeout 2": "sysctl key [value], now 60",
		"within":                            "within duration step",
		"repeat ":                           "repeat n step",
		"until EAGAIN | ":                   "until outcome step",
		"until EAGAIN send c":               "send s text [flags]",
	} {
		if c := Complete(line, some); c.Signature != want || (want != "") != (c.Summary != "") {
			t.Errorf("%q: the signature is %q, want %q; the summary is %q", line, c.Signature, want, c.Summary)
		}
	}
}

// The summary of a line about an interface index says which interface has it.
func TestIndexesAreExplained(t *testing.T) {
	t.Parallel()
	if c := Complete("setsockopt c IP_UNICAST_IF ", some); c.Summary != "1 lo, 7 veth0" {
		t.Errorf("it is %q", c.Summary)
	}
	if c := Complete("setsockopt c SO_PRIORITY ", some); !strings.HasPrefix(c.Summary, "sets an option") {
		t.Errorf("of another option it is %q", c.Summary)
	}
}
