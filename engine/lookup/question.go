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
	Errno  unix.Errno     // 0 for an answer that is silent
	Kind   status.Kind    // of the socket; zero for an epoll
	FD     int            // of the socket
	Local  sockets.Addr   // of the socket; zero where it has none
	Device uint32         // the index of the interface that it is bound to; 0 is none
	Reuses bool           // SO_REUSEADDR is on
	Shares bool           // its port, by SO_REUSEPORT
	Asked  sockets.Addr   // that the call was given, or that an attempt to connect was made to
	Bench  func() []Known // the sockets of the bench, the oldest first
}

// Known is a socket of the bench.
type Known struct {
	Name       string
	FD         int
	Closed     bool
	Shared     bool                     // others have its inode, which are not the same: it is not a socket (anon_inode)
	Inode      uint32                   // of a closed one too, if it was asked for before; 0 where it is not known
	Cookie     uint64                   // of its connection; 0 where it is not known
	Connection sockets.Connection       // of TCP, that it has or had; without addresses where there is none
	Local      sockets.Addr             // zero where it has none
	Bound      bool                     // it is of TCP, bound to Local, and was never anything else
	Ready      func() string            // what poll says of it now; nil where no descriptor of it is open
	On         func(option string) bool // reports whether an option is on; nil where no descriptor of it is open

	reuses, shares, v6only bool // as On says, of one that has the port in question
}

// look is one of the places to look at.
type look uint

const (
	holders   look = 1 << iota // of the port that the call was given
	own                        // holders of the socket's own port
	cheap                      // only those holders that are found at once: TCP's that listen
	datagrams                  // and those of UDP, for a socket of UDP
	requests                   // connections that TCP has not completed, at the socket's own port: SYN-RECEIVED
	chosen                     // the ports that the kernel chooses from
	names                      // Unix sockets with the name that the call was given, and what is at that path
	interests                  // of an epoll
	route
	capable
)

// subject is which sockets a row is about.
type subject uint

const (
	tcp subject = 1 << iota
	inet
	unixes
	any // socket, or an epoll
)

// row says which looks an answer takes.
type row struct {
	calls    []sockets.Syscall
	errnos   []unix.Errno // nil is whatever the answer
	about    subject
	looks    look
	settings []string // of the kernel, that matter: sysctls
}

var (
	sends      = []sockets.Syscall{sockets.SysConnect, sockets.SysSendto, sockets.SysWrite, sockets.SysSendmsg, sockets.SysWritev}
	connecting = []sockets.Syscall{sockets.SysConnect, sockets.SysSendto, sockets.SysWrite, sockets.SysRecvfrom, sockets.SysRead, sockets.SysSendmsg, sockets.SysRecvmsg, sockets.SysWritev, sockets.SysReadv, sockets.SysPoll, sockets.SysGetsockopt}
)

// rows are what is looked up; all that fit an answer count.
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

// fits reports whether a row is about a question.
func (r row) fits(q Question) bool {
	return slices.Contains(r.calls, q.Call) && (r.errnos == nil || slices.Contains(r.errnos, q.Errno)) && r.about&q.about() != 0
}

// about is every subject that the socket of a question is.
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
