package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Requests about a Unix socket, and the attributes of the answers, linux/unix_diag.h.
const (
	unixShowName  = 0x01
	unixShowFile  = 0x02
	unixShowPeer  = 0x04
	unixShowQueue = 0x10
	unixShowUser  = 0x40

	unixName     = 0
	unixFile     = 1
	unixPeer     = 2
	unixQueue    = 4
	unixShutdown = 6
	unixUser     = 7
)

// unixHeader is the size of struct unix_diag_msg.
const unixHeader = 16

// unixQuestion returns struct unix_diag_req, for any state; inode 0 means any.
func unixQuestion(inode, show uint32) []byte {
	order := binary.NativeEndian
	body := []byte{unix.AF_UNIX, 0, 0, 0}
	body = order.AppendUint32(body, anyState)
	body = order.AppendUint32(body, inode)
	body = order.AppendUint32(body, show)
	return append(body, anyCookie...)
}

// UnixQueue returns how many connections are in the accept queue of a Unix listener, and its maximum, which no option
// reports.
func (d Diag) UnixQueue(inode uint32) (queue, backlog int, ok bool) {
	value, ok := d.unix(inode, unixShowQueue, unixQueue)
	if !ok || len(value) < 8 {
		return 0, 0, false
	}
	order := binary.NativeEndian
	return int(order.Uint32(value)), int(order.Uint32(value[4:])), true
}

// UnixPeer returns the inode of the socket at the other end of a Unix socket, which has no address if it has no name.
// ok is false if there is none.
func (d Diag) UnixPeer(of uint32) (inode uint32, ok bool) {
	value, ok := d.unix(of, unixShowPeer, unixPeer)
	if !ok || len(value) < 4 {
		return 0, false
	}
	return binary.NativeEndian.Uint32(value), true
}

// unix requests one attribute of a Unix socket: show is its bit in the request.
func (d Diag) unix(inode, show uint32, attribute uint16) (value []byte, ok bool) {
	if inode == 0 { // it would mean any
		return nil, false
	}
	answer, err := d.ask(unixQuestion(inode, show))
	if err != nil {
		return nil, false
	}
	for number, value := range attributes(answer[min(unixHeader, len(answer)):]) {
		if number == attribute {
			return value, true
		}
	}
	return nil, false
}

// UnixSocket is a Unix socket in the kernel's tables, of any process.
type UnixSocket struct {
	Type, State    int    // SOCK_, and TCP's number for a state: LISTEN, ESTABLISHED, CLOSE
	Inode          uint32 // of the socket
	PeerInode      uint32 // of the socket at the other end, 0 if there is none
	Cookie         uint64
	Local          Addr   // unnamed if it has no name
	FileInode      uint32 // of the file that it is bound to, 0 if there is none
	FileDevice     uint64 // where that file is, as [unix.Mkdev] makes it
	UID            uint32
	Queue, Backlog uint32 // for a listener, the length of its accept queue and its maximum; for others, bytes to read, and bytes sent but not yet read
	Shut           uint8  // the directions that are shut down: 1 receiving, 2 sending
}

// Unix calls each with every Unix socket of this network namespace.
func (d Diag) Unix(each func(UnixSocket)) error {
	return d.dump(unixQuestion(0, unixShowName|unixShowFile|unixShowPeer|unixShowQueue|unixShowUser), func(body []byte) {
		if len(body) >= unixHeader {
			each(decodeUnix(body))
		}
	})
}

func decodeUnix(body []byte) UnixSocket {
	order := binary.NativeEndian
	s := UnixSocket{Type: int(body[1]), State: int(body[2]), Inode: order.Uint32(body[4:]), Cookie: order.Uint64(body[8:]), Local: Addr{Family: unix.AF_UNIX}}
	for number, value := range attributes(body[unixHeader:]) {
		switch {
		case number == unixName:
			s.Local = DecodeAddr(append(order.AppendUint16(nil, unix.AF_UNIX), value...))
		case number == unixFile && len(value) >= 8: // struct unix_diag_vfs
			device := order.Uint32(value[4:]) // include/linux/kdev_t.h, MAJOR and MINOR
			s.FileInode, s.FileDevice = order.Uint32(value), unix.Mkdev(device>>20, device&0xfffff)
		case number == unixPeer && len(value) >= 4:
			s.PeerInode = order.Uint32(value)
		case number == unixShutdown && len(value) > 0:
			s.Shut = value[0]
		case number == unixQueue && len(value) >= 8:
			s.Queue, s.Backlog = order.Uint32(value), order.Uint32(value[4:])
		case number == unixUser && len(value) >= 4:
			s.UID = order.Uint32(value)
		}
	}
	return s
}
