package system

import (
	"os"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Scope selects which tables are read.
type Scope uint8

// The tables.
const (
	TCP Scope = 1 << iota
	UDP
	Unix
	Other // Multipath TCP, raw, netlink, packet and vsock sockets
	All   = TCP | UDP | Unix | Other
)

// Tables are the kernel's tables of the network of the thread that opens them.
type Tables struct {
	network Network
	diag    sockets.Diag
	own     uint32 // the inode of our own netlink socket, which is left out
	pid     int    // a process in the network, whose folder in /proc shows it too
}

// OpenTables opens the tables of this thread's network. They must be closed.
func OpenTables() (Tables, error) {
	network, err := networkOf("thread-self")
	if err != nil {
		return Tables{}, err
	}
	diag := sockets.OpenDiag()
	return Tables{network, diag, diag.Inode(), os.Getpid()}, nil
}

// Close closes the tables.
func (t Tables) Close() { t.diag.Close() }

// anyState is every TCP state, including that of a socket that is only bound (TCPF_BOUND_INACTIVE,
// include/net/tcp_states.h), which kernels before 6.8 do not know.
const anyState = 0xffffffff

// NoBound says what an older kernel does not list.
const NoBound = "TCP sockets that are only bound are not visible: this kernel is older than 6.8"

// Read calls each with every socket in some of the tables. The socket is only valid during the call.
func (t Tables) Read(scope Scope, show sockets.Show, missing *Missing, each func(*Socket)) {
	s := Socket{Network: t.network, HasUID: true, HasCookie: true}
	inet := func(kind int) func(*sockets.InetSocket) {
		return func(one *sockets.InetSocket) {
			s.InetSocket, s.Type = *one, kind
			each(&s)
		}
	}
	if !t.diag.Open() {
		missing.Add("sockets are read in /proc: this kernel has no sock_diag, or a filter forbids it; sockets that are only bound, TCP_INFO, cgroups and Multipath TCP, vsock, packet and netlink sockets are not visible")
		foreign(t.network, t.pid, scope, each)
		return
	}
	if scope&TCP != 0 {
		missing.failed("TCP sockets", t.diag.AllTCP(anyState, 0, show, inet(unix.SOCK_STREAM)))
	}
	for _, family := range []int{unix.AF_INET, unix.AF_INET6} {
		if scope&UDP != 0 {
			missing.failed("UDP sockets", t.diag.AllDatagrams(family, unix.IPPROTO_UDP, 0, show, inet(unix.SOCK_DGRAM)))
			missing.failed("UDP-Lite sockets", t.diag.AllDatagrams(family, unix.IPPROTO_UDPLITE, 0, show, inet(unix.SOCK_DGRAM)))
		}
		if scope&Other != 0 {
			missing.failed("Multipath TCP sockets", t.diag.AllMultipath(family, inet(unix.SOCK_STREAM)))
			missing.failed("raw sockets", t.diag.AllDatagrams(family, unix.IPPROTO_RAW, 0, show, inet(unix.SOCK_RAW)))
		}
	}
	if scope&Unix != 0 {
		missing.failed("Unix sockets", t.diag.Unix(func(one sockets.UnixSocket) {
			s = t.unix(one)
			each(&s)
		}))
	}
	if scope&Other != 0 {
		other := func(one sockets.OtherSocket) {
			if one.Inode != t.own {
				s = t.other(one)
				each(&s)
			}
		}
		missing.failed("netlink sockets", t.diag.Netlink(other))
		missing.failed("packet sockets", t.diag.Packet(other))
		missing.failed("vsock sockets", t.diag.VSock(other))
	}
}

// Listeners calls each with the TCP listeners. It costs a hundredth of reading all sockets: the kernel has a separate
// table of listeners.
func (t Tables) Listeners(each func(*Socket)) error {
	s := Socket{Network: t.network, Type: unix.SOCK_STREAM, HasUID: true, HasCookie: true}
	return t.diag.AllTCP(1<<unix.BPF_TCP_LISTEN, 0, 0, func(one *sockets.InetSocket) {
		s.InetSocket = *one
		each(&s)
	})
}

// Again reads one TCP socket again, with all details. It reports false if the socket has gone.
func (t Tables) Again(s *Socket) (now Socket, ok bool) {
	one, ok, err := t.diag.Shown(sockets.Connection{Local: s.Local, Peer: s.Peer, Device: s.Device, Cookie: s.Cookie}, showAll)
	now = *s
	now.InetSocket = one
	return now, ok && err == nil
}

func (t Tables) unix(one sockets.UnixSocket) Socket {
	s := Socket{Network: t.network, Type: one.Type, PeerInode: one.PeerInode, HasUID: true, HasCookie: true}
	s.Family, s.State, s.Local, s.Inode, s.Cookie, s.UID = unix.AF_UNIX, one.State, one.Local, one.Inode, one.Cookie, one.UID
	s.Receive, s.Send, s.Shut = one.Queue, one.Backlog, one.Shut
	return s
}

func (t Tables) other(one sockets.OtherSocket) Socket {
	s := Socket{Network: t.network, Type: one.Type, HasUID: one.HasUID, HasCookie: true}
	s.Family, s.Protocol, s.State, s.Local, s.Peer = one.Family, one.Protocol, one.State, one.Local, one.Peer
	s.Inode, s.Cookie, s.UID, s.Shut = one.Inode, one.Cookie, one.UID, one.Shut
	return s
}
