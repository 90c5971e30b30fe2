package sockopts

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

// Get, print, parse, set, get is the identity for every option that can be read and set, both for the value of a new
// socket and for an unusual one. Values that the kernel rescales come back as its rule says (TestRescaledValues), and
// then stay the same.
func TestGetPrintParseSetGet(t *testing.T) {
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			for _, o := range harmless(k) {
				if o.Direction != GetSet {
					continue
				}
				fd, err := unix.Socket(k.domain, k.typ|unix.SOCK_CLOEXEC, k.protocol)
				if err != nil {
					t.Skipf("no %s socket is available: %v", k.name, err)
				}
				if k.protocol != unix.IPPROTO_MPTCP || !forgetsOnMPTCP(o) {
					checkRoundTrip(t, fd, k, o)
				}
				unix.Close(fd)
			}
		})
	}
}

func checkRoundTrip(t *testing.T, fd int, k kind, o *Option) {
	t.Helper()
	texts := []string{""} // unchanged
	if o.Boolean() {
		texts = append(texts, "on", "off")
	} else if text := unusual()[o.Name]; text != "" {
		texts = append(texts, text)
	}
	for _, text := range texts {
		if text != "" {
			asked, err := o.Parse(text)
			if err != nil {
				t.Errorf("%s: %v", o.Name, err)
				continue
			}
			switch err := set(fd, o, asked.Bytes()); {
			case err == unix.EPERM || err == unix.EACCES || o.Needs != "" && unknown(err):
				continue
			case err != nil && elsewhereOnly(o):
				continue
			case err != nil:
				disagree(t, "set %s %s: %v", o.Name, asked, err)
				continue
			}
			if raw, err := get(fd, o); o.Rescale == "" && o.Name != "TCP_QUICKACK" && (err != nil || !o.Decode(raw).Equal(asked)) {
				disagree(t, "%s is %v (%v) after %v", o.Name, o.Decode(raw), err, asked)
			}
		}
		raw, err := get(fd, o)
		if err != nil {
			return // not on a new socket
		}
		printed := o.Decode(raw).String()
		parsed, err := o.Parse(printed)
		if err != nil {
			t.Errorf("%s prints %q: %v", o.Name, printed, err)
			continue
		}
		if doubles(o) {
			continue
		}
		if err := set(fd, o, parsed.Bytes()); err == unix.EPERM || err == unix.EACCES || o.Needs != "" && unknown(err) {
			continue
		} else if err != nil && !refusesItsOwn(o) && !elsewhereOnly(o) {
			disagree(t, "set %s %s: %v", o.Name, parsed, err)
		}
		if again, err := get(fd, o); err != nil || !o.Decode(again).Equal(o.Decode(raw)) {
			disagree(t, "%s was %s and is %v, %v", o.Name, printed, o.Decode(again), err)
		}
	}
}

// doubles reports whether an option reads as a value other than the one set.
func doubles(o *Option) bool {
	return o.Doubled || o.OneWay
}

// elsewhereOnly reports whether an option needs a socket in another state.
func elsewhereOnly(o *Option) bool {
	return slices.Contains([]string{"IPV6_ADDRFORM", "PACKET_FANOUT", "IP_ROUTER_ALERT", "IPV6_CHECKSUM", "TCP_ULP"}, o.Name)
}

