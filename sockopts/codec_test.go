package sockopts

import (
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func option(t testing.TB, name string) *Option {
	t.Helper()
	o, ok := Find(name)
	if !ok {
		t.Fatalf("no option %s", name)
	}
	return o
}

func TestParseAndPrint(t *testing.T) {
	if word(1)[0] != 1 {
		t.Skip("the bytes below are those of a little-endian machine")
	}
	for _, c := range []struct{ name, text, bytes, printed string }{
		{"TCP_NODELAY", "on", "01000000", "on"},
		{"TCP_NODELAY", "1", "01000000", "on"},
		{"TCP_NODELAY", "true", "01000000", "on"},
		{"TCP_NODELAY", "off", "00000000", "off"},
		{"TCP_NODELAY", "false", "00000000", "off"},
		{"TCP_NODELAY", "2", "02000000", "2"},
		{"TCP_NODELAY", "hex:01000000", "01000000", "on"},
		{"TCP_NODELAY", "hex:01", "01", "hex:01"},
		{"SO_RCVBUF", "65536", "00000100", "64KiB"},
		{"SO_RCVBUF", "64KiB", "00000100", "64KiB"},
		{"SO_RCVBUF", "1MiB", "00001000", "1MiB"},
		{"SO_RCVBUF", "1.5KiB", "00060000", "1536"},
		{"SO_RCVBUF", "100B", "64000000", "100"},
		{"SO_RCVBUF", "-1", "ffffffff", "-1"},
		{"SO_RCVBUF", "4294967295", "ffffffff", "-1"},
		{"SO_RCVBUF", "-2147483648", "00000080", "-2147483648"},
		{"SO_RCVBUF", "0x10", "10000000", "16"},
		{"TCP_KEEPIDLE", "10", "0a000000", "10s"},
		{"TCP_KEEPIDLE", "10s", "0a000000", "10s"},
		{"TCP_KEEPIDLE", "2m", "78000000", "120s"},
		{"TCP_KEEPIDLE", "3000ms", "03000000", "3s"},
		{"TCP_KEEPIDLE", "99999s", "9f860100", "99999s"},
		{"TCP_USER_TIMEOUT", "1500", "dc050000", "1500ms"},
		{"TCP_USER_TIMEOUT", "5s", "88130000", "5s"},
		{"TCP_USER_TIMEOUT", "0", "00000000", "0ms"},
		{"SO_BUSY_POLL", "50us", "32000000", "50us"},
		{"SO_MARK", "-1", "ffffffff", "4294967295"},
		{"SO_MAX_PACING_RATE", "1MiB", "0000100000000000", "1MiB"},
		{"SO_MAX_PACING_RATE", "unlimited", "ffffffffffffffff", "unlimited"},
		{"SO_MAX_PACING_RATE", "18446744073709551615", "ffffffffffffffff", "unlimited"},
		{"SO_ERROR", "ECONNREFUSED", "6f000000", "ECONNREFUSED"},
		{"SO_ERROR", "EWOULDBLOCK", "0b000000", "EAGAIN"},
		{"SO_ERROR", "ENOTSUP", "5f000000", "EOPNOTSUPP"},
		{"SO_ERROR", "0", "00000000", "0"},
		{"SO_LINGER", "off", "0000000000000000", "off"},
		{"SO_LINGER", "off,5s", "0000000005000000", "off,5s"},
		{"SO_LINGER", "on,0s", "0100000000000000", "on,0s"},
		{"SO_LINGER", "on,3", "0100000003000000", "on,3s"},
		{"SO_LINGER", "on,-1s", "01000000ffffffff", "on,-1s"},
		{"SO_TYPE", "SOCK_DGRAM", "02000000", "SOCK_DGRAM"},
		{"SO_TYPE", "dgram", "02000000", "SOCK_DGRAM"},
		{"SO_TYPE", "77", "4d000000", "77"},
		{"IP_MTU_DISCOVER", "do", "02000000", "IP_PMTUDISC_DO"},
		{"IP_MTU_DISCOVER", "9", "09000000", "9"},
		{"SO_BUF_LOCK", "SOCK_RCVBUF_LOCK|SOCK_SNDBUF_LOCK", "03000000", "SOCK_SNDBUF_LOCK|SOCK_RCVBUF_LOCK"},
		{"SO_BUF_LOCK", "rcvbuf_lock|8", "0a000000", "SOCK_RCVBUF_LOCK|0x8"},
		{"SO_BUF_LOCK", "0", "00000000", "0"},
		{"TCP_CONGESTION", "reno", "72656e6f", "reno"},
		{"SO_BINDTODEVICE", "", "", `""`},
		{"SO_BINDTODEVICE", `""`, "", `""`},
		{"SO_PEERCRED", "pid=1 uid=0 gid=-1", "0100000000000000ffffffff", "pid=1 uid=0 gid=-1"},
		{"IP_MULTICAST_IF", "127.0.0.1", "7f000001", "127.0.0.1"},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1,127.0.0.1", "ef0101017f000001", "239.1.1.1,127.0.0.1"},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1", "ef01010100000000", "239.1.1.1,0.0.0.0"},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1,0.0.0.0%1", "ef0101010000000001000000", "239.1.1.1,0.0.0.0%1"},
		{"IPV6_ADD_MEMBERSHIP", "ff02::1,1", "ff02000000000000000000000000000101000000", "ff02::1,1"},
		{"IP_LOCAL_PORT_RANGE", "40000-40010", "409c4a9c", "40000-40010"},
		{"IP_LOCAL_PORT_RANGE", "off", "00000000", "off"},
		{"SO_ATTACH_FILTER", "drop", "0600000000000000", "drop"},
		{"SO_TIMESTAMPING", "rx_software|software", "1800000000000000", "SOF_TIMESTAMPING_RX_SOFTWARE|SOF_TIMESTAMPING_SOFTWARE"},
		{"SO_TIMESTAMPING", "SOF_TIMESTAMPING_BIND_PHC,phc=2", "0080000002000000", "SOF_TIMESTAMPING_BIND_PHC,phc=2"},
		{"SO_TXTIME", "clockid=1 flags=0", "0100000000000000", "clockid=1 flags=0"},
		{"SO_PEERGROUPS", "0,27", "000000001b000000", "0,27"},
		{"SO_PEERGROUPS", `""`, "", `""`},
		{"SO_PEERNAME", "127.0.0.1:80", "020000507f0000010000000000000000", "127.0.0.1:80"},
		{"SO_PEERNAME", "[fe80::1%2]:80", "0a00005000000000fe80000000000000000000000000000102000000", "[fe80::1%2]:80"},
		{"IPV6_PATHMTU", "mtu=1500", strings.Repeat("00", 28) + "dc050000", "mtu=1500"},
		{"IP_ADD_SOURCE_MEMBERSHIP", "232.1.1.1,127.0.0.1,127.0.0.2", "e80101017f0000017f000002", "232.1.1.1,127.0.0.1,127.0.0.2"},
		{"IP_UNICAST_IF", "1", "00000001", "1"},
		{"TCP_REPAIR", "off_no_wp", "ffffffff", "TCP_REPAIR_OFF_NO_WP"},
		{"TCP_REPAIR", "-1", "ffffffff", "TCP_REPAIR_OFF_NO_WP"},
		{"TCP_REPAIR_WINDOW", "snd_wl1=1 snd_wnd=2 max_window=3 rcv_wnd=4 rcv_wup=5", "0100000002000000030000000400000005000000",
			"snd_wl1=1 snd_wnd=2 max_window=3 rcv_wnd=4 rcv_wup=5"},
		{"TCP_CC_INFO", `""`, "", `""`},
		{"TCP_CC_INFO", "hex:00000000000000000000000000000000", strings.Repeat("00", 16), "hex:" + strings.Repeat("00", 16)},
		{"TLS_TX_MAX_PAYLOAD_LEN", "bytes=4096", "0010", "bytes=4096"},
		{"PACKET_STATISTICS", "packets=1 drops=2", "0100000002000000", "packets=1 drops=2"},
		{"PACKET_STATISTICS", "packets=1 drops=2 freeze_q_cnt=3", "010000000200000003000000", "packets=1 drops=2 freeze_q_cnt=3"},
		{"PACKET_ADD_MEMBERSHIP", "1,promisc", "01000000010000000000000000000000", "1,PACKET_MR_PROMISC"},
		{"PACKET_ADD_MEMBERSHIP", "2,multicast,01:00:5e:00:00:01", "020000000000060001005e0000010000", "2,PACKET_MR_MULTICAST,01:00:5e:00:00:01"},
		{"ICMP_FILTER", "echo|echoreply", "01010000", "ICMP_ECHOREPLY|ICMP_ECHO"},
		{"ICMPV6_FILTER", "none", strings.Repeat("00", 32), "none"},
		{"ICMPV6_FILTER", "0-255", strings.Repeat("ff", 32), "all"},
		{"ICMPV6_FILTER", "31-33,128", "0000008003000000000000000000000001000000" + strings.Repeat("00", 12), "31-33,128"},
		{"IPV6_ADDR_PREFERENCES", "tmp|home", "01040000", "IPV6_PREFER_SRC_TMP|IPV6_PREFER_SRC_HOME"},
		{"SO_DETACH_FILTER", "", "00000000", "0"},
	} {
		o := option(t, c.name)
		v, err := o.Parse(c.text)
		if err != nil {
			t.Errorf("%s %q: %v", c.name, c.text, err)
			continue
		}
		if got := hex.EncodeToString(v.Bytes()); got != c.bytes {
			t.Errorf("%s %q: bytes %s, want %s", c.name, c.text, got, c.bytes)
		}
		if got := v.String(); got != c.printed {
			t.Errorf("%s %q prints %q, want %q", c.name, c.text, got, c.printed)
		}
	}
}

