package sockets

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

func TestParseAddr(t *testing.T) {
	long := "/" + strings.Repeat("p", 107)
	for _, c := range []struct {
		text, prints string
		family       int
		size         int // of the struct sockaddr
	}{
		{"127.0.0.1:80", "127.0.0.1:80", unix.AF_INET, 16},
		{":80", "0.0.0.0:80", unix.AF_INET, 16},
		{"*:0", "0.0.0.0:0", unix.AF_INET, 16},
		{"255.255.255.255:65535", "255.255.255.255:65535", unix.AF_INET, 16},
		{"[::1]:80", "[::1]:80", unix.AF_INET6, 28},
		{"[::]:80", "[::]:80", unix.AF_INET6, 28},
		{"[0:0::0:1]:80", "[::1]:80", unix.AF_INET6, 28},
		{"[::ffff:127.0.0.1]:80", "[::ffff:127.0.0.1]:80", unix.AF_INET6, 28},
		{"[fe80::1%lo]:80", "[fe80::1%lo]:80", unix.AF_INET6, 28},
		{"[fe80::1%7]:80", "[fe80::1%7]:80", unix.AF_INET6, 28},
		{"unix:/tmp/s", "unix:/tmp/s", unix.AF_UNIX, 2 + len("/tmp/s") + 1},
		{"unix:relative:with:colons", "unix:relative:with:colons", unix.AF_UNIX, 2 + 20 + 1},
		{"unix:" + long, "unix:" + long, unix.AF_UNIX, 2 + 108}, // no room for a NUL
		{"unix:@name", "unix:@name", unix.AF_UNIX, 2 + 1 + 4},
		{"unix:@\xff\x00\n@", "unix:@\xff\x00\n@", unix.AF_UNIX, 2 + 1 + 4},
		{"unix:@" + strings.Repeat("n", 107), "unix:@" + strings.Repeat("n", 107), unix.AF_UNIX, 2 + 1 + 107},
		{"none", "none", unix.AF_UNSPEC, 16},
		{"netlink:0", "AF_NETLINK,nl_pid=0,nl_groups=00000000", unix.AF_NETLINK, 12},
		{"netlink:7,0x11", "AF_NETLINK,nl_pid=7,nl_groups=0x000011", unix.AF_NETLINK, 12},
		{"AF_NETLINK,nl_groups=1", "AF_NETLINK,nl_pid=0,nl_groups=0x000001", unix.AF_NETLINK, 12},
		{"vsock:local:80", "AF_VSOCK,svm_cid=VMADDR_CID_LOCAL,svm_port=0x50,svm_flags=0", unix.AF_VSOCK, 16},
		{"vsock:VMADDR_CID_ANY:any", "AF_VSOCK,svm_cid=VMADDR_CID_ANY,svm_port=VMADDR_PORT_ANY,svm_flags=0", unix.AF_VSOCK, 16},
		{"vsock:4294967295:0x10", "AF_VSOCK,svm_cid=VMADDR_CID_ANY,svm_port=0x10,svm_flags=0", unix.AF_VSOCK, 16},
		{"AF_VSOCK, svm_cid=0x3, svm_port=0x50, svm_flags=VMADDR_FLAG_TO_HOST", "AF_VSOCK,svm_cid=0x3,svm_port=0x50,svm_flags=VMADDR_FLAG_TO_HOST", unix.AF_VSOCK, 16},
		{"packet:lo", "AF_PACKET,sll_protocol=htons(0 /* ETH_P_??? */),sll_ifindex=lo,sll_hatype=ARPHRD_NETROM,sll_pkttype=PACKET_HOST,sll_halen=0", unix.AF_PACKET, 20},
		{"packet:*,ETH_P_ALL", "AF_PACKET,sll_protocol=htons(ETH_P_ALL),sll_ifindex=0,sll_hatype=ARPHRD_NETROM,sll_pkttype=PACKET_HOST,sll_halen=0", unix.AF_PACKET, 20},
		{"packet:3,ip,sll_addr=0:1:ff,sll_pkttype=outgoing", "AF_PACKET,sll_protocol=htons(ETH_P_IP),sll_ifindex=3,sll_hatype=ARPHRD_NETROM,sll_pkttype=PACKET_OUTGOING,sll_halen=3,sll_addr=[00, 0x1, 0xff]", unix.AF_PACKET, 20},
		{`AF_PACKET, sll_protocol=htons(0x9999 /* ETH_P_??? */), sll_ifindex=if_nametoindex("lo"), sll_hatype=0x3e7 /* ARPHRD_??? */, sll_halen=6, sll_addr=[00, 0x1, 00, 00, 00, 0xff]`,
			"AF_PACKET,sll_protocol=htons(0x9999 /* ETH_P_??? */),sll_ifindex=lo,sll_hatype=0x3e7 /* ARPHRD_??? */,sll_pkttype=PACKET_HOST,sll_halen=6,sll_addr=[00, 0x1, 00, 00, 00, 0xff]", unix.AF_PACKET, 20},
	} {
		a, err := ParseAddr(c.text)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if a.Family != c.family || a.String() != c.prints || len(a.Raw()) != c.size {
			t.Errorf("%q: family %d, prints %q, %d bytes; want %d, %q, %d", c.text, a.Family, a, len(a.Raw()), c.family, c.prints, c.size)
		}
		if b, err := ParseAddr(a.String()); err != nil || b != a {
			t.Errorf("%q prints %q, which reads as %v, %v", c.text, a, b, err)
		}
	}
}

