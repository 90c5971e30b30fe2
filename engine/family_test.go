package engine

import (
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// TestAddressesOfOtherFamiliesAreEvidence binds sockets of families with their own address formats, and checks the
// trace, the evidence and what is shown.
func TestAddressesOfOtherFamiliesAreEvidence(t *testing.T) {
	r := newRig(t, Options{Lab: true, AllowNet: true})
	for _, c := range []struct {
		domain, typ, protocol int
		fresh                 string // the address of a new socket
		peer                  string // "" if there is none
	}{
		{unix.AF_NETLINK, unix.SOCK_RAW, unix.NETLINK_ROUTE, "AF_NETLINK,nl_pid=0,nl_groups=00000000", "AF_NETLINK, nl_pid=0, nl_groups=00000000"},
		{unix.AF_PACKET, unix.SOCK_DGRAM, 0, "AF_PACKET,sll_protocol=htons(0 /* ETH_P_??? */),sll_ifindex=0,sll_hatype=ARPHRD_NETROM,sll_pkttype=PACKET_HOST,sll_halen=0", ""},
		{unix.AF_VSOCK, unix.SOCK_STREAM, 0, "AF_VSOCK,svm_cid=VMADDR_CID_ANY,svm_port=VMADDR_PORT_ANY,svm_flags=0", ""},
	} {
		e := r.do("socket", named("n"), kind(c.domain, c.typ), ofProtocol(c.protocol))
		if e.Errno() == "EAFNOSUPPORT" {
			t.Logf("this kernel has no family %d", c.domain)
			continue
		}
		if e.Failed() || e.Errno() != "" {
			t.Fatalf("%s: %s %s", e.Text, e.Problem, e.Errno())
		}
		after := observed(t, e, "n").After
		if strings.Trim(after.Local, `"`) != c.fresh || after.Peer != "" || after.State != "UNCONNECTED" {
			t.Errorf("a new socket of family %d is %+v, want %s", c.domain, after, c.fresh)
		}
		e = r.well("getsockname", sock("n"))
		if want := "{" + strings.ReplaceAll(c.fresh, ",", ", ") + "}"; e.Calls[0].Args[1] != want || strings.Trim(e.Got, `"`) != c.fresh {
			t.Errorf("getsockname prints %s and answers %s, want %s", e.Calls[0].Args[1], e.Got, want)
		}
		e = r.do("getpeername", sock("n"))
		if c.peer == "" && e.Errno() == "" || c.peer != "" && e.Calls[0].Args[1] != "{"+c.peer+"}" {
			t.Errorf("getpeername prints %s", shown(e))
		}
		r.well("close", sock("n"))
	}
}

// TestSendersOfOtherFamiliesAreShown checks the sender's address of a netlink answer and of a captured packet.
func TestSendersOfOtherFamiliesAreShown(t *testing.T) {
	r := newRig(t, Options{Lab: true})
	r.well("socket", named("n"), kind(unix.AF_NETLINK, unix.SOCK_RAW))
	r.well("send", sock("n"), texted("\x14\x00\x00\x00\x12\x00\x01\x03\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	e := r.well("recvfrom", sock("n"), size(64<<10))
	if args := e.Calls[0].Args; args[4] != "{AF_NETLINK, nl_pid=0, nl_groups=00000000}" || !strings.HasSuffix(args[5], "12]") {
		t.Errorf("recvfrom prints %s", shown(e))
	}
	if local := observed(t, e, "n").After.Local; !strings.HasPrefix(local, "AF_NETLINK,nl_pid=") || strings.Contains(local, "nl_pid=0,") {
		t.Errorf("the kernel has given it the address %s", local)
	}
	r.well("socket", named("p"), kind(unix.AF_PACKET, unix.SOCK_RAW), ofProtocol(0x300)) // htons(ETH_P_ALL)
	r.well("socket", named("u"), kind(unix.AF_INET, unix.SOCK_DGRAM))
	r.do("sendto", sock("u"), addr("127.0.0.1:9"), texted("x"))
	e = r.well("recvfrom", sock("p"), size(99))
	const sender = `{AF_PACKET, sll_protocol=htons(ETH_P_IP), sll_ifindex=if_nametoindex("lo"), sll_hatype=ARPHRD_LOOPBACK, sll_pkttype=PACKET_OUTGOING, sll_halen=6, sll_addr=[00, 00, 00, 00, 00, 00]}`
	if e.Calls[0].Args[4] != sender {
		t.Errorf("recvfrom prints %s", shown(e))
	}
}