func TestParseTimeval(t *testing.T) {
	o := option(t, "SO_RCVTIMEO")
	for _, c := range []struct {
		text      string
		sec, usec int64
		printed   string
	}{
		{"0s", 0, 0, "0s"}, {"250ms", 0, 250_000, "250ms"}, {"1.5s", 1, 500_000, "1.5s"}, {"2", 2, 0, "2s"},
		{"1.000004s", 1, 4, "1.000004s"}, {"4001us", 0, 4001, "4001us"}, {"1m", 60, 0, "60s"}, {"-1s", -1, 0, "-1s"},
		{"-1.5s", -2, 500_000, "-1.5s"}, {"0.25s", 0, 250_000, "250ms"},
	} {
		v, err := o.Parse(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if want := string(append(long(c.sec), long(c.usec)...)); string(v.Bytes()) != want {
			t.Errorf("%q is % x, want % x", c.text, v.Bytes(), want)
		}
		if v.String() != c.printed {
			t.Errorf("%q prints %q, want %q", c.text, v, c.printed)
		}
	}
	if v := o.Decode(append(long(0), long(1_000_000)...)); !strings.HasPrefix(v.String(), "hex:") {
		t.Errorf("a tv_usec the kernel refuses prints as %q", v)
	}
}

func TestErrorsAreSentences(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"TCP_NODELAY", "maybe", `TCP_NODELAY: "maybe" is not a valid value; write on or off`},
		{"TCP_NODELAY", "4294967296", `TCP_NODELAY: "4294967296" does not fit in 32 bits; write on or off`},
		{"SO_RCVBUF", "64KB", `SO_RCVBUF: "64KB" has a unit that does not fit here; write bytes, e.g. 64KiB`},
		{"SO_RCVBUF", "0.3", `SO_RCVBUF: "0.3" is not a whole number of bytes; write bytes, e.g. 64KiB`},
		{"SO_RCVBUF", "5GiB", `SO_RCVBUF: "5GiB" does not fit in 32 bits; write bytes, e.g. 64KiB`},
		{"SO_RCVBUF", "-2147483649", `SO_RCVBUF: "-2147483649" does not fit in 32 bits; write bytes, e.g. 64KiB`},
		{"SO_RCVBUF", "", `SO_RCVBUF: "" is not a number; write bytes, e.g. 64KiB`},
		{"TCP_KEEPIDLE", "500ms", `TCP_KEEPIDLE: "500ms" is not a whole number of seconds; write seconds, e.g. 10s`},
		{"SO_LINGER", "on", `SO_LINGER: "on" lacks its seconds; write on,SECONDS or off`},
		{"SO_LINGER", "yes", `SO_LINGER: "yes" starts with neither on nor off; write on,SECONDS or off`},
		{"IP_MULTICAST_IF", "::1", `IP_MULTICAST_IF: "::1" is not an IPv4 address; write an IPv4 address of this machine, e.g. 127.0.0.1`},
		{"IP_UNICAST_IF", "htonl(1", `IP_UNICAST_IF: "htonl(1" lacks its closing parenthesis; write the index of an interface, or 0 for none`},
		{"TCP_NODELAY", "hex:0", `TCP_NODELAY: "hex:0" is not a valid value; write on or off`},
		{"SO_PEERNAME", "::1", `SO_PEERNAME: "::1" is not an address with a port; write ADDRESS:PORT, e.g. 127.0.0.1:80 or [::1]:80`},
		{"MCAST_JOIN_GROUP", "239.1.1.1:1", `MCAST_JOIN_GROUP: "239.1.1.1:1" is not an address without a port; write GROUP,INDEX of the interface, e.g. 239.1.1.1,1`},
		{"ICMPV6_FILTER", "9-3", `ICMPV6_FILTER: "9-3" is not a type of ICMPv6; write none, all, or the types to keep out, e.g. 128,130-137`},
		{"PACKET_STATISTICS", "packets=x", `PACKET_STATISTICS: "packets=x" is not packets=NUMBER; write packets=N drops=N freeze_q_cnt=N`},
		{"SO_ATTACH_FILTER", "keep", `SO_ATTACH_FILTER: "keep" is not a filter; write drop, or hex:… with 8 bytes for each instruction`},
	} {
		v, err := option(t, c.name).Parse(c.text)
		if err == nil || err.Error() != c.want {
			t.Errorf("%s %q = %v, error %v\nwant %s", c.name, c.text, v, err, c.want)
		}
	}
}