func TestParseAddrRefuses(t *testing.T) {
	for text, says := range map[string]string{
		"":                                  "is not an address: write",
		"80":                                "is not an address: write",
		"127.0.0.1":                         "is not an address: write",
		"::1:80":                            "is not an address: write",
		"[::1]":                             "is not an address: write",
		"127.0.0.1:":                        "is not a port: write a number from 0 to 65535",
		"127.0.0.1:65536":                   "is not a port",
		"127.0.0.1:-1":                      "is not a port",
		"127.0.0.1:http":                    "is not a port",
		"example.org:80":                    "no other name is looked up",
		"127.0.0.256:80":                    "is not an IP address",
		"[127.0.0.1]:80":                    "is not an IP address",
		"[::1:80":                           "is not an IP address",
		"127.0.0.1]:80":                     "is not an IP address",
		"[]:80":                             "is not an IP address",
		"[fe80::1%]:80":                     "is not an IP address",
		"unix:":                             "needs a path",
		"unix:@":                            "needs a path (unix:name, unix:/path) or an abstract name",
		"unix:/a\x00b":                      "a path can't contain a NUL byte",
		"unix:/" + strings.Repeat("p", 108): "at most 108 bytes; this one has 109",
		"unix:@" + strings.Repeat("n", 108): "at most 108 bytes",
		"netlink:":                          `"" is not a nl_pid in "netlink:": write netlink:PID`,
		"netlink:x":                         `"x" is not a nl_pid`,
		"netlink:1,2,3":                     `"3" is not a field`,
		"netlink:4294967296":                "is not a nl_pid",
		"AF_NETLINK,nl_port=1":              `"nl_port" is not a field of AF_NETLINK`,
		"vsock:1":                           "is not an address: write vsock:CID:PORT",
		"vsock:moon:80":                     `"moon" is not a svm_cid`,
		"vsock:1:2:3":                       `"2:3" is not a svm_port`,
		"packet:":                           `"" is not an interface`,
		"packet:a b":                        `"a b" is not an interface`,
		"packet:lo,65536":                   `"65536" is not a sll_protocol`,
		"packet:lo,ip,sll_addr=1:2:3:4:5:6:7:8:9": "has more than the 8 bytes of sll_addr",
		"packet:lo,ip,sll_addr=xx":                `"xx" is not a byte of sll_addr`,
	} {
		a, err := ParseAddr(text)
		if err == nil {
			t.Errorf("%q is taken for %s", text, a)
		} else if !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %q does not say %q", text, err, says)
		}
	}
}

func TestAddrKinds(t *testing.T) {
	for text, want := range map[string]struct{ local, any, zero bool }{
		"127.0.0.1:80":          {local: true},
		"127.9.9.9:80":          {local: true},
		"[::1]:80":              {local: true},
		"[::ffff:127.0.0.1]:80": {local: true},
		"0.0.0.0:80":            {any: true},
		"[::]:80":               {any: true},
		"[::ffff:0.0.0.0]:0":    {any: true},
		"192.0.2.1:80":          {},
		"[2001:db8::1]:80":      {},
		"[fe80::1%lo]:80":       {},
		"unix:/tmp/s":           {local: true},
		"unix:@s":               {local: true},
		"none":                  {local: true, zero: true},
	} {
		a := parse(t, text)
		if a.Local() != want.local || a.Any() != want.any || a.IsZero() != want.zero {
			t.Errorf("%s: local %t, any %t, zero %t; want %+v", text, a.Local(), a.Any(), a.IsZero(), want)
		}
	}
}

