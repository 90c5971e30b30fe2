package sockets

import (
	"encoding/binary"
	"slices"

	"golang.org/x/sys/unix"
)

// Message is what sendmsg(2) and recvmsg(2) carry: struct msghdr of recvmsg(2).
type Message struct {
	Addr    *Addr    // to whom it goes, or who sent it; nil is nobody
	Parts   [][]byte // the vector: what is sent, or the buffers to fill
	Control []byte   // control messages as the kernel has them, cmsg(3); to receive, room for them, which is cut to what came
	Flags   int      // msg_flags, which the kernel filled in
	Len     int      // msg_len of sendmmsg(2) and recvmmsg(2): how many bytes went or came
}

// ControlMessage is one control message: struct cmsghdr of cmsg(3).
type ControlMessage struct {
	Level int    `json:"level"` // SOL_SOCKET, …
	Type  int    `json:"type"`  // SCM_RIGHTS, …
	Data  []byte `json:"data,omitempty"`
}

// cmsgHead is where the data of a control message begins: behind cmsg_len, a size_t, and two ints.
const cmsgHead = unix.SizeofCmsghdr

// wideHead is its size where a size_t has 64 bits.
const wideHead = 16

// Len is cmsg_len: the header and the data.
func (c ControlMessage) Len() int { return cmsgHead + len(c.Data) }

// Rights reports whether it carries descriptors: SCM_RIGHTS of unix(7).
func (c ControlMessage) Rights() bool { return c.Level == unix.SOL_SOCKET && c.Type == unix.SCM_RIGHTS }

// JoinControl is control messages as the kernel takes them, each of them as long as CMSG_SPACE
// says (cmsg(3)).
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

// SplitControl reads control messages that the kernel filled in. One that is cut short has the
// data that is there.
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

// cmsgLen is the cmsg_len at the beginning of raw.
func cmsgLen(raw []byte) int {
	if cmsgHead == wideHead {
		return int(min(binary.NativeEndian.Uint64(raw), uint64(len(raw))))
	}
	return int(binary.NativeEndian.Uint32(raw))
}

// size is how many bytes the parts have together.
func (m *Message) size() int64 {
	n := int64(0)
	for _, p := range m.Parts {
		n += int64(len(p))
	}
	return n
}
