package why

// causesOfMaking returns the causes for socket, socketpair, dup, epoll_create1 and prlimit64.
func causesOfMaking() []entry {
	return []entry{
		{"socket", "EAFNOSUPPORT", always, "This kernel does not have this domain (AF_), or the domain belongs to the whole machine and is not available in a lab.",
			"Use AF_INET, AF_INET6 or AF_UNIX, or load the module that provides the domain."},
		{"socket", "EINVAL", always, "The type or its flags are numbers the kernel does not know.",
			"Pass one SOCK_ type, and no flags other than SOCK_NONBLOCK and SOCK_CLOEXEC."},
		{"socket", "EPROTONOSUPPORT", withoutProtocol, "A raw socket of IP has no protocol of its own: the call must name one.",
			"Name the protocol, such as IPPROTO_ICMP."},
		{"socket", "EPROTONOSUPPORT", always, "The domain does not have this protocol for this type, or it is not built in.",
			"Leave the protocol out: 0 is the type's own."},
		{"socket", "ESOCKTNOSUPPORT", always, "The domain has no socket of this type.",
			"AF_INET has SOCK_STREAM, SOCK_DGRAM and SOCK_RAW; SOCK_SEQPACKET is for AF_UNIX, and for SCTP if that is built in."},
		{"socket", "EPERM", always, "Raw and packet sockets need CAP_NET_RAW.",
			"Run with that capability, or in a private lab, which has its own; ping works with AF_INET SOCK_DGRAM IPPROTO_ICMP too."},
		{"socket", "EACCES", always, "The process may not make a socket of this kind: a ping socket (SOCK_DGRAM with IPPROTO_ICMP) wants a group in net.ipv4.ping_group_range.",
			"Extend that range in this network; of other kinds look for a security module's rule."},
		{"socket", "ENODEV", always, "The domain exists, but no transport that can carry this type is loaded.",
			"Use another type, or load the transport's module."},
		{"socketpair", "EOPNOTSUPP", always, "Only AF_UNIX makes pairs; two sockets of this domain connect through addresses.",
			"Use AF_UNIX, or a listener with connect and accept."},
		{"socketpair", "EAFNOSUPPORT", always, "This kernel does not have this domain (AF_).", "Use AF_UNIX."},
		{"socketpair", "EINVAL", always, "The type or its flags are numbers the kernel does not know.",
			"Pass one SOCK_ type, and no flags other than SOCK_NONBLOCK and SOCK_CLOEXEC."},
		{"socketpair", "EPROTONOSUPPORT", always, "AF_UNIX has no protocols to choose from.", "Leave the protocol out, or give 0."},
		{"socketpair", "ESOCKTNOSUPPORT", always, "The domain has no socket of this type.",
			"AF_UNIX has SOCK_STREAM, SOCK_DGRAM and SOCK_SEQPACKET."},
		{"epoll_create1", "EINVAL", always, "The flags have a bit other than EPOLL_CLOEXEC.", "Pass EPOLL_CLOEXEC or nothing."},
		{"pidfd_getfd", "EBADF", always, "That process has no descriptor of that number now.", "List its sockets: netnet-tui attach and the number of the process."},
		{"pidfd_getfd", "EPERM", always, "This user may not look into that process (ptrace(2), access mode), or a seccomp filter forbids the call.", "Run as the user of that process, or with CAP_SYS_PTRACE; the note says which of them is missing."},
		{"pidfd_getfd", "ENOSYS", always, "This kernel lacks the call, which Linux has since 5.6, or a sandbox hides it.", "Use a newer kernel, or look for a seccomp filter."},
		{"prlimit64", "EINVAL", always, "The requested soft limit is above the hard limit.", "Ask for at most the hard limit."},
		{"prlimit64", "EPERM", always, "Raising a hard limit needs CAP_SYS_RESOURCE, and no limit may exceed fs.nr_open.",
			"Lower the limit, or raise it before the program starts."},
	}
}
