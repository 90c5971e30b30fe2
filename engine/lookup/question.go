package lookup

import (
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Question is an answer that leaves something open.
type Question struct {
	Call   sockets.Syscall
	Errno  unix.Errno     // 0 if the answer was silent
	Kind   status.Kind    // of the socket; zero for an epoll
	FD     int            // of the socket
	Local  sockets.Addr   // of the socket; zero if it has none
	Device uint32         // the index of the interface that it is bound to; 0 means none
	Reuses bool           // SO_REUSEADDR is on
	Shares bool           // SO_REUSEPORT is on
	Asked  sockets.Addr   // the address given to the call, or of the connection attempt
	Bench  func() []Known // the sockets of the bench, oldest first
}

// Known is a socket of the bench.
type Known struct {
	Name       string
	FD         int
	Closed     bool
	Shared     bool                     // its inode is shared with unrelated descriptors: it is not a socket (anon_inode)
	Inode      uint32                   // also of a closed one, if it was read before; 0 if it is not known
	Cookie     uint64                   // of its connection; 0 if it is not known
	Connection sockets.Connection       // the TCP connection it has or had; without addresses if there is none
	Local      sockets.Addr             // zero if it has none
	Bound      bool                     // it is a TCP socket bound to Local that was never anything else
	Ready      func() string            // returns what poll reports for it now; nil if no descriptor of it is open
	On         func(option string) bool // reports whether an option is on; nil if no descriptor of it is open

	reuses, shares, v6only bool // the results of On, if it has the port in question
}

// look is one of the places to look in.
type look uint

const (
	holders   look = 1 << iota // of the port that the call was given
	own                        // holders of the socket's own port
	cheap                      // only holders that are found at once: TCP listeners
	datagrams                  // also UDP holders, for a UDP socket
	requests                   // incomplete TCP connections at the socket's own port: SYN-RECEIVED
	chosen                     // the ports that the kernel chooses from
	names                      // Unix sockets with the name that the call was given, and what is at that path
	interests                  // of an epoll
	route
	capable
)

// subject is the kinds of sockets that a row is about.
type subject uint

const (
	tcp subject = 1 << iota
	inet
	unixes
	any // socket, or an epoll
)

// row says which looks an answer needs.
type row struct {
	calls    []sockets.Syscall
	errnos   []unix.Errno // nil means whatever the answer
	about    subject
	looks    look
	settings []string // the kernel settings that matter (sysctls)
}

var (
	sends      = []sockets.Syscall{sockets.SysConnect, sockets.SysSendto, sockets.SysWrite, sockets.SysSendmsg, sockets.SysWritev}
	connecting = []sockets.Syscall{sockets.SysConnect, sockets.SysSendto, sockets.SysWrite, sockets.SysRecvfrom, sockets.SysRead, sockets.SysSendmsg, sockets.SysRecvmsg, sockets.SysWritev, sockets.SysReadv, sockets.SysPoll, sockets.SysGetsockopt}
)

// rows returns what is looked up for each answer; all rows that fit apply.
func rows() []row {
	call := func(names ...sockets.Syscall) []sockets.Syscall { return names }
	errno := func(numbers ...unix.Errno) []unix.Errno { return numbers }
	const ports = "net.ipv4.ip_local_port_range"
	return []row{
		{call(sockets.SysBind), errno(unix.EADDRINUSE), inet, holders | datagrams | chosen, []string{ports, "net.ipv4.ip_local_reserved_ports", "net.ipv4.ip_autobind_reuse", "net.ipv6.bindv6only"}},
		{call(sockets.SysBind), errno(unix.EADDRINUSE), tcp, 0, []string{"net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_tw_reuse"}},
		{call(sockets.SysBind), errno(unix.EACCES), inet, capable, []string{"net.ipv4.ip_unprivileged_port_start"}},
		{call(sockets.SysBind), errno(unix.EADDRNOTAVAIL, unix.EINVAL, unix.ENODEV), inet, route,
			[]string{"net.ipv4.ip_nonlocal_bind", "net.ipv6.ip_nonlocal_bind", "net.ipv6.conf.all.disable_ipv6"}},
		{call(sockets.SysListen), errno(unix.EADDRINUSE), inet, own | datagrams, nil},
		{call(sockets.SysListen), nil, tcp, 0, []string{"net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog"}},
		{call(sockets.SysAccept4), errno(unix.EAGAIN), tcp, requests, nil},
		{call(sockets.SysAccept4), nil, tcp, 0, []string{"net.ipv4.tcp_abort_on_overflow", "net.ipv4.tcp_migrate_req"}},

		{connecting, errno(unix.ECONNREFUSED), inet, holders | cheap | datagrams, nil},
		{connecting, errno(unix.ECONNREFUSED, unix.ECONNRESET), tcp, 0, []string{"net.ipv4.tcp_abort_on_overflow"}},
		{connecting, errno(unix.ETIMEDOUT, unix.EINPROGRESS, unix.EALREADY), tcp, holders | cheap,
			[]string{"net.ipv4.tcp_syn_retries", "net.ipv4.tcp_synack_retries", "net.ipv4.tcp_abort_on_overflow", "net.core.somaxconn", "net.ipv4.tcp_max_syn_backlog", "net.ipv4.tcp_syncookies"}},
		{connecting, errno(unix.ETIMEDOUT), tcp, 0, []string{"net.ipv4.tcp_retries2"}},
		{sends, errno(unix.EADDRINUSE), inet, own | datagrams, nil},
		{sends, errno(unix.EADDRNOTAVAIL, unix.EAGAIN), inet, chosen, []string{ports, "net.ipv4.ip_local_reserved_ports"}},
		{sends, errno(unix.EADDRNOTAVAIL), inet, own | route, nil},
		{sends, errno(unix.EADDRNOTAVAIL), tcp, 0, []string{"net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_tw_reuse", "net.ipv4.tcp_max_tw_buckets"}},
		{sends, errno(unix.ENETUNREACH, unix.EHOSTUNREACH, unix.EHOSTDOWN, unix.ENETDOWN, unix.EINVAL, unix.EACCES, unix.EPERM, unix.ENODEV, unix.EMSGSIZE), inet, route,
			[]string{"net.ipv4.conf.all.route_localnet", "net.ipv6.conf.all.disable_ipv6"}},
		{sends, errno(unix.EOPNOTSUPP, unix.EINPROGRESS, unix.ENOTCONN, unix.EPIPE, unix.EINVAL), tcp, 0, []string{"net.ipv4.tcp_fastopen"}},
		{sends, errno(unix.ENOBUFS, unix.EMSGSIZE), inet, 0, []string{"net.core.wmem_max", "net.core.wmem_default"}},

		{append(call(sockets.SysBind), sends...), nil, unixes, names, nil},
		{sends, errno(unix.EAGAIN), unixes, 0, []string{"net.unix.max_dgram_qlen"}},
		{call(sockets.SysListen), nil, unixes, 0, []string{"net.core.somaxconn"}},

		{call(sockets.SysEpollWait), nil, any, interests, nil},

		{call(sockets.SysSocket), errno(unix.EACCES, unix.EPERM), any, capable, []string{"net.ipv4.ping_group_range"}},
		{call(sockets.SysSocket), errno(unix.EPROTONOSUPPORT, unix.EAFNOSUPPORT, unix.ENOPROTOOPT), any, 0, []string{"net.mptcp.enabled", "net.ipv6.conf.all.disable_ipv6"}},
	}
}

// fits reports whether a row applies to a question.
func (r row) fits(q Question) bool {
	return slices.Contains(r.calls, q.Call) && (r.errnos == nil || slices.Contains(r.errnos, q.Errno)) && r.about&q.about() != 0
}

// about returns all subjects that apply to the socket of a question.
func (q Question) about() subject {
	about := any
	if q.Kind.Inet() {
		about |= inet
	}
	if q.Kind.TCP() {
		about |= tcp
	}
	if q.Kind.Unix() {
		about |= unixes
	}
	return about
}
