package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// protocolAsked is INET_DIAG_REQ_PROTOCOL, linux/inet_diag.h: the attribute for protocols beyond
// the 8 bits that a request has for one.
const protocolAsked = 3

// Where mptcpi_token is in struct mptcp_info, include/uapi/linux/mptcp.h.
const (
	tokenStart = 12
	tokenEnd   = 16
)

// MPTCPState is the number of the state that Multipath TCP has for a connection, by its token
// (mptcpi_token of MPTCP_INFO). It is not that of a subflow, which stays ESTABLISHED while the
// connection is shut down. It is false for a connection that has ended, and where the kernel does
// not tell (CONFIG_INET_MPTCP_DIAG).
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

// tokenQuestion asks for the connection of a token, which stands in place of a cookie
// (net/mptcp/mptcp_diag.c, mptcp_diag_dump_one).
func tokenQuestion(token uint32) []byte {
	const size, cookie = 56, 48 // of struct inet_diag_req_v2, and where its cookie is
	order := binary.NativeEndian
	body := make([]byte, size, size+8)
	body[0], body[1] = unix.AF_INET, unix.IPPROTO_RAW // the attribute tells the protocol
	order.PutUint32(body[4:], 0xffffffff)             // in whatever state
	order.PutUint32(body[cookie:], token)
	body = order.AppendUint16(body, 8)
	body = order.AppendUint16(body, protocolAsked)
	return order.AppendUint32(body, unix.IPPROTO_MPTCP)
}
