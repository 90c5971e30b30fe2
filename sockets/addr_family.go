package sockets

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// fields returns the parts of an address of a family other than IP and Unix, as strace(1) prints them: the family and
// the fields of the structure. The names of interfaces come from device. Of unknown and truncated structures, the bytes
// are shown.
func (a Addr) fields(device func(index uint32) string) []string {
	family := Domains.Constant(a.Family)
	if a.Name != "" { // as written, not resolved yet
		device = func(uint32) string { return a.Name }
	}
	if print, ok := structures[a.Family]; ok && len(a.Body) >= print.size {
		return append([]string{family}, print.fields([]byte(a.Body), device)...)
	}
	if a.Body == "" {
		return []string{family}
	}
	return []string{family, "sa_data=" + Quote([]byte(a.Body))}
}

// structure describes how addresses of a family print; fields gets what follows the family, at least size bytes.
type structure struct {
	size   int
	fields func(body []byte, device func(uint32) string) []string
}

// structures are those of the families that an unprivileged session or a lab may encounter, and a few others.
var structures = map[int]structure{
	unix.AF_NETLINK: {10, netlinkFields},
	unix.AF_PACKET:  {10, packetFields},
	unix.AF_VSOCK:   {14, vsockFields},
	unix.AF_XDP:     {14, xdpFields},
	unix.AF_ALG:     {22, algFields},
	unix.AF_QIPCRTR: {10, routerFields},
}

// netlinkFields formats struct sockaddr_nl, linux/netlink.h.
func netlinkFields(p []byte, _ func(uint32) string) []string {
	order := binary.NativeEndian
	groups := "00000000"
	if n := order.Uint32(p[6:]); n != 0 {
		groups = fmt.Sprintf("0x%06x", n)
	}
	return []string{"nl_pid=" + number32(order.Uint32(p[2:])), "nl_groups=" + groups}
}

// packetFields formats struct sockaddr_ll, linux/if_packet.h. getsockname(2) fills in sll_addr only to its actual
// length.
func packetFields(p []byte, device func(uint32) string) []string {
	order := binary.NativeEndian
	protocol := int(binary.BigEndian.Uint16(p))
	list := []string{
		"sll_protocol=htons(" + packetProtocols.Constant(protocol) + ")",
		"sll_ifindex=" + device(order.Uint32(p[2:])),
		"sll_hatype=" + hardwareTypes.Constant(int(order.Uint16(p[6:]))),
		"sll_pkttype=" + packetTypes.Constant(int(p[8])),
		"sll_halen=" + strconv.Itoa(int(p[9])),
	}
	if n := min(int(p[9]), len(p)-10); n > 0 {
		bytes := make([]string, n)
		for i, b := range p[10 : 10+n] {
			bytes[i] = "00"
			if b != 0 {
				bytes[i] = fmt.Sprintf("%#x", b)
			}
		}
		list = append(list, "sll_addr=["+strings.Join(bytes, ", ")+"]")
	}
	return list
}

// vsockFields formats struct sockaddr_vm, linux/vm_sockets.h.
func vsockFields(p []byte, _ func(uint32) string) []string {
	order := binary.NativeEndian
	port := fmt.Sprintf("%#x", order.Uint32(p[2:]))
	if order.Uint32(p[2:]) == unix.VMADDR_PORT_ANY {
		port = "VMADDR_PORT_ANY"
	}
	cid := fmt.Sprintf("%#x", order.Uint32(p[6:]))
	for _, known := range contextIDs.List {
		if uint32(known.Value) == order.Uint32(p[6:]) {
			cid = known.Text
		}
	}
	flags := "0"
	if p[10] != 0 {
		flags = vsockFlags.Constant(int(p[10]))
	}
	return []string{"svm_cid=" + cid, "svm_port=" + port, "svm_flags=" + flags}
}

// xdpFields formats struct sockaddr_xdp, linux/if_xdp.h.
func xdpFields(p []byte, device func(uint32) string) []string {
	order := binary.NativeEndian
	flags := "0"
	if n := order.Uint16(p); n != 0 {
		flags = xdpFlags.Format(int(n))
	}
	return []string{"sxdp_flags=" + flags, "sxdp_ifindex=" + device(order.Uint32(p[2:])), "sxdp_queue_id=" + number32(order.Uint32(p[6:]))}
}

