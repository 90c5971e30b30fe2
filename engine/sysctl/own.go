package sysctl

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"netnet-tui/engine/observe"
)

// ownSettings are prefixes of the settings that each network namespace has for itself. A name that begins with net. is
// not enough: net.netfilter.nf_hooks_lwtunnel can be written in a lab, but flips a static key of the whole kernel
// (net/netfilter/nf_hooks_lwtunnel.c). So what is not listed is refused, and a test writes all that are listed and
// checks the parent.
var ownSettings = []string{
	"net.ipv4.tcp_", "net.ipv4.udp_", "net.ipv4.ip_", "net.ipv4.icmp_", "net.ipv4.igmp_", "net.ipv4.ipfrag_", "net.ipv4.fib_",
	"net.ipv4.conf.", "net.ipv4.neigh.", "net.ipv4.route.",
	"net.ipv4.ping_group_range", "net.ipv4.fwmark_reflect", "net.ipv4.raw_l3mdev_accept", "net.ipv4.nexthop_compat_mode", "net.ipv4.xfrm4_gc_thresh",
	"net.ipv6.conf.", "net.ipv6.neigh.", "net.ipv6.route.", "net.ipv6.icmp.", "net.ipv6.ip6frag_", "net.ipv6.fib_",
	"net.ipv6.flowlabel_", "net.ipv6.idgen_", "net.ipv6.max_", "net.ipv6.seg6_", "net.ipv6.ioam6_",
	"net.ipv6.auto_flowlabels", "net.ipv6.bindv6only", "net.ipv6.ip_nonlocal_bind", "net.ipv6.anycast_src_echo_reply", "net.ipv6.fwmark_reflect", "net.ipv6.xfrm6_gc_thresh",
	"net.mptcp.", "net.unix.max_dgram_qlen",
	"net.core.somaxconn", "net.core.optmem_max", "net.core.txrehash", "net.core.tstamp_allow_data", "net.core.rps_default_mask", "net.core.xfrm_",
	"net.netfilter.nf_conntrack_",
}

// sharedSettings match those prefixes but belong to the whole machine: older kernels let them be written in any network
// namespace (net/ipv4/sysctl_net_ipv4.c, net/netfilter/nf_conntrack_standalone.c).
var sharedSettings = []string{
	"net.ipv4.tcp_allowed_congestion_control",
	"net.netfilter.nf_conntrack_buckets", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_expect_max",
}

// Shared is the error for a setting that belongs, or may belong, to the whole machine.
type Shared struct{ Why string }

func (s *Shared) Error() string { return s.Why }

// Own returns an error unless each network namespace has its own copy of the setting: a [Shared] error if it is the
// machine's, another if there is no such setting.
func Own(key string) error {
	if !strings.HasPrefix(key, "net.") {
		return &Shared{key + " is not a setting of the network: the others are this machine's, in a lab too"}
	}
	if !own(key) {
		if _, err := os.Stat(observe.SysctlFile(key)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s can't be set: there is no such setting here", key)
		}
		return &Shared{key + " is not known to be a setting that each network has for itself: writing it could change this machine's"}
	}
	return nil
}

// own reports whether each network namespace has its own copy of the setting.
func own(key string) bool {
	listed := slices.ContainsFunc(ownSettings, func(beginning string) bool { return strings.HasPrefix(key, beginning) })
	return listed && !strings.Contains(key, "/") && !slices.Contains(sharedSettings, key)
}