func TestRawIsSockaddr(t *testing.T) {
	for text, want := range map[string][]byte{
		"127.0.0.1:7000": {2, 0, 0x1b, 0x58, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0},
		"[::1%3]:7000":   {10, 0, 0x1b, 0x58, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 3, 0, 0, 0},
		"unix:/s":        {1, 0, '/', 's', 0},
		"unix:@s":        {1, 0, 0, 's'},
		"none":           make([]byte, 16),
	} {
		if got := parse(t, text).Raw(); !bytes.Equal(got, want) {
			t.Errorf("%s is % x, want % x", text, got, want)
		}
	}
}

func TestDecodeAddr(t *testing.T) {
	for _, text := range []string{
		"127.0.0.1:80", "[2001:db8::1]:65535", "[::ffff:10.0.0.1]:1", "[fe80::1%4]:80", "unix:/s", "unix:@\x00\xff",
		"unix:/" + strings.Repeat("p", 107), "unix:@" + strings.Repeat("n", 107),
	} {
		a := parse(t, text)
		if b := DecodeAddr(a.Raw()); b != a {
			t.Errorf("%q comes back as %q", a, b)
		}
	}
	for name, raw := range map[string][]byte{
		"nothing":       nil,
		"half a family": {2},
		"no family":     make([]byte, 16),
	} {
		if a := DecodeAddr(raw); !a.IsZero() {
			t.Errorf("%s is taken for %s", name, a)
		}
	}
	if a := DecodeAddr([]byte{1, 0}); a.Family != unix.AF_UNIX || a.String() != "unix:" {
		t.Errorf("the unnamed Unix address is taken for %+v", a)
	}
}

func TestZones(t *testing.T) {
	labtest.Need(t)
	if n := ZoneIndex("lo"); n != 1 {
		t.Errorf("lo has index %d, want 1: it is the only interface of a lab", n)
	}
	if n := ZoneIndex("nosuch0"); n != 0 {
		t.Errorf("an interface that is not there has index %d", n)
	}
	if a, b := parse(t, "[fe80::1%lo]:80").Raw(), parse(t, "[fe80::1%1]:80").Raw(); !bytes.Equal(a, b) {
		t.Errorf("%%lo is % x, %%1 is % x", a, b)
	}
	if a := DecodeAddr(parse(t, "[fe80::1%lo]:80").Raw()); a.String() != "[fe80::1%1]:80" {
		t.Errorf("fe80::1%%lo comes back as %s", a)
	}
}

// TestInterfacesOfAnyIndex lists an interface whose index is far from those of the others.
func TestInterfacesOfAnyIndex(t *testing.T) {
	labtest.Need(t)
	if out, err := exec.Command("ip", "link", "add", "index", "70000", "name", "far0", "type", "bridge").CombinedOutput(); err != nil {
		t.Skipf("ip(8) makes no bridge here: %v %s", err, out)
	}
	t.Cleanup(func() { _ = exec.Command("ip", "link", "del", "far0").Run() })
	if names := Interfaces(); len(names) != 2 || names[0] != "lo" || names[1] != "far0" {
		t.Errorf("this network has %q, want lo and far0", names)
	}
}

func FuzzParseAddr(f *testing.F) {
	for _, seed := range []string{"127.0.0.1:80", "[::1]:80", "[fe80::1%lo]:80", ":80", "*:80", "unix:/p", "unix:@n", "unix:@", "none", "[::1:80", "1]:2", "[::ffff:1.2.3.4%x]:1",
		"netlink:7,0x11", "vsock:any:80", "AF_VSOCK,svm_cid=3", "packet:lo,ip,sll_addr=0:1:ff", "packet:*", `AF_PACKET, sll_ifindex=if_nametoindex("lo"), sll_addr=[00, 0x1]`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ParseAddr(text)
		if err != nil {
			return
		}
		b, err := ParseAddr(a.String())
		if err != nil || b != a {
			t.Errorf("%q prints %q, which reads as %+v, %v", text, a, b, err)
		}
		if raw := a.Raw(); len(raw) > unix.SizeofSockaddrAny || len(raw) < 2 {
			t.Errorf("%q has %d bytes", text, len(raw))
		}
	})
}

func FuzzDecodeAddr(f *testing.F) {
	for _, seed := range []string{"127.0.0.1:80", "[fe80::1%1]:80", "unix:/p", "unix:@n", "none"} {
		f.Add(parse(f, seed).Raw())
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		a := DecodeAddr(raw)
		if b := DecodeAddr(a.Raw()); b != a {
			t.Errorf("% x is %+v, which comes back as %+v", raw, a, b)
		}
	})
}
