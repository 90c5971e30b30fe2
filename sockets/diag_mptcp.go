package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// protocolAsked is INET_DIAG_REQ_PROTOCOL, linux/inet_diag.h: the attribute for protocols that do not fit into the 8
// bits of a request.
const protocolAsked = 3

// Offsets of mptcpi_token in struct mptcp_info, include/uapi/linux/mptcp.h.
const (
	tokenStart = 12
	tokenEnd   = 16
)

// MPTCPState returns the number of a Multipath TCP connection's state, by its token (mptcpi_token of MPTCP_INFO). It is
// not that of a subflow, which stays ESTABLISHED while the connection is shut down. ok is false if the connection has
// ended, or if the kernel does not report it (CONFIG_INET_MPTCP_DIAG).
func (d Diag) MPTCPState(token uint32) (number int, ok bool) {
	if token == 0 {
		return 0, false
	}
	answer, err := d.ask(tokenQuestion(token))
	if err != nil || len(answer) < foundSize {
		return 0, false
	}
	return int(answer[foundState]), true
}

// tokenQuestion returns a request for the connection with a token, which takes the place of a cookie
// (net/mptcp/mptcp_diag.c, mptcp_diag_dump_one).
func tokenQuestion(token uint32) []byte {
	const size, cookie = 56, 48 // of struct inet_diag_req_v2, and the offset of its cookie
	order := binary.NativeEndian
	body := make([]byte, size, size+8)
	body[0], body[1] = unix.AF_INET, unix.IPPROTO_RAW // the protocol is in the attribute
	order.PutUint32(body[4:], 0xffffffff)             // any state
	order.PutUint32(body[cookie:], token)
	body = order.AppendUint16(body, 8)
	body = order.AppendUint16(body, protocolAsked)
	return order.AppendUint32(body, unix.IPPROTO_MPTCP)
}