func TestChoicesAndBooleans(t *testing.T) {
	if got := option(t, "SO_BUF_LOCK").Choices(); len(got) != 2 || got[0] != "SOCK_SNDBUF_LOCK" {
		t.Errorf("choices of SO_BUF_LOCK: %v", got)
	}
	if got := option(t, "IP_MTU_DISCOVER").Choices(); len(got) != 6 {
		t.Errorf("choices of IP_MTU_DISCOVER: %v", got)
	}
	if got := option(t, "SO_RCVBUF").Choices(); got != nil {
		t.Errorf("choices of SO_RCVBUF: %v", got)
	}
	for name, want := range map[string]bool{
		"TCP_NODELAY": true, "SO_KEEPALIVE": true, "SO_ACCEPTCONN": false, "SO_LINGER": false, "SO_DETACH_FILTER": false,
	} {
		if got := option(t, name).Boolean(); got != want {
			t.Errorf("%s is boolean: %v", name, got)
		}
	}
	for name, want := range map[string]int{"TCP_NODELAY": 4, "SO_LINGER": 8, "TCP_INFO": 512, "TCP_CONGESTION": 64, "SO_COOKIE": 8, "SO_MEMINFO": 36} {
		if got := option(t, name).Size(); got != want {
			t.Errorf("room for %s: %d, want %d", name, got, want)
		}
	}
	if !option(t, "SO_ATTACH_FILTER").Program() || option(t, "SO_DETACH_FILTER").Program() {
		t.Error("SO_ATTACH_FILTER alone is a program")
	}
}

