package sockets

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/sys/unix"
)

// Addr is a socket address: IPv4, IPv6, a Unix path, an abstract Unix name, or one of another family that the kernel
// has reported. The zero Addr is AF_UNSPEC, and prints as "none".
type Addr struct {
	Family int            // AF_INET, AF_INET6, AF_UNIX, …; AF_UNSPEC is 0
	IP     netip.AddrPort // for AF_INET and AF_INET6; its zone is an interface's name or index
	Path   string         // for AF_UNIX: a path; empty is the unnamed address
	Name   string         // for AF_UNIX: an abstract name, with Path empty; for AF_PACKET: an interface whose index [Addr.Resolve] fills in
	Body   string         // for other families and truncated IP addresses: what follows the family in struct sockaddr
	Told   *int           // the length passed along with it, if not its own
}

// maxUnixName is the size of sun_path (unix(7)).
const maxUnixName = 108

// ParseAddr parses an address as a script writes it: 127.0.0.1:80, [::1]:80, [fe80::1%lo]:80, :80 and *:80 (0.0.0.0),
// unix:/path, unix:@name, unspec:127.0.0.1:80, netlink:0, vsock:local:80, packet:lo, none, and those of netlink, vsock
// and packet sockets as traces print them. No name is looked up.
func ParseAddr(text string) (Addr, error) {
	if text == "none" {
		return Addr{}, nil
	}
	if rest, ok := strings.CutPrefix(text, unspecPrefix); ok {
		return parseUnspec(rest)
	}
	if rest, ok := strings.CutPrefix(text, "unix:"); ok {
		return parseUnix(rest)
	}
	if family, brief := writtenAs(text); family != nil {
		return family.read(text, brief)
	}
	host, port, ok := cutPort(text)
	if !ok {
		return Addr{}, fmt.Errorf("%q is not an address: write 127.0.0.1:80, [::1]:80, :80, unix:name or unix:@name", text)
	}
	number, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return Addr{}, fmt.Errorf("%q in %q is not a port: write a number from 0 to 65535", port, text)
	}
	if host == "" || host == "*" {
		return Inet(netip.AddrPortFrom(netip.IPv4Unspecified(), uint16(number))), nil
	}
	bare, opened := strings.CutPrefix(host, "[")
	bare, closed := strings.CutSuffix(bare, "]")
	ip, err := netip.ParseAddr(bare)
	if err != nil || opened != closed || opened != ip.Is6() {
		return Addr{}, fmt.Errorf("%q in %q is not an IP address: write 127.0.0.1, [::1], or localhost; no other name is looked up", host, text)
	}
	if !interfaceName().MatchString(ip.Zone()) {
		return Addr{}, fmt.Errorf("the zone of %q is not an interface: write its name or number, such as [fe80::1%%lo]:80", text)
	}
	return Inet(netip.AddrPortFrom(ip, uint16(number))), nil
}

