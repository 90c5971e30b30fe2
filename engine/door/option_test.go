package door

import (
	"testing"

	"netnet-tui/sockets/labtest"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

func TestOptions(t *testing.T) {
	g, _ := on(t, Rules{})
	fd := g.socket(t, unix.AF_INET, unix.SOCK_STREAM, 0)
	user, root := New(Rules{}, nil), New(Rules{Raw: true, Admin: true}, nil)
	const stays, leaves = true, false
	for _, c := range []struct {
		name, value string
		user, root  bool
	}{
		{"TCP_NODELAY", "on", stays, stays},
		{"SO_BINDTODEVICE", "lo", stays, stays},
		{"SO_BINDTODEVICE", "nosuch0", stays, stays},
		{"SO_BINDTODEVICE", `""`, stays, stays},
		{"SO_BINDTODEVICE", "hex:6c6f0065746830", leaves, leaves},
		{"SO_BINDTOIFINDEX", "1", stays, stays},
		{"SO_BINDTOIFINDEX", "2", leaves, leaves},
		{"SO_MARK", "1", stays, leaves}, // the kernel itself answers EPERM to an ordinary user
		{"SO_MARK", "0", stays, stays},
		{"IP_TRANSPARENT", "on", stays, leaves},
		{"IP_TRANSPARENT", "off", stays, stays},
		{"IPV6_TRANSPARENT", "on", stays, leaves},
		{"IP_FREEBIND", "on", stays, stays},
		{"TCP_REPAIR", "1", stays, leaves},
		{"IP_HDRINCL", "on", leaves, leaves},
		{"IPV6_HDRINCL", "on", leaves, leaves},
		{"IP_OPTIONS", "hex:8307040a09090900", leaves, leaves},
		{"IP_OPTIONS", "hex:", stays, stays},
		{"IPV6_RTHDR", "hex:0002000100000000", leaves, leaves},
		{"IPV6_PKTINFO", "hex:20010db800000000000000000000000102000000", leaves, leaves},
		{"IP_UNICAST_IF", "1", stays, stays},
		{"IP_UNICAST_IF", "2", leaves, leaves},
		{"IPV6_UNICAST_IF", "2", leaves, leaves},
		{"IP_MULTICAST_IF", "127.0.0.1", stays, stays},
		{"IP_MULTICAST_IF", "10.0.0.1", leaves, leaves},
		{"IP_MULTICAST_IF", "hex:ef0101017f00000102000000", leaves, leaves}, // struct ip_mreqn: 127.0.0.1 on interface 2
		{"IP_MULTICAST_IF", "hex:ef0101017f000001", leaves, leaves},
		{"IPV6_MULTICAST_IF", "2", leaves, leaves},
		{"IP_ADD_MEMBERSHIP", "239.1.1.1,127.0.0.1", stays, stays},
		{"IP_ADD_MEMBERSHIP", "hex:ef0101010000000002000000", leaves, leaves},
		{"IP_DROP_MEMBERSHIP", "239.1.1.1,10.0.0.1", stays, stays},
		{"IPV6_JOIN_GROUP", "ff02::1,0", leaves, leaves},
		{"IPV6_JOIN_ANYCAST", "2001:db8::1,2", leaves, leaves},
		{"UDP_ENCAP", "1", leaves, leaves},
		{"UDP_ENCAP", "0", stays, stays},
		{"TCP_ULP", "tls", stays, stays},
		{"TCP_ULP", "espintcp", leaves, leaves},
		{"IPT_SO_SET_REPLACE", "hex:01", stays, leaves},
		{"MRT_INIT", "hex:01000000", stays, leaves},
		{"SCTP_SOCKOPT_BINDX_ADD", "hex:01", leaves, leaves},
		{"SCTP_NODELAY", "on", stays, stays},
	} {
		o, ok := sockopts.Find(c.name)
		if !ok {
			t.Errorf("there is no option %s", c.name)
			continue
		}
		value, err := o.Parse(c.value)
		if err != nil {
			t.Error(err)
			continue
		}
		for who, judged := range map[string]struct {
			door *Door
			want bool
		}{"ordinary user": {user, c.user}, "root": {root, c.root}, "lab": {New(Rules{Lab: true, Raw: true, Admin: true}, nil), stays}} {
			if err := judged.door.Setsockopt(fd, o.LevelNumber(), o.Number, value.Bytes()); (err == nil) != judged.want {
				t.Errorf("%s %s, %s: %v", c.name, c.value, who, err)
			}
		}
	}
}

// An option that the catalogue lacks passes if the kernel lacks it too.
func TestUnknownOptions(t *testing.T) {
	g, d := on(t, Rules{})
	fd := g.socket(t, unix.AF_INET, unix.SOCK_STREAM, 0)
	for _, c := range []struct {
		level, number int
		passes        bool
	}{
		{unix.SOL_SOCKET, 999, true}, {unix.SOL_TCP, 999, true}, {999, 1, true}, {unix.SOL_NETLINK, 999, true},
		{unix.SOL_IP, 999, false}, {unix.SOL_IPV6, 999, false}, {unix.SOL_RAW, 999, false}, {unix.SOL_MPTCP, 999, false},
		{unix.IPPROTO_SCTP, 999, false}, {unix.SOL_ICMPV6, 999, false},
		{1<<32 + unix.SOL_IP, 1<<32 + unix.IP_HDRINCL, false},
		{unix.SOL_IP, unix.IP_MTU, true},                     // it can only be read
		{unix.SOL_IPV6, 64, true},                            // IP6T_SO_SET_REPLACE: EPERM without the capability
		{unix.SOL_IPV6, 68, false}, {unix.SOL_IP, 80, false}, // so can these, but when set they could be others of netfilter
	} {
		if err := d.Setsockopt(fd, c.level, c.number, []byte{1, 0, 0, 0}); (err == nil) != c.passes {
			t.Errorf("option %d of level %d: %v", c.number, c.level, err)
		}
	}
}

// An option that the kernel has and the catalogue lacks is refused. Only reading it shows that the kernel has it.
func TestNewOptionIsRefused(t *testing.T) {
	labtest.Need(t)
	d := New(Rules{}, nil)
	d.Kernel = newer{d.Kernel}
	if err := d.Setsockopt(0, unix.SOL_SOCKET, 999, []byte{1, 0, 0, 0}); err == nil {
		t.Error("it passes")
	}
}

func TestIoctls(t *testing.T) {
	labtest.Need(t)
	d := New(Rules{Lab: true}, nil)
	question := func(command byte) []byte { return append(make([]byte, unix.IFNAMSIZ), command, 0, 0, 0, 0, 0, 0, 0) }
	for _, c := range []struct {
		request  uint
		argument []byte
		passes   bool
	}{
		{unix.TIOCINQ, make([]byte, 4), true}, {unix.TIOCINQ, make([]byte, 3), false}, {unix.TIOCINQ, nil, false},
		{unix.SIOCGIFCONF, make([]byte, 4), false}, {unix.SIOCGIFMTU, make([]byte, 39), false}, {unix.SIOCGIFMTU, make([]byte, 40), true},
		{unix.SIOCSIFFLAGS, make([]byte, 40), false}, {unix.SIOCSIFMTU, make([]byte, 40), false}, {unix.SIOCADDRT, make([]byte, 120), false},
		{unix.SIOCETHTOOL, question(0x0a), true}, {unix.SIOCETHTOOL, question(0x02), false}, // ETHTOOL_GLINK, ETHTOOL_SSET
	} {
		if err := d.Ioctl(c.request, c.argument); (err == nil) != c.passes {
			t.Errorf("request %#x with %d bytes: %v", c.request, len(c.argument), err)
		}
	}
}
