package sockets

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

var families = []*Names{Domains, Types, SocketFlags, Protocols, MessageFlags, Hows, PollEvents, EpollEvents, EpollOps,
	StatusFlags, DescriptorFlags, EpollFlags, EnterFlags,
	netlinkProtocols, canProtocols, bluetoothProtocols, smcProtocols}

func TestNamesRoundTrip(t *testing.T) {
	for _, family := range families {
		for _, name := range family.List {
			short := strings.ToLower(strings.TrimPrefix(name.Text, family.Prefix))
			for _, text := range []string{name.Text, short, family.Format(name.Value), family.Short(name.Value)} {
				if got, err := family.Parse(text); err != nil || got != name.Value {
					t.Errorf("%s %q is %d, %v; want %d, as %s", family.What, text, got, err, name.Value, name.Text)
				}
			}
			for _, word := range []string{name.Text, short} {
				if !slices.Contains(family.Spellings(), word) {
					t.Errorf("%s: no spelling %q", family.What, word)
				}
			}
		}
	}
}

func TestNamesOfNumbers(t *testing.T) {
	for _, c := range []struct {
		family      *Names
		value       int
		long, brief string
	}{
		{MessageFlags, unix.MSG_PEEK | unix.MSG_DONTWAIT, "MSG_PEEK|MSG_DONTWAIT", "peek|dontwait"},
		{MessageFlags, 0, "0", "0"},
		{MessageFlags, unix.MSG_PEEK | 0x100000, "MSG_PEEK|0x100000", "peek|0x100000"},
		{PollEvents, unix.POLLIN | unix.POLLHUP, "POLLIN|POLLHUP", "in|hup"},
		{EpollEvents, unix.EPOLLIN | unix.EPOLLET, "EPOLLIN|EPOLLET", "in|et"},
		{Domains, unix.AF_UNIX, "AF_UNIX", "unix"},
		{Domains, 77, "77", "77"},
		{Protocols, unix.IPPROTO_MPTCP, "IPPROTO_MPTCP", "mptcp"},
		{EpollOps, unix.EPOLL_CTL_MOD, "EPOLL_CTL_MOD", "mod"},
	} {
		if got := c.family.Format(c.value); got != c.long {
			t.Errorf("%s %#x prints %q, want %q", c.family.What, c.value, got, c.long)
		}
		if got := c.family.Short(c.value); got != c.brief {
			t.Errorf("%s %#x in short is %q, want %q", c.family.What, c.value, got, c.brief)
		}
		for _, text := range []string{c.long, c.brief} {
			if got, err := c.family.Parse(text); err != nil || got != c.value {
				t.Errorf("%s %q is %#x, %v; want %#x", c.family.What, text, got, err, c.value)
			}
		}
	}
}

// A protocol prints with a name of its family, and can be read back in that family.
func TestProtocols(t *testing.T) {
	for _, c := range []struct {
		domain, value int
		text          string
	}{
		{unix.AF_INET, 6, "IPPROTO_TCP"}, {unix.AF_INET6, 0, "IPPROTO_IP"}, {unix.AF_INET, 3, "3"}, {unix.AF_INET, -1, "-1"},
		{unix.AF_NETLINK, 0, "NETLINK_ROUTE"}, {unix.AF_NETLINK, 6, "NETLINK_XFRM"}, {unix.AF_NETLINK, 15, "NETLINK_KOBJECT_UEVENT"}, {unix.AF_NETLINK, 255, "255"},
		{unix.AF_PACKET, 0x0300, "htons(ETH_P_ALL)"}, {unix.AF_PACKET, 0x0008, "htons(ETH_P_IP)"}, {unix.AF_PACKET, 0x0608, "htons(ETH_P_ARP)"},
		{unix.AF_PACKET, 3, "htons(0x300)"}, {unix.AF_PACKET, 0, "0"}, {unix.AF_PACKET, 0x10003, "65539"},
		{unix.AF_UNIX, 0, "0"}, {unix.AF_UNIX, 1, "1"}, {unix.AF_VSOCK, 0, "0"}, {unix.AF_VSOCK, 6, "6"}, {unix.AF_XDP, 0, "0"}, {unix.AF_ALG, 0, "0"}, {99, 17, "17"},
		{unix.AF_BLUETOOTH, 0, "BTPROTO_L2CAP"}, {unix.AF_BLUETOOTH, 3, "BTPROTO_RFCOMM"}, {unix.AF_CAN, 1, "CAN_RAW"}, {unix.AF_SMC, 1, "SMCPROTO_SMC6"},
	} {
		if got := ProtocolsOf(c.domain).Format(c.value); got != c.text {
			t.Errorf("%d of %s prints %s, want %s", c.value, Domains.Format(c.domain), got, c.text)
		}
		if got, err := ParseProtocol(c.domain, c.text); err != nil || got != c.value {
			t.Errorf("%s of %s is %d, %v; want %d", c.text, Domains.Format(c.domain), got, err, c.value)
		}
	}
	for text, want := range map[string]int{"ETH_P_ALL": 3, "htons(3)": 0x0300, "htons(0x800)": 8, "NETLINK_XFRM": 6, "IPPROTO_UDP": 17} {
		for _, domain := range []int{unix.AF_PACKET, unix.AF_UNIX} { // C takes any constant anywhere
			if got, err := ParseProtocol(domain, text); !strings.HasPrefix(text, "htons(") && (err != nil || got != want) || domain == unix.AF_PACKET && got != want {
				t.Errorf("%s of %s is %d, %v; want %d", text, Domains.Format(domain), got, err, want)
			}
		}
	}
	for _, word := range packetProtocols.Spellings() {
		if value, err := packetProtocols.Parse(word); err != nil || packetProtocols.Format(value) != word {
			t.Errorf("%s is %d, %v", word, value, err)
		}
	}
}

