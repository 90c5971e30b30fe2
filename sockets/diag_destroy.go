package sockets

import (
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// Destroy ends a TCP or UDP socket of any process (SOCK_DESTROY, linux/sock_diag.h) in the network namespace of the
// calling thread: a blocked call of its owner returns ECONNABORTED, and the peer of a connection gets a reset. It
// requires CAP_NET_ADMIN there: EPERM otherwise. ENOENT means that there is no such socket any more, or that it is only
// bound; EOPNOTSUPP that the kernel can't destroy sockets of its kind.
func Destroy(s InetSocket) error {
	link := openNetlink(unix.NETLINK_INET_DIAG)
	defer link.close()
	question := s.question()
	binary.NativeEndian.PutUint64(question[len(question)-len(anyCookie):], s.Cookie)
	return link.ask(unix.SOCK_DESTROY, unix.NLM_F_ACK, question, func([]byte) {})
}
