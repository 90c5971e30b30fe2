package sockets

import (
	"encoding/binary"
	"slices"

	"golang.org/x/sys/unix"
)

// Message is a message of sendmsg(2) or recvmsg(2): struct msghdr.
type Message struct {
	Addr    *Addr    // the destination or the sender; may be nil
	Parts   [][]byte // the vector: data to send, or buffers to fill
	Control []byte   // control messages in the kernel's format, cmsg(3); when receiving, room for them, which is cut to what came
	Flags   int      // msg_flags, filled in by the kernel
	Len     int      // msg_len of sendmmsg(2) and recvmmsg(2): the number of bytes sent or received
}

// ControlMessage is one control message: struct cmsghdr of cmsg(3).
type ControlMessage struct {
	Level int    `json:"level"` // SOL_SOCKET, …
	Type  int    `json:"type"`  // SCM_RIGHTS, …
	Data  []byte `json:"data,omitempty"`
}

// cmsgHead is the offset of a control message's data: after cmsg_len, a size_t, and two ints.
const cmsgHead = unix.SizeofCmsghdr

// wideHead is its value if a size_t has 64 bits.
const wideHead = 16

// Len returns cmsg_len: the size of the header and the data.
func (c ControlMessage) Len() int { return cmsgHead + len(c.Data) }

// Rights reports whether it contains descriptors: SCM_RIGHTS of unix(7).
func (c ControlMessage) Rights() bool { return c.Level == unix.SOL_SOCKET && c.Type == unix.SCM_RIGHTS }

// JoinControl returns control messages in the kernel's format, each padded to CMSG_SPACE (cmsg(3)).
func JoinControl(list []ControlMessage) []byte {
	var raw []byte
	order := binary.NativeEndian
	for _, c := range list {
		if cmsgHead == wideHead {
			raw = order.AppendUint64(raw, uint64(c.Len()))
		} else {
			raw = order.AppendUint32(raw, uint32(c.Len()))
		}
		raw = order.AppendUint32(order.AppendUint32(raw, uint32(c.Level)), uint32(c.Type))
		raw = append(append(raw, c.Data...), make([]byte, unix.CmsgSpace(len(c.Data))-c.Len())...)
	}
	return raw
}

// SplitControl decodes control messages that the kernel filled in. A truncated one has the available data.
func SplitControl(raw []byte) []ControlMessage {
	var list []ControlMessage
	order := binary.NativeEndian
	for len(raw) >= cmsgHead {
		size := cmsgLen(raw)
		if size < cmsgHead {
			break
		}
		ints := raw[cmsgHead-8:]
		list = append(list, ControlMessage{Level: int(int32(order.Uint32(ints))), Type: int(int32(order.Uint32(ints[4:]))), Data: slices.Clone(raw[cmsgHead:min(size, len(raw))])})
		raw = raw[min(unix.CmsgSpace(size-cmsgHead), len(raw)):]
	}
	return list
}

// cmsgLen returns the cmsg_len at the beginning of raw.
func cmsgLen(raw []byte) int {
	if cmsgHead == wideHead {
		return int(min(binary.NativeEndian.Uint64(raw), uint64(len(raw))))
	}
	return int(binary.NativeEndian.Uint32(raw))
}

// size returns the total size of the parts.
func (m *Message) size() int64 {
	n := int64(0)
	for _, p := range m.Parts {
		n += int64(len(p))
	}
	return n
}