// Both ends of each range: the kernel accepts what is inside and refuses what is outside.
func TestRangeEnds(t *testing.T) {
	for _, c := range []struct {
		kind, name string
		in, out    []string
		refusal    error
	}{
		{"tcp4", "SO_BUSY_POLL", []string{"0", "2147483647"}, []string{"-1"}, unix.EINVAL},
		{"udp4", "SO_BUSY_POLL_BUDGET", []string{"0"}, []string{"-1", "65536"}, unix.EINVAL},
		{"tcp4", "SO_ZEROCOPY", []string{"0", "1"}, []string{"-1", "2"}, unix.EINVAL},
		{"tcp4", "SO_BINDTOIFINDEX", []string{"0", "2147483647"}, []string{"-1"}, unix.EINVAL},
		{"tcp4", "SO_BUF_LOCK", []string{"0", "3"}, []string{"4"}, unix.EINVAL},
		{"tcp4", "SO_TXREHASH", []string{"-1", "0", "1"}, []string{"-2", "2"}, unix.EINVAL},
		{"unix", "SO_INQ", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_MAXSEG", []string{"0", "88", "32767"}, []string{"87", "32768"}, unix.EINVAL},
		{"tcp4", "TCP_KEEPIDLE", []string{"1", "32767"}, []string{"0", "32768"}, unix.EINVAL},
		{"tcp4", "TCP_KEEPINTVL", []string{"1", "32767"}, []string{"0", "32768"}, unix.EINVAL},
		{"tcp4", "TCP_KEEPCNT", []string{"1", "127"}, []string{"0", "128"}, unix.EINVAL},
		{"tcp4", "TCP_SYNCNT", []string{"1", "127"}, []string{"0", "128"}, unix.EINVAL},
		{"tcp4", "TCP_USER_TIMEOUT", []string{"0", "2147483647"}, []string{"-1"}, unix.EINVAL},
		{"tcp4", "TCP_FASTOPEN", []string{"0", "2147483647"}, []string{"-1"}, unix.EINVAL},
		{"tcp4", "TCP_THIN_LINEAR_TIMEOUTS", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_THIN_DUPACK", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_SAVE_SYN", []string{"0", "2"}, []string{"-1", "3"}, unix.EINVAL},
		{"tcp4", "TCP_FASTOPEN_CONNECT", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_FASTOPEN_NO_COOKIE", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_INQ", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"tcp4", "TCP_TX_DELAY", []string{"0", "268435455"}, []string{"-1", "268435456"}, unix.EINVAL},
		{"tcp4", "TCP_RTO_MAX_MS", []string{"1000", "120000"}, []string{"999", "120001"}, unix.EINVAL},
		{"tcp4", "TCP_RTO_MIN_US", []string{"200000"}, []string{"0", "200001"}, unix.EINVAL},
		{"tcp4", "TCP_DELACK_MAX_US", []string{"200000"}, []string{"0", "200001"}, unix.EINVAL},
		{"tcp4", "IP_TTL", []string{"-1", "1", "255"}, []string{"0", "256"}, unix.EINVAL},
		{"udp4", "IP_MINTTL", []string{"0", "255"}, []string{"-1", "256"}, unix.EINVAL},
		{"udp4", "IP_MTU_DISCOVER", []string{"0", "5"}, []string{"-1", "6"}, unix.EINVAL},
		{"udp4", "IP_MULTICAST_TTL", []string{"-1", "0", "255"}, []string{"-2", "256"}, unix.EINVAL},
		{"udp4", "IP_RECVERR_RFC4884", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"udp6", "IPV6_UNICAST_HOPS", []string{"-1", "255"}, []string{"-2", "256"}, unix.EINVAL},
		{"udp6", "IPV6_MULTICAST_HOPS", []string{"-1", "255"}, []string{"-2", "256"}, unix.EINVAL},
		{"udp6", "IPV6_MULTICAST_LOOP", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"udp6", "IPV6_MTU_DISCOVER", []string{"0", "5"}, []string{"-1", "6"}, unix.EINVAL},
		{"udp6", "IPV6_MTU", []string{"0", "1280"}, []string{"1279"}, unix.EINVAL},
		{"udp6", "IPV6_TCLASS", []string{"-1", "255"}, []string{"-2", "256"}, unix.EINVAL},
		{"udp6", "IPV6_MINHOPCOUNT", []string{"0", "255"}, []string{"-1", "256"}, unix.EINVAL},
		{"udp6", "IPV6_RECVERR_RFC4884", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"udp4", "UDP_SEGMENT", []string{"0", "65535"}, []string{"-1", "65536"}, unix.EINVAL},
		{"udp4", "UDP_ENCAP", []string{"0", "2"}, []string{"1", "9"}, unix.ENOPROTOOPT},
		{"netlink", "NETLINK_ADD_MEMBERSHIP", []string{"1"}, []string{"0", "100000"}, unix.EINVAL},
		{"packet", "PACKET_VERSION", []string{"0", "2"}, []string{"3"}, unix.EINVAL},
		{"packet", "PACKET_IGNORE_OUTGOING", []string{"0", "1"}, []string{"2"}, unix.EINVAL},
		{"packet", "PACKET_VNET_HDR_SZ", []string{"0", "10", "12"}, []string{"1", "11"}, unix.EINVAL},
		{"raw6-udp", "IPV6_CHECKSUM", []string{"2", "-1"}, []string{"3"}, unix.EINVAL},
		{"xdp", "XDP_RX_RING", []string{"64"}, []string{"0", "63"}, unix.EINVAL},
	} {
		t.Run(c.kind+" "+c.name, func(t *testing.T) {
			k := kinds()[slices.IndexFunc(kinds(), func(k kind) bool { return k.name == c.kind })]
			for _, text := range slices.Concat(c.in, c.out) {
				fd, o := open(t, k), option(t, c.name)
				v, err := o.Parse(text)
				if err != nil {
					t.Fatal(err)
				}
				err = set(fd, o, v.Bytes())
				if inside := slices.Contains(c.in, text); err != unix.EPERM && (inside && err != nil || !inside && err != c.refusal) {
					disagree(t, "set %s %s: %v", o.Name, text, err)
				}
			}
		})
	}
}
