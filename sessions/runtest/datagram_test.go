package runtest

import (
	"strings"
	"testing"
)

// A socket that is bound to every address replies to 127.0.0.2 from 127.0.0.1, and a client connected to
// 127.0.0.2 does not receive that. With pktinfo it does, in every gear.
func TestAServerRepliesFromTheAddressThatWasAsked(t *testing.T) {
	t.Parallel()
	o := finish(t, lines(t,
		"# needs: lab",
		"u = socket udp nonblock",
		"bind u 0.0.0.0:7000",
		"serve u echo",
		"c = socket udp nonblock",
		"connect c 127.0.0.2:7000",
		`send c "one"`,
		"within 9s expect mib.UdpNoPorts == 1", // the reply has come, but no socket receives it
		"recv c 9 => EAGAIN",
		"serve u echo pktinfo",
		`send c "two"`,
		`within 9s recv c 9 => "two"`,
		"gear pause",
		`send c "three"`,
		"gear step 6",
		"gear run",
		`within 9s recv c 9 => "three"`,
		"serve u echo with poll",
		`send c "four"`,
		`within 9s recv c 9 => "four"`,
		"v = socket udp6 nonblock",
		"bind v [::]:7001",
		"serve v echo pktinfo",
		"d = socket udp nonblock",
		"connect d 127.0.0.3:7001",
		`send d "five"`,
		`within 9s recv d 9 => "five"`,
		"e = socket udp6 nonblock",
		"connect e [::1]:7001",
		`send e "six"`,
		`within 9s recv e 9 => "six"`,
		"swarm 5 udp:127.0.0.4:7000 for 10m",
		"unswarm",
		"x = socket unix-dgram nonblock",
		"bind x unix:@x",
		"serve x echo pktinfo",
	))
	if o.status != 1 || !strings.Contains(o.errors+o.out, "pktinfo is for IP datagram sockets, and x is not one") {
		t.Errorf("status %d\n%s%s", o.status, o.out, o.errors)
	}
	for _, want := range []string{
		"setsockopt(u, SOL_IP, IP_PKTINFO, [1], 4) = 0", "setsockopt(v, SOL_IPV6, IPV6_RECVPKTINFO, [1], 4) = 0",
		`recvmsg(u, {msg_name={AF_INET, 127.0.0.1:`, `ipi_spec_dst=inet_addr("127.0.0.2"), ipi_addr=inet_addr("127.0.0.2")}`,
		`sendmsg(u, {msg_name={AF_INET, 127.0.0.1:`, `cmsg_data={ipi_ifindex=0, ipi_spec_dst=inet_addr("127.0.0.2"), ipi_addr=inet_addr("0.0.0.0")}`,
		"# swarm 5 udp:127.0.0.4:7000 for 10m: ",
	} {
		if !strings.Contains(o.out, want) {
			t.Errorf("%q is missing:\n%s", want, o.out)
		}
	}
}
