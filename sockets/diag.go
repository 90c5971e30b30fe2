package sockets

import (
	"golang.org/x/sys/unix"
)

// Diag asks the kernel about sockets without their descriptors, or for what no option reports (sock_diag(7)). Its
// descriptor is opened once, so that it still works when the process has no more descriptors.
type Diag struct{ link *netlink }

// NoDiag returns a Diag whose requests all fail.
func NoDiag() Diag { return Diag{&netlink{fd: -1}} }

// OpenDiag opens a Diag, or returns [NoDiag] if that fails.
func OpenDiag() Diag { return Diag{openNetlink(unix.NETLINK_INET_DIAG)} }

// Open reports whether requests can be made.
func (d Diag) Open() bool { return d.link.fd >= 0 }

// Inode returns the inode of its own socket, which is in the tables too.
func (d Diag) Inode() uint32 {
	var stat unix.Stat_t
	if unix.Fstat(d.link.fd, &stat) != nil {
		return 0
	}
	return uint32(stat.Ino)
}

// Raised returns the Diag after moving its descriptor to a high number.
func (d Diag) Raised() Diag {
	d.link.raise()
	return d
}

// Close closes the descriptor.
func (d Diag) Close() { d.link.close() }

// ask sends one request and returns the body of the answer.
func (d Diag) ask(body []byte) ([]byte, error) { return d.link.one(unix.SOCK_DIAG_BY_FAMILY, body) }

// dump requests all sockets that match a request.
func (d Diag) dump(body []byte, each func([]byte)) error {
	return d.link.ask(unix.SOCK_DIAG_BY_FAMILY, unix.NLM_F_DUMP, body, each)
}

const anyState = 0xffffffff // idiag_states, udiag_states

// anyCookie is INET_DIAG_NOCOOKIE, twice, linux/inet_diag.h.
var anyCookie = []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}
