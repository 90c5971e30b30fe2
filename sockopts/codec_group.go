package sockopts

import (
	"encoding/binary"
	"net/netip"
	"strings"

	"golang.org/x/sys/unix"
)

// source4 is struct ip_mreq_source: a group, the interface's own address and the sender. The order differs from that of
// the BSDs.
type source4 struct{}

func (c source4) Parse(text string) ([]byte, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 3 {
		return nil, reject(text, "does not have three parts", c.Hint())
	}
	var raw []byte
	for _, part := range parts {
		addr, err := ipv4{}.Parse(part)
		if err != nil {
			return nil, reject(part, "is not an IPv4 address", c.Hint())
		}
		raw = append(raw, addr...)
	}
	return raw, nil
}

func (c source4) Format(raw []byte) string {
	if len(raw) != 12 {
		return hexText(raw)
	}
	return ipv4{}.Format(raw[:4]) + "," + ipv4{}.Format(raw[4:8]) + "," + ipv4{}.Format(raw[8:])
}

func (c source4) Hint() string {
	return "GROUP,ADDRESS of the interface,SENDER, e.g. 232.1.1.1,127.0.0.1,127.0.0.2"
}

func (c source4) size() int { return 12 }

// storageSize is the size of struct sockaddr_storage.
const storageSize = 128

// groupAt is the offset of the addresses in struct group_req: after the index, aligned to a long.
const groupAt = unix.SizeofLong

// groupRequest is struct group_req or, with a sender, struct group_source_req: an interface index and addresses of
// either family (RFC 3678).
type groupRequest struct{ sender bool }

func (c groupRequest) Parse(text string) ([]byte, error) {
	parts := strings.Split(text, ",")
	want := 1
	if c.sender {
		want = 2
	}
	if len(parts) != want && len(parts) != want+1 {
		return nil, reject(text, "has too few or too many parts", c.Hint())
	}
	raw := make([]byte, c.size())
	if len(parts) > want {
		index, why := parse32(parts[want], "")
		if why != "" {
			return nil, reject(parts[want], "is not an interface index", c.Hint())
		}
		copy(raw, word(index))
	}
	for i, part := range parts[:want] {
		addr, err := netip.ParseAddr(part)
		if err != nil || addr.Zone() != "" {
			return nil, reject(part, "is not an address without a port", c.Hint())
		}
		copy(raw[groupAt+i*storageSize:], sockaddrBytes(netip.AddrPortFrom(addr, 0), 0))
	}
	return raw, nil
}

func (c groupRequest) Format(raw []byte) string {
	if len(raw) != c.size() || anySet(raw[4:groupAt]) {
		return hexText(raw)
	}
	var text string
	for at := groupAt; at < len(raw); at += storageSize {
		addr, scope, ok := asSockaddr(raw[at : at+storageSize])
		if !ok || addr.Port() != 0 || scope != 0 {
			return hexText(raw)
		}
		text += addr.Addr().String() + ","
	}
	return text + integer{}.Format(raw[:4])
}

func (c groupRequest) Hint() string {
	if c.sender {
		return "GROUP,SENDER,INDEX of the interface, e.g. 232.1.1.1,127.0.0.1,1"
	}
	return "GROUP,INDEX of the interface, e.g. 239.1.1.1,1"
}

func (c groupRequest) size() int {
	if c.sender {
		return groupAt + 2*storageSize
	}
	return groupAt + storageSize
}

// packetMember is struct packet_mreq: an interface, what to receive there, and the link-layer address if one is needed.
type packetMember struct{}

var packetMembers = &names{prefix: "PACKET_MR_", list: []name{
	{"PACKET_MR_MULTICAST", unix.PACKET_MR_MULTICAST}, {"PACKET_MR_PROMISC", unix.PACKET_MR_PROMISC},
	{"PACKET_MR_ALLMULTI", unix.PACKET_MR_ALLMULTI}, {"PACKET_MR_UNICAST", unix.PACKET_MR_UNICAST},
}}

func (c packetMember) Parse(text string) ([]byte, error) {
	parts := strings.Split(text, ",")
	if len(parts) != 2 && len(parts) != 3 {
		return nil, reject(text, "has too few or too many parts", c.Hint())
	}
	index, why := parse32(parts[0], "")
	if why != "" {
		return nil, reject(parts[0], "is not an interface index", c.Hint())
	}
	kind, ok := packetMembers.lookup(parts[1])
	if !ok {
		return nil, reject(parts[1], "is none of "+strings.Join(packetMembers.choices(), ", "), c.Hint())
	}
	var addr []byte
	if len(parts) == 3 {
		digits := strings.ReplaceAll(parts[2], ":", "")
		if addr, ok = ParseHex("hex:" + digits); !ok || len(addr) == 0 || len(addr) > 8 {
			return nil, reject(parts[2], "is not a link address", c.Hint())
		}
	}
	raw := binary.NativeEndian.AppendUint16(word(index), uint16(kind))
	raw = binary.NativeEndian.AppendUint16(raw, uint16(len(addr)))
	return append(raw, append(addr, make([]byte, 8-len(addr))...)...), nil
}

func (c packetMember) Format(raw []byte) string {
	if len(raw) != unix.SizeofPacketMreq {
		return hexText(raw)
	}
	kind, ok := packetMembers.nameOf(uint32(binary.NativeEndian.Uint16(raw[4:])))
	length := int(binary.NativeEndian.Uint16(raw[6:]))
	if !ok || length > 8 || anySet(raw[8+length:]) {
		return hexText(raw)
	}
	text := integer{}.Format(raw[:4]) + "," + kind
	for i, b := range raw[8 : 8+length] {
		separator := ":"
		if i == 0 {
			separator = ","
		}
		text += separator + hexText([]byte{b})[len("hex:"):]
	}
	return text
}

func (c packetMember) Hint() string {
	return "INDEX,KIND of membership and a link address where it takes one, e.g. 1,PACKET_MR_PROMISC"
}

func (c packetMember) size() int { return unix.SizeofPacketMreq }