// algFields formats struct sockaddr_alg, linux/if_alg.h.
func algFields(p []byte, _ func(uint32) string) []string {
	order := binary.NativeEndian
	text := func(p []byte) string { return Quote([]byte(unix.ByteSliceToString(p))) }
	return []string{"salg_type=" + text(p[:14]), "salg_feat=" + number32(order.Uint32(p[14:])), "salg_mask=" + number32(order.Uint32(p[18:])), "salg_name=" + text(p[22:])}
}

// routerFields formats struct sockaddr_qrtr, linux/qrtr.h.
func routerFields(p []byte, _ func(uint32) string) []string {
	order := binary.NativeEndian
	return []string{fmt.Sprintf("sq_node=%#x", order.Uint32(p[2:])), fmt.Sprintf("sq_port=%#x", order.Uint32(p[6:]))}
}

// Constants in these structures.
var (
	hardwareTypes = &Names{Prefix: "ARPHRD_", List: []Name{ // linux/if_arp.h
		{"ARPHRD_NETROM", unix.ARPHRD_NETROM}, {"ARPHRD_ETHER", unix.ARPHRD_ETHER}, {"ARPHRD_INFINIBAND", unix.ARPHRD_INFINIBAND},
		{"ARPHRD_CAN", unix.ARPHRD_CAN}, {"ARPHRD_PPP", unix.ARPHRD_PPP}, {"ARPHRD_RAWIP", unix.ARPHRD_RAWIP}, {"ARPHRD_TUNNEL", unix.ARPHRD_TUNNEL},
		{"ARPHRD_TUNNEL6", unix.ARPHRD_TUNNEL6}, {"ARPHRD_LOOPBACK", unix.ARPHRD_LOOPBACK}, {"ARPHRD_SIT", unix.ARPHRD_SIT},
		{"ARPHRD_IPGRE", unix.ARPHRD_IPGRE}, {"ARPHRD_IEEE80211", unix.ARPHRD_IEEE80211}, {"ARPHRD_IP6GRE", unix.ARPHRD_IP6GRE},
		{"ARPHRD_NETLINK", unix.ARPHRD_NETLINK}, {"ARPHRD_VSOCKMON", unix.ARPHRD_VSOCKMON}, {"ARPHRD_NONE", unix.ARPHRD_NONE},
	}}
	packetTypes = &Names{Prefix: "PACKET_", List: []Name{ // linux/if_packet.h
		{"PACKET_HOST", unix.PACKET_HOST}, {"PACKET_BROADCAST", unix.PACKET_BROADCAST}, {"PACKET_MULTICAST", unix.PACKET_MULTICAST},
		{"PACKET_OTHERHOST", unix.PACKET_OTHERHOST}, {"PACKET_OUTGOING", unix.PACKET_OUTGOING}, {"PACKET_LOOPBACK", unix.PACKET_LOOPBACK},
		{"PACKET_USER", unix.PACKET_USER}, {"PACKET_KERNEL", unix.PACKET_KERNEL},
	}}
	contextIDs = &Names{Prefix: "VMADDR_CID_", List: []Name{
		{"VMADDR_CID_ANY", unix.VMADDR_CID_ANY}, {"VMADDR_CID_HYPERVISOR", unix.VMADDR_CID_HYPERVISOR},
		{"VMADDR_CID_LOCAL", unix.VMADDR_CID_LOCAL}, {"VMADDR_CID_HOST", unix.VMADDR_CID_HOST},
	}}
	vsockFlags = &Names{Prefix: "VMADDR_FLAG_", List: []Name{{"VMADDR_FLAG_TO_HOST", unix.VMADDR_FLAG_TO_HOST}}}
	xdpFlags   = &Names{Prefix: "XDP_", Flags: true, List: []Name{ // linux/if_xdp.h
		{"XDP_SHARED_UMEM", unix.XDP_SHARED_UMEM}, {"XDP_COPY", unix.XDP_COPY}, {"XDP_ZEROCOPY", unix.XDP_ZEROCOPY},
		{"XDP_USE_NEED_WAKEUP", unix.XDP_USE_NEED_WAKEUP},
	}}
)

// Constant formats a constant; one without a name as strace does: 0x63 /* AF_??? */.
func (n *Names) Constant(value int) string {
	return n.named(value, func(value int) string { return number(value) + " /* " + n.Prefix + "??? */" })
}

func number32(n uint32) string { return strconv.FormatUint(uint64(n), 10) }

// DeviceName formats the name of an interface as strace does, or the index if there is no such interface.
func DeviceName(index uint32) string {
	if name, ok := InterfaceName(index); ok {
		return "if_nametoindex(" + Quote([]byte(name)) + ")"
	}
	return number32(index)
}
