package engine

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sockets"
	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Options that take packets out of loopback whatever their address says: by
// another route, by another interface, or by telling a network that we listen.
var reaching = []string{
	"SO_BINDTODEVICE", "SO_BINDTOIFINDEX", "IP_OPTIONS", "IP_UNICAST_IF", "IPV6_UNICAST_IF",
	"IPV6_RTHDR", "IPV6_2292RTHDR", "IPV6_HOPOPTS", "IPV6_2292HOPOPTS", "IPV6_DSTOPTS", "IPV6_2292DSTOPTS",
	"IPV6_RTHDRDSTOPTS", "IPV6_2292PKTOPTIONS", "IP_MULTICAST_IF", "IPV6_MULTICAST_IF",
	"IP_ADD_MEMBERSHIP", "IP_ADD_SOURCE_MEMBERSHIP", "IPV6_ADD_MEMBERSHIP", "IPV6_JOIN_GROUP", "IPV6_JOIN_ANYCAST",
	"MCAST_JOIN_GROUP", "MCAST_JOIN_SOURCE_GROUP", "IP_MSFILTER", "MCAST_MSFILTER",
}

// outgoing are the levels at which an option that has no name could be one of those.
var outgoing = []int{unix.SOL_IP, unix.SOL_IPV6, unix.SOL_RAW, unix.IPPROTO_SCTP}

// sweeping are the beginnings of options that change routes, filters or peers by a
// struct nobody can judge.
var sweeping = []string{"MRT", "IPT_", "IP6T_", "ARPT_", "SCTP_", "IP_XFRM", "IPV6_XFRM", "IP_IPSEC", "IPV6_IPSEC", "IPV6_FLOWLABEL", "IPV6_PKTINFO"}

// stays tells whether a value of a reaching option stays on this machine. Behind a
// group stand its interface and perhaps a sender: all of them must be loopback's.
func stays(value sockopts.Value) bool {
	text := strings.Trim(value.String(), `"`)
	if text == "" || text == "0" || text == "off" || text == "hex:" { // what was set is taken back
		return true
	}
	parts := strings.Split(text, ",")
	return !slices.ContainsFunc(parts[min(1, len(parts)-1):], func(part string) bool { return !onLoopback(part) })
}

// onLoopback tells whether a word is the loopback interface, by its name, its index
// or an address, or a name that no interface has. Of an address with an index, such
// as 127.0.0.1%1, both have to be.
func onLoopback(word string) bool {
	if address, index, ok := strings.Cut(word, "%"); ok {
		return onLoopback(address) && onLoopback(index)
	}
	if ip, err := netip.ParseAddr(word); err == nil {
		return ip.IsLoopback()
	}
	if index, err := strconv.Atoi(word); err == nil {
		return index == 1
	}
	return !strings.HasPrefix(word, "hex:") && (word == "lo" || !hasInterface(word))
}

// setting refuses options that reach past loopback, unless that is allowed.
func (t *task) setting(o option, value sockopts.Value) error {
	if t.anywhere() {
		return nil
	}
	refused := slices.Contains(outgoing, o.level)
	if known, ok := o.known(); ok {
		refused = slices.Contains(reaching, known.Name) && !stays(known.Decode(value.Bytes())) ||
			slices.ContainsFunc(sweeping, func(prefix string) bool { return strings.HasPrefix(known.Name, prefix) })
	}
	if refused {
		return refusal{errReaches}
	}
	return nil
}

var errReaches = errors.New("this option can take packets past loopback: run with --allow-net, or in a lab with --lab")

// hasInterface tells whether this network has an interface of that name, as the kernel
// reads it: cut to what fits, and second names too.
func hasInterface(name string) bool {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return true
	}
	defer func() { _ = unix.Close(fd) }()
	request, err := unix.NewIfreq(name[:min(len(name), unix.IFNAMSIZ-1)])
	return err != nil || !errors.Is(unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request), unix.ENODEV)
}

// listenable refuses addresses that others could reach, unless that is allowed.
func (t *task) listenable(a sockets.Addr) error {
	if a.Local() && !a.IsZero() || t.anywhere() {
		return nil
	}
	if a.Any() || a.IsZero() {
		return refusal{fmt.Errorf("%s is every interface, not only loopback: bind to 127.0.0.1:0 or [::1]:0, or run with --allow-net, or in a lab with --lab", a)}
	}
	return t.outside(a)
}

// reachable refuses addresses outside this machine, unless that is allowed.
func (t *task) reachable(a sockets.Addr) error {
	if a.Local() || a.Any() || t.anywhere() {
		return nil
	}
	return t.outside(a)
}

func (t *task) anywhere() bool { return t.engine.options.Lab || t.engine.options.AllowNet }

func (t *task) outside(a sockets.Addr) error {
	return refusal{fmt.Errorf("%s is outside loopback: run with --allow-net, or in a lab with --lab", a)}
}

// speaks refuses to send on sockets that reach past the addresses of a step:
// packets of a whole interface, messages that change the kernel's own settings.
func (t *task) speaks(s *entry) error {
	if inet(s.Domain) || s.Domain == unix.AF_UNIX || s.Domain == 0 || t.anywhere() {
		return nil
	}
	return refusal{fmt.Errorf("sending on an %s socket reaches past loopback: run with --allow-net, or in a lab with --lab",
		sockets.Domains.Format(s.Domain))}
}