func TestNamesRefuse(t *testing.T) {
	for _, c := range []struct {
		family     *Names
		text, part string
	}{
		{MessageFlags, "MSG_PEEP", "MSG_PEEP"},
		{MessageFlags, "peek|nope", "nope"},
		{MessageFlags, "peek|", ""},
		{MessageFlags, "", ""},
		{MessageFlags, "msg_peek", "msg_peek"}, // a C name must be written as in C
		{Hows, "rd|wr", "rd|wr"},               // not bits
		{Domains, "99999999999", "99999999999"},
	} {
		value, err := c.family.Parse(c.text)
		var unknown *UnknownName
		if !errors.As(err, &unknown) {
			t.Errorf("%q is taken for %d, %v", c.text, value, err)
			continue
		}
		if unknown.Text != c.part || unknown.Names != c.family || !strings.Contains(err.Error(), c.family.What) {
			t.Errorf("%q: %v, about %q", c.text, err, unknown.Text)
		}
	}
}

func TestErrnoNames(t *testing.T) {
	names := ErrnoNames()
	if len(names) < 130 || names[0] != "EPERM" {
		t.Fatalf("%d names, the first %s", len(names), names[0])
	}
	last := unix.Errno(0)
	for _, name := range names {
		errno, ok := ErrnoByName(name)
		if !ok || ErrnoName(errno) != name || errno <= last {
			t.Errorf("%s is %d, %t, which is called %s", name, errno, ok, ErrnoName(errno))
		}
		last = errno
	}
	for name, want := range map[string]unix.Errno{
		"EAGAIN": unix.EAGAIN, "EWOULDBLOCK": unix.EAGAIN, "EOPNOTSUPP": unix.EOPNOTSUPP, "ENOTSUP": unix.EOPNOTSUPP,
		"EINPROGRESS": unix.EINPROGRESS, "EHWPOISON": unix.EHWPOISON,
	} {
		if got, ok := ErrnoByName(name); !ok || got != want {
			t.Errorf("%s is %d, %t; want %d", name, got, ok, want)
		}
	}
	for _, name := range []string{"", "eagain", "EAGAINN", "11"} {
		if got, ok := ErrnoByName(name); ok {
			t.Errorf("%q is taken for %d", name, got)
		}
	}
	if name := ErrnoName(0); name != "" {
		t.Errorf("errno 0 is called %q", name)
	}
	if text := ErrnoText(unix.EAGAIN); text != "Resource temporarily unavailable" {
		t.Errorf("EAGAIN reads %q", text)
	}
}

func TestErrnoInside(t *testing.T) {
	if errno := Errno(nil); errno != 0 {
		t.Errorf("no error has errno %v", errno)
	}
	if errno := Errno(errors.Join(errors.New("first"), failed("bind", unix.EADDRINUSE))); errno != unix.EADDRINUSE {
		t.Errorf("a wrapped EADDRINUSE has errno %v", errno)
	}
	if errno := Errno(errors.New("plain")); errno != 0 {
		t.Errorf("an error of no call has errno %v", errno)
	}
}
