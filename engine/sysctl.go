package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/step"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// ownSettings are the beginnings of the settings that each network namespace has for itself.
// Being below net. does not make a setting one of them: net.netfilter.nf_hooks_lwtunnel can
// be written in a lab, and turns a key of the whole kernel (net/netfilter/nf_hooks_lwtunnel.c).
// So what is not listed is refused, and a test writes all that is and looks at the parent.
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

// sharedSettings begin like those, and are this machine's anyway: older kernels have
// them written in any network (net/ipv4/sysctl_net_ipv4.c, net/netfilter/nf_conntrack_standalone.c).
var sharedSettings = []string{
	"net.ipv4.tcp_allowed_congestion_control",
	"net.netfilter.nf_conntrack_buckets", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_expect_max",
}

// ownSetting refuses settings that a lab does not have for itself.
func ownSetting(key string) error {
	if !strings.HasPrefix(key, "net.") {
		return refusal{fmt.Errorf("%s is not a setting of the network: the others are this machine's, in a lab too", key)}
	}
	if strings.Contains(key, "/") || slices.Contains(sharedSettings, key) || !slices.ContainsFunc(ownSettings, func(own string) bool { return strings.HasPrefix(key, own) }) {
		if _, err := os.Stat(observe.SysctlFile(key)); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s can't be set: there is no such setting here", key)
		}
		return refusal{fmt.Errorf("%s is not known to be a setting that each network has for itself: writing it could change this machine's", key)}
	}
	return nil
}

func planSysctl(t *task) ([]stage, error) {
	if !t.engine.options.Lab {
		return nil, refusal{errors.New("sysctl writes kernel settings, and does so only in a lab: run with --lab")}
	}
	if err := ownSetting(t.step.Key); err != nil {
		return nil, err
	}
	return []stage{func() (action, error) {
		if err := write(observe.SysctlFile(t.step.Key), *t.step.Value); err != nil {
			return action{}, fmt.Errorf("%s can't be set to %q: %w", t.step.Key, *t.step.Value, err)
		}
		t.engine.observer.SettingWritten()
		return action{call: func(sockets.Kernel) step.Result { return step.Result{Answer: step.AnswerNothing} }}, nil
	}}, nil
}

// write hands a setting to the kernel in one call, which is what /proc/sys wants.
func write(path, value string) error {
	fd, err := unix.Open(path, unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("open", err)
	}
	defer func() { _ = unix.Close(fd) }()
	_, err = unix.Write(fd, []byte(value))
	return os.NewSyscallError("write", err)
}