// interfaceName matches a zone: empty, or an interface's name or number.
var interfaceName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z0-9_.:-]{0,15}$`) })

func parseUnix(text string) (Addr, error) {
	name, abstract := strings.CutPrefix(text, "@")
	switch {
	case text == "", text == "@":
		return Addr{}, fmt.Errorf("unix: needs a path (unix:name, unix:/path) or an abstract name (unix:@name)")
	case abstract && len(name) >= maxUnixName, len(text) > maxUnixName:
		return Addr{}, fmt.Errorf("a Unix socket's name has at most %d bytes; this one has %d", maxUnixName, len(text))
	case abstract:
		return Addr{Family: unix.AF_UNIX, Name: name}, nil
	case strings.Contains(text, "\x00"):
		return Addr{}, fmt.Errorf("a path can't contain a NUL byte; an abstract name can (unix:@name)")
	}
	return Addr{Family: unix.AF_UNIX, Path: text}, nil
}

// cutPort splits "host:port" at the last colon that is not inside brackets.
func cutPort(text string) (host, port string, ok bool) {
	i := strings.LastIndexByte(text, ':')
	if i < 0 || strings.Contains(text[i:], "]") {
		return "", "", false
	}
	host = text[:i]
	if strings.Contains(host, ":") && !strings.HasPrefix(host, "[") {
		return "", "", false
	}
	return host, text[i+1:], true
}

// Inet returns the IPv4 or IPv6 address ip.
func Inet(ip netip.AddrPort) Addr {
	if ip.Addr().Is4() {
		return Addr{Family: unix.AF_INET, IP: ip}
	}
	return Addr{Family: unix.AF_INET6, IP: ip}
}

// String returns the address in a form that [ParseAddr] reads, except for families that a script can't write. Addresses
// of families other than IP and Unix are formatted as in a trace: AF_NETLINK,nl_pid=7,nl_groups=00000000.
func (a Addr) String() string {
	switch {
	case a.unspec().IsValid():
		return unspecPrefix + a.unspec().String()
	case a.other():
		return strings.Join(a.fields(number32), ",")
	case a.Family == unix.AF_INET || a.Family == unix.AF_INET6:
		return a.IP.String()
	case a.Family == unix.AF_UNIX && strings.HasPrefix(a.Path, "@"): // a file in this folder, not an abstract name
		return "unix:./" + a.Path
	case a.Family == unix.AF_UNIX && a.Path != "":
		return "unix:" + a.Path
	case a.Family == unix.AF_UNIX && a.Name != "":
		return "unix:@" + a.Name
	case a.Family == unix.AF_UNIX:
		return "unix:"
	}
	return "none"
}

// Unnamed reports whether a is the address of a Unix socket that has none (unix(7)).
func (a Addr) Unnamed() bool { return a.Family == unix.AF_UNIX && a.Path == "" && a.Name == "" }

// IsZero reports whether a is AF_UNSPEC: no address at all.
func (a Addr) IsZero() bool { return a.Family == unix.AF_UNSPEC && a.Body == "" }

// Local reports whether traffic to or from this address stays on this machine: loopback, a Unix socket, or no address.
// The unspecified addresses are not local for listening, because they mean every interface. An address of another
// family counts as local, because it can only belong to a socket of the session, whose family has been checked. So does
// a truncated address, which the kernel never accepts.
func (a Addr) Local() bool {
	if ip := a.unspec(); ip.IsValid() {
		return ip.Addr().IsLoopback()
	}
	switch a.Family {
	case unix.AF_INET, unix.AF_INET6:
		return a.Cut() || a.IP.Addr().Unmap().IsLoopback()
	}
	return true
}

// Any reports whether a is 0.0.0.0 or [::]: every interface for listening, this machine itself for connecting.
func (a Addr) Any() bool { return a.IP.IsValid() && a.IP.Addr().Unmap().IsUnspecified() }

// Raw returns the address as struct sockaddr, truncated or padded with zeros if Told is another length than its own.
func (a Addr) Raw() []byte {
	if a.Told == nil || *a.Told < 0 {
		return a.whole()
	}
	return Resize(a.whole(), *a.Told)
}

// whole returns the address as struct sockaddr. AF_UNSPEC is 16 bytes, as the kernel requires for connect(2).
func (a Addr) whole() []byte {
	raw := binary.NativeEndian.AppendUint16(nil, uint16(a.Family))
	if a.other() {
		return append(raw, a.Body...)
	}
	switch a.Family {
	case unix.AF_INET:
		raw = binary.BigEndian.AppendUint16(raw, a.IP.Port())
		ip := a.IP.Addr().As4()
		return append(append(raw, ip[:]...), make([]byte, 8)...)
	case unix.AF_INET6:
		raw = binary.BigEndian.AppendUint16(raw, a.IP.Port())
		raw = append(raw, 0, 0, 0, 0) // flow information
		ip := a.IP.Addr().As16()
		return binary.NativeEndian.AppendUint32(append(raw, ip[:]...), ZoneIndex(a.IP.Addr().Zone()))
	case unix.AF_UNIX:
		if a.Path != "" {
			raw = append(raw, a.Path...)
			if len(a.Path) < maxUnixName {
				raw = append(raw, 0)
			}
		} else if a.Name != "" {
			raw = append(append(raw, 0), a.Name...)
		}
		return raw
	case unix.AF_UNSPEC:
		return append(raw, make([]byte, unix.SizeofSockaddrInet4-len(raw))...)
	}
	return raw
}

// DecodeAddr decodes a struct sockaddr as the kernel does. An IPv6 address may lack its zone (RFC 2133).
func DecodeAddr(raw []byte) Addr {
	if len(raw) < 2 {
		return Addr{}
	}
	body := raw[2:]
	switch family := int(binary.NativeEndian.Uint16(raw)); {
	case family == unix.AF_INET && len(body) >= unix.SizeofSockaddrInet4-familySize:
		ip := netip.AddrFrom4([4]byte(body[2:6]))
		return Inet(netip.AddrPortFrom(ip, binary.BigEndian.Uint16(body)))
	case family == unix.AF_INET6 && len(body) >= 22:
		ip := netip.AddrFrom16([16]byte(body[6:22]))
		if len(body) >= 26 {
			ip = ip.WithZone(zoneName(binary.NativeEndian.Uint32(body[22:])))
		}
		return Addr{Family: family, IP: netip.AddrPortFrom(ip, binary.BigEndian.Uint16(body))}
	case family == unix.AF_UNIX && len(body) > 1 && body[0] == 0:
		return Addr{Family: family, Name: string(body[1:])}
	case family == unix.AF_UNIX:
		return Addr{Family: family, Path: unix.ByteSliceToString(body)}
	case family == unix.AF_UNSPEC && strings.Trim(string(body), "\x00") == "":
		return Addr{}
	default:
		return Addr{Family: family, Body: string(body)}
	}
}

// other reports whether a is of a family other than IP and Unix, or truncated.
func (a Addr) other() bool {
	switch a.Family {
	case unix.AF_UNSPEC:
		return a.Body != ""
	case unix.AF_UNIX:
		return false
	}
	return a.Family != unix.AF_INET && a.Family != unix.AF_INET6 || a.Cut()
}

// Nobody reports whether a means that there is no peer: for a netlink socket, the peer is then the kernel.
func (a Addr) Nobody() bool {
	return a.IsZero() || a.Family == unix.AF_NETLINK && strings.Trim(a.Body, "\x00") == ""
}