// Values that the kernel refuses still reach it.
func TestOutOfRangeReachesTheKernel(t *testing.T) {
	fd := open(t, kinds()[0])
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"TCP_KEEPIDLE", "0", unix.EINVAL}, {"TCP_KEEPIDLE", "32768s", unix.EINVAL}, {"TCP_MAXSEG", "87", unix.EINVAL},
		{"IP_TTL", "0", unix.EINVAL}, {"SO_LINGER", "hex:01000000", unix.EINVAL}, {"TCP_CONGESTION", "nosuch", unix.ENOENT},
		{"SO_DETACH_FILTER", "0", unix.ENOENT}, {"TCP_INQ", "2", unix.EINVAL},
	} {
		o := option(t, c.name)
		v, err := o.Parse(c.text)
		if err != nil {
			t.Errorf("%s %s: %v", c.name, c.text, err)
			continue
		}
		if err := set(fd, o, v.Bytes()); !errors.Is(err, c.want) {
			t.Errorf("set %s %s: %v, want %v", c.name, c.text, err, c.want)
		}
	}
}

// long returns a C long, whose size depends on the machine.
func long(value int64) []byte { return appendSized(nil, uint64(value), unix.SizeofLong) }

// The layout of group requests depends on the size of a long.
func TestGroupRequests(t *testing.T) {
	for _, c := range []struct{ name, text, printed string }{
		{"MCAST_JOIN_GROUP", "239.1.1.1,1", "239.1.1.1,1"}, {"MCAST_JOIN_GROUP", "ff02::1234", "ff02::1234,0"},
		{"MCAST_BLOCK_SOURCE", "232.1.1.1,127.0.0.2,1", "232.1.1.1,127.0.0.2,1"},
	} {
		o := option(t, c.name)
		v, err := o.Parse(c.text)
		if err != nil || v.String() != c.printed || len(v.Bytes()) != o.Size() {
			t.Errorf("%s %s is %v, %d bytes, %v", c.name, c.text, v, len(v.Bytes()), err)
		}
	}
}
