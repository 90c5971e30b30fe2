package sockets

import (
	"encoding/json"
	"testing"

	"netnet-tui/sockets/labtest"

	"golang.org/x/sys/unix"
)

// otherFamilies are addresses as the kernel fills them in, with what strace 6 prints for them.
var otherFamilies = []struct {
	raw    []byte
	prints string
}{
	{[]byte{16, 0, 0, 0, 0xd2, 4, 0, 0, 0x11, 0, 0, 0}, "AF_NETLINK, nl_pid=1234, nl_groups=0x000011"},
	{[]byte{16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "AF_NETLINK, nl_pid=0, nl_groups=00000000"},
	{[]byte{16, 0, 0, 0, 1, 0, 0, 0}, `AF_NETLINK, sa_data="\x00\x00\x01\x00\x00\x00"`},
	{[]byte{40, 0, 0, 0, 0x88, 0x13, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, "AF_VSOCK, svm_cid=VMADDR_CID_LOCAL, svm_port=0x1388, svm_flags=0"},
	{[]byte{40, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0}, "AF_VSOCK, svm_cid=VMADDR_CID_ANY, svm_port=VMADDR_PORT_ANY, svm_flags=0"},
	{[]byte{40, 0, 0, 0, 80, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0}, "AF_VSOCK, svm_cid=0x3, svm_port=0x50, svm_flags=VMADDR_FLAG_TO_HOST"},
	{[]byte{17, 0, 0, 3, 1, 0, 0, 0, 4, 3, 0, 6, 0, 0, 0, 0, 0, 0}, `AF_PACKET, sll_protocol=htons(ETH_P_ALL), sll_ifindex=if_nametoindex("lo"), sll_hatype=ARPHRD_LOOPBACK, sll_pkttype=PACKET_HOST, sll_halen=6, sll_addr=[00, 00, 00, 00, 00, 00]`},
	{[]byte{17, 0, 8, 0, 0, 0, 0, 0, 1, 0, 4, 6, 1, 2, 3, 4, 5, 255, 0, 0}, "AF_PACKET, sll_protocol=htons(ETH_P_IP), sll_ifindex=0, sll_hatype=ARPHRD_ETHER, sll_pkttype=PACKET_OUTGOING, sll_halen=6, sll_addr=[0x1, 0x2, 0x3, 0x4, 0x5, 0xff]"},
	{[]byte{17, 0, 0x99, 0x99, 77, 0, 0, 0, 0xe7, 3, 9, 0}, "AF_PACKET, sll_protocol=htons(0x9999 /* ETH_P_??? */), sll_ifindex=77, sll_hatype=0x3e7 /* ARPHRD_??? */, sll_pkttype=0x9 /* PACKET_??? */, sll_halen=0"},
	{[]byte{44, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0}, `AF_XDP, sxdp_flags=0, sxdp_ifindex=if_nametoindex("lo"), sxdp_queue_id=2`},
	{append([]byte("\x26\x00hash\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00sha256"), make([]byte, 58)...), `AF_ALG, salg_type="hash", salg_feat=0, salg_mask=0, salg_name="sha256"`},
	{[]byte{42, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0}, "AF_QIPCRTR, sq_node=0x1, sq_port=0x2"},
	{[]byte{29, 0, 0, 0, 1, 0, 0, 0}, `AF_CAN, sa_data="\x00\x00\x01\x00\x00\x00"`},
	{[]byte{99, 0, 'a', 'b', 'c'}, `0x63 /* AF_??? */, sa_data="abc"`},
	{[]byte{99, 0}, "0x63 /* AF_??? */"},
}

// TestAddressesOfOtherFamilies checks that addresses keep the kernel's bytes, and print as in strace.
func TestAddressesOfOtherFamilies(t *testing.T) {
	labtest.Need(t) // where lo has index 1
	for _, c := range otherFamilies {
		a := DecodeAddr(c.raw)
		if got := brief(a); got != "{"+c.prints+"}" {
			t.Errorf("% x prints\n%s, want\n{%s}", c.raw, got, c.prints)
		}
		if string(a.Raw()) != string(c.raw) || a.IsZero() || a.Any() || !a.Local() {
			t.Errorf("%s has become % x; zero %t, any %t", a, a.Raw(), a.IsZero(), a.Any())
		}
		text, err := json.Marshal(a)
		var again Addr
		if err != nil || json.Unmarshal(text, &again) != nil || again != a {
			t.Errorf("%s comes back from %s as %s, %v", a, text, again, err)
		}
	}
	if s := DecodeAddr(otherFamilies[0].raw).String(); s != "AF_NETLINK,nl_pid=1234,nl_groups=0x000011" {
		t.Errorf("as text it is %s", s)
	}
}

// TestNobody checks which addresses mean that there is no peer.
func TestNobody(t *testing.T) {
	for _, c := range []struct {
		a    Addr
		want bool
	}{
		{Addr{}, true}, {DecodeAddr(otherFamilies[0].raw), false}, {DecodeAddr(otherFamilies[1].raw), true}, {parse(t, "0.0.0.0:0"), false},
		{Addr{Family: unix.AF_UNIX}, false},
	} {
		if c.a.Nobody() != c.want {
			t.Errorf("%s is nobody: %t", c.a, !c.want)
		}
	}
}
