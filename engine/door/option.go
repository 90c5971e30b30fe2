package door

import (
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/sockopts"

	"golang.org/x/sys/unix"
)

// Setsockopt judges an option by its numbers, as the kernel does, and by the bytes of its value.
func (d *Door) Setsockopt(fd, level, number int, value []byte) error {
	if d.anywhere() {
		return nil
	}
	level, number = int(int32(level)), int(int32(number)) // the kernel takes ints
	listed := false
	for _, o := range sockopts.All() {
		if o.Number != number || o.LevelNumber() != level {
			continue
		}
		listed = listed || o.Settable() || !netfilter(level, number)
		if o.Settable() && !d.staysLocal(o, value) {
			return refuse("%s can send packets outside loopback, or touch what belongs to other processes: %s", o.Name, allowNet)
		}
	}
	if listed || d.strange(fd, level, number) {
		return nil
	}
	return refuse("option %d of level %s is not known to stay on loopback: %s", number, sockopts.LevelName(level), allowNet)
}

// Getsockopt judges reading an option. Netfilter's rules belong to the machine, and only a process that may change them
// can read them.
func (d *Door) Getsockopt(level, number int) error {
	if d.anywhere() || !netfilter(int(int32(level)), int(int32(number))) {
		return nil
	}
	for _, o := range sockopts.All() {
		if o.Number == int(int32(number)) && o.LevelNumber() == int(int32(level)) && o.Capability != "" && !d.lacks(o.Capability) {
			return refuse("%s reads what belongs to this machine: %s", o.Name, allowNet)
		}
	}
	return nil
}

// netfilter reports whether a number may be one of netfilter's, which means one thing when read and another when set:
// they begin at IPT_BASE_CTL and IP6T_BASE_CTL of linux/netfilter_ipv4/ip_tables.h.
func netfilter(level, number int) bool {
	const base = 64
	return (level == unix.SOL_IP || level == unix.SOL_IPV6) && number >= base
}

// consulted are the levels, apart from SOL_SOCKET, SOL_TCP and SOL_UDP, at which the sockets that may be made on the
// host take options. At all others they answer ENOPROTOOPT.
var consulted = []int{
	unix.SOL_IP, unix.SOL_IPV6, unix.SOL_ICMPV6, unix.SOL_RAW, unix.SOL_MPTCP, unix.SOL_TLS,
	unix.IPPROTO_SCTP, unix.IPPROTO_UDPLITE, unix.IPPROTO_DCCP,
}

// strange reports whether the kernel, like the catalogue, lacks an option, so that asking for it is harmless. At levels
// where every option that can be set can also be read, reading it tells.
func (d *Door) strange(fd, level, number int) bool {
	switch level {
	case unix.SOL_SOCKET, unix.SOL_TCP, unix.SOL_UDP:
		_, err := d.Kernel.Getsockopt(fd, level, number, make([]byte, 256))
		return err != nil // ENOPROTOOPT, or the descriptor is not a socket
	case unix.SOL_NETLINK, unix.AF_VSOCK:
		domain, _ := d.number(fd, unix.SO_DOMAIN)
		return domain != unix.AF_NETLINK && domain != unix.AF_VSOCK
	}
	return !slices.Contains(consulted, level)
}

// staysLocal reports whether setting an option to a value reaches nothing outside.
func (d *Door) staysLocal(o *sockopts.Option, value []byte) bool {
	switch o.Reach {
	case sockopts.ReachStays:
		return true
	case sockopts.ReachByPlace:
		return off(value) || d.onLoopback(o.Decode(value))
	case sockopts.ReachByValue:
		return off(value) || slices.Contains(o.Inside, strings.Trim(o.Decode(value).String(), `"`)) || d.lacks(o.Capability)
	case sockopts.ReachLeaves:
		return d.lacks(o.Capability)
	case sockopts.ReachUnknown:
	}
	return false
}

// off reports whether a value undoes what was set.
func off(value []byte) bool { return !slices.ContainsFunc(value, func(b byte) bool { return b != 0 }) }

// lacks reports whether the kernel will refuse an option for lack of a capability, as named in the catalogue: for all
// values, or for all but those that turn the option off.
func (d *Door) lacks(capability string) bool {
	capability, _, _ = strings.Cut(capability, ",")
	switch capability {
	case "CAP_NET_ADMIN":
		return !d.Admin
	case "CAP_NET_RAW":
		return !d.Raw
	case "CAP_NET_ADMIN or CAP_NET_RAW":
		return !d.Admin && !d.Raw
	}
	return false
}

// onLoopback reports whether a value names only loopback. A group is followed by its interface and perhaps a sender,
// all of which must be loopback's.
func (d *Door) onLoopback(value sockopts.Value) bool {
	parts := strings.Split(strings.Trim(value.String(), `"`), ",")
	return !slices.ContainsFunc(parts[min(1, len(parts)-1):], func(part string) bool { return !d.isLoopback(part) })
}

// isLoopback reports whether a word is the loopback interface, by name, index or address, or a name that no interface
// has. In an address with an index, such as 127.0.0.1%1, both must be loopback's.
func (d *Door) isLoopback(word string) bool {
	if address, index, ok := strings.Cut(word, "%"); ok {
		return d.isLoopback(address) && d.isLoopback(index)
	}
	if ip, err := netip.ParseAddr(word); err == nil {
		return ip.IsLoopback()
	}
	if index, err := strconv.Atoi(word); err == nil {
		return index == 1
	}
	return !strings.HasPrefix(word, "hex:") && (word == "lo" || !d.Machine.HasInterface(word))
}

// hasInterface reports whether this network has an interface with that name, as the kernel reads it: truncated to the
// length that fits, and including alternative names.
func hasInterface(name string) bool {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return true
	}
	defer func() { _ = unix.Close(fd) }()
	request, err := unix.NewIfreq(name[:min(len(name), unix.IFNAMSIZ-1)])
	return err != nil || !errors.Is(unix.IoctlIfreq(fd, unix.SIOCGIFINDEX, request), unix.ENODEV)
}

// opening are the options that open a descriptor when they are read, and the offset of its number in the value: in
// struct sctp_peeloff_arg_t of include/uapi/linux/sctp.h it follows the association.
var opening = []struct{ level, number, at int }{
	{unix.SOL_SOCKET, unix.SO_PEERPIDFD, 0},
	{unix.IPPROTO_SCTP, sctpPeeloff, 4},
	{unix.IPPROTO_SCTP, sctpPeeloffFlags, 4},
}

// SCTP_SOCKOPT_PEELOFF and SCTP_SOCKOPT_PEELOFF_FLAGS, include/uapi/linux/sctp.h.
const (
	sctpPeeloff      = 102
	sctpPeeloffFlags = 122
)

// intSize is the size of a C int.
const intSize = 4

// opens reports whether reading an option opens a descriptor, and returns the offset of its number in the value.
func opens(level, number int) (at int, ok bool) {
	level, number = int(int32(level)), int(int32(number)) // the kernel takes ints
	for _, o := range opening {
		if o.level == level && o.number == number {
			return o.at, true
		}
	}
	return 0, false
}
