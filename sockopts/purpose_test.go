package sockopts

import (
	"slices"
	"testing"

	"golang.org/x/sys/unix"
)

func TestEveryEntryHasAPurposeAndEveryPurposeAnEntry(t *testing.T) {
	used := map[Purpose]int{}
	for _, o := range Everything() {
		if !slices.Contains(Purposes(), o.Purpose) {
			t.Errorf("%s has the purpose %q, which is none of Purposes", o.Name, o.Purpose)
		}
		if v := o.View(); v.Purpose != string(o.Purpose) {
			t.Errorf("the view of %s has the purpose %q", o.Name, v.Purpose)
		}
		used[o.Purpose]++
	}
	for i, p := range Purposes() {
		if used[p] == 0 {
			t.Errorf("nothing is for %s", p)
		}
		if slices.Index(Purposes(), p) != i {
			t.Errorf("%s stands twice", p)
		}
	}
}

// An option has the same purpose whatever the name, level or family it is set by.
func TestWhatDoesTheSameHasTheSamePurpose(t *testing.T) {
	for _, o := range Everything() {
		for _, other := range Lookup(o.Name) {
			if other.Purpose != o.Purpose {
				t.Errorf("%s is for %s at %s, and for %s at %s", o.Name, o.Purpose, o.Level, other.Purpose, other.Level)
			}
		}
	}
	for _, pair := range [][2]string{
		{"SO_RCVTIMEO", "SO_RCVTIMEO_NEW"}, {"IP_TTL", "IPV6_UNICAST_HOPS"}, {"IP_TOS", "IPV6_TCLASS"},
		{"IP_PKTINFO", "IPV6_RECVPKTINFO"}, {"IP_RECVERR", "IPV6_RECVERR"}, {"IP_MINTTL", "IPV6_MINHOPCOUNT"},
		{"IP_ADD_MEMBERSHIP", "IPV6_ADD_MEMBERSHIP"}, {"IP_FREEBIND", "IPV6_FREEBIND"}, {"MRT_INIT", "MRT6_INIT"},
		{"SO_ORIGINAL_DST", "IP6T_SO_ORIGINAL_DST"}, {"SO_NO_CHECK", "UDP_NO_CHECK6_TX"}, {"O_NONBLOCK", "FIONBIO"},
		{"SO_INQ", "TCP_INQ"}, {"TCP_CORK", "UDP_CORK"},
	} {
		one, other := Lookup(pair[0]), Lookup(pair[1])
		if len(one) == 0 || len(other) == 0 || one[0].Purpose != other[0].Purpose {
			t.Errorf("%s and %s are not for the same", pair[0], pair[1])
		}
	}
}

// A group has to be readable at a glance. UDP's multicast group is the longest, because it has the options of both
// families and those for either.
func TestNoGroupOfACommonSocketIsLong(t *testing.T) {
	const longest = 32
	for _, c := range []struct {
		socket      string
		domain, typ int
	}{
		{"TCP", unix.AF_INET, unix.SOCK_STREAM}, {"TCP over IPv6", unix.AF_INET6, unix.SOCK_STREAM},
		{"UDP", unix.AF_INET, unix.SOCK_DGRAM}, {"UDP over IPv6", unix.AF_INET6, unix.SOCK_DGRAM},
		{"unix stream", unix.AF_UNIX, unix.SOCK_STREAM}, {"unix datagram", unix.AF_UNIX, unix.SOCK_DGRAM},
	} {
		count := map[Purpose]int{}
		for _, o := range For(c.domain, c.typ, 0) {
			count[o.Purpose]++
		}
		for p, n := range count {
			if n > longest {
				t.Errorf("%d options of %s are for %s", n, c.socket, p)
			}
		}
	}
}
