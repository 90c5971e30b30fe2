package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// OtherSocket is a netlink(7), packet(7) or vsock(7) socket in the kernel's tables, of any process.
type OtherSocket struct {
	Family, Type, Protocol int    // AF_, SOCK_, and the family's own number for a protocol
	State                  int    // TCP's number for it; 0 if the family has no states
	Local, Peer            Addr   // Peer is zero if there is none
	Inode                  uint32 // of the socket
	Cookie                 uint64
	UID                    uint32
	HasUID                 bool  // UID is set
	Shut                   uint8 // the directions that are shut down: 1 receiving, 2 sending
}

// The requests for them and the sizes of the answers: linux/netlink_diag.h, packet_diag.h, vm_sockets_diag.h.
const (
	allProtocols     = 0xff // NDIAG_PROTO_ALL
	netlinkAnswer    = 28   // struct netlink_diag_msg
	packetAnswer     = 16   // struct packet_diag_msg
	packetShowInfo   = 1    // PACKET_SHOW_INFO
	packetInfo       = 0    // PACKET_DIAG_INFO
	packetUser       = 3    // PACKET_DIAG_UID
	vsockAnswer      = 32   // struct vsock_diag_msg
	netlinkConnected = 1    // NETLINK_CONNECTED, net/netlink/af_netlink.h
)

// others calls each with the sockets of a table. size is the minimum size of an answer.
func (d Diag) others(question []byte, size int, decode func(body []byte) OtherSocket, each func(OtherSocket)) error {
	return d.dump(append(question, anyCookie...), func(body []byte) {
		if len(body) >= size {
			each(decode(body))
		}
	})
}

// Netlink calls each with every netlink socket of this network namespace.
func (d Diag) Netlink(each func(OtherSocket)) error {
	order := binary.NativeEndian
	question := append([]byte{unix.AF_NETLINK, allProtocols, 0, 0}, make([]byte, 8)...)
	return d.others(question, netlinkAnswer, func(body []byte) OtherSocket {
		one := OtherSocket{
			Family: unix.AF_NETLINK, Type: int(body[1]), Protocol: int(body[2]),
			Local: netlinkAddr(order.Uint32(body[4:]), 0), Inode: order.Uint32(body[16:]), Cookie: order.Uint64(body[20:]),
		}
		if body[3] == netlinkConnected {
			one.Peer = netlinkAddr(order.Uint32(body[8:]), order.Uint32(body[12:]))
		}
		return one
	}, each)
}

// netlinkAddr returns struct sockaddr_nl.
func netlinkAddr(port, group uint32) Addr {
	order := binary.NativeEndian
	raw := order.AppendUint16(nil, unix.AF_NETLINK)
	raw = order.AppendUint16(raw, 0)
	raw = order.AppendUint32(raw, port)
	return DecodeAddr(order.AppendUint32(raw, group))
}

// Packet calls each with every packet socket of this network namespace.
func (d Diag) Packet(each func(OtherSocket)) error {
	order := binary.NativeEndian
	question := append([]byte{unix.AF_PACKET, 0, 0, 0}, make([]byte, 4)...)
	question = order.AppendUint32(question, packetShowInfo)
	return d.others(question, packetAnswer, func(body []byte) OtherSocket {
		one := OtherSocket{Family: unix.AF_PACKET, Type: int(body[1]), Protocol: int(order.Uint16(body[2:])), Inode: order.Uint32(body[4:]), Cookie: order.Uint64(body[8:])}
		var device uint32
		for number, value := range attributes(body[packetAnswer:]) {
			switch {
			case number == packetInfo && len(value) >= 4:
				device = order.Uint32(value)
			case number == packetUser && len(value) >= 4:
				one.UID, one.HasUID = order.Uint32(value), true
			}
		}
		one.Local = packetAddr(uint16(one.Protocol), device)
		return one
	}, each)
}

// packetAddr returns struct sockaddr_ll for a socket bound to a device, 0 for all, and a protocol.
func packetAddr(protocol uint16, device uint32) Addr {
	order := binary.NativeEndian
	raw := order.AppendUint16(nil, unix.AF_PACKET)
	raw = binary.BigEndian.AppendUint16(raw, protocol)
	raw = order.AppendUint32(raw, device)
	return DecodeAddr(append(raw, make([]byte, 12)...))
}

// VSock calls each with every vsock socket of the machine.
func (d Diag) VSock(each func(OtherSocket)) error {
	order := binary.NativeEndian
	question := order.AppendUint32([]byte{unix.AF_VSOCK, 0, 0, 0}, anyState)
	return d.others(append(question, make([]byte, 8)...), vsockAnswer, func(body []byte) OtherSocket {
		one := OtherSocket{
			Family: unix.AF_VSOCK, Type: int(body[1]), State: int(body[2]), Shut: body[3],
			Local: vsockAddr(order.Uint32(body[4:]), order.Uint32(body[8:])),
			Inode: order.Uint32(body[20:]), Cookie: order.Uint64(body[24:]),
		}
		if one.State != unix.BPF_TCP_LISTEN && one.State != unix.BPF_TCP_CLOSE {
			one.Peer = vsockAddr(order.Uint32(body[12:]), order.Uint32(body[16:]))
		}
		return one
	}, each)
}

// vsockAddr returns struct sockaddr_vm.
func vsockAddr(cid, port uint32) Addr {
	order := binary.NativeEndian
	raw := order.AppendUint16(nil, unix.AF_VSOCK)
	raw = order.AppendUint16(raw, 0)
	raw = order.AppendUint32(raw, port)
	raw = order.AppendUint32(raw, cid)
	return DecodeAddr(append(raw, 0, 0, 0, 0))
}
