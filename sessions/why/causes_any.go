package why

// causesOfAnyCall returns what an errno means if the call has no meaning of its own for it.
func causesOfAnyCall() []entry {
	return []entry{
		{"", "EBADF", isPath, "{s} is open, but only stands for a path (O_PATH): the file is not open, and most calls answer EBADF.",
			"Use it with close, dup, dup3, SCM_RIGHTS, or F_GETFL, F_GETFD and F_DUPFD of fcntl."},
		{"", "EBADF", always, "{s} is not an open descriptor: it was closed, or never opened.", "Look for a close that came too early."},
		{"", "ENOTSOCK", always, "{s} is an open descriptor, but not of a socket.", "Use a socket; an epoll, a pipe or a file has other calls."},
		{"", "EFAULT", always, "A pointer of the call points outside the program's memory.", "Pass a buffer that is mapped, with its true length."},
		{"", "EINTR", always, "A signal interrupted the call while it slept, before it had done anything.", "Call again, unless the signal was meant to end the wait; SA_RESTART makes the kernel do that for most calls."},
		{"", "EMFILE", always, "The process has as many descriptors open as RLIMIT_NOFILE allows.", "Close some, or raise the limit."},
		{"", "ENFILE", always, "The whole system has as many files open as fs.file-max allows.", "Close some, or raise the sysctl."},
		{"", "ENOMEM", always, "The kernel has no memory for this, or has reached a limit on it (net.core.optmem_max, tcp_mem, a cgroup).", "Free memory, or raise that limit."},
		{"", "ENOBUFS", always, "The kernel has no buffer for this.", "Try again later, or lower the load."},
		{"", "EPERM", always, "The call needs a capability that this process lacks, or a firewall forbids it.", "Run with the capability, or in a private lab, which has its own."},
		{"", "EACCES", always, "The process lacks the permission for this.", "Look at the file's mode, the port, or a security module's rule."},
		{"", "EAGAIN", always, "The call would have to sleep, and {s} does not block.", "Poll {s}, then call again."},
		{"", "EINVAL", always, "An argument does not fit the socket or its state.", "Compare the arguments with the state of {s}."},
		{"", "EOPNOTSUPP", always, "This kind of socket does not support the operation.", "Use a kind of socket that supports it."},
		{"", "ENOTCONN", always, "{s} is not connected.", "Connect it first."},
		{"", "ENOSYS", always, "This kernel lacks the call, or a sandbox hides it.", "Use a newer kernel, or look for a seccomp filter."},
		{"", "ESPIPE", always, "A socket has no position: lseek, pread, pwrite and an offset of splice are for files.", "Use read, write, recv or send; MSG_PEEK looks without taking."},
		{"", "ESRCH", always, "There is no process of that number.", "Name one that exists."},
		{"", "ENOTTY", always, "{s} does not have this request.", "Ask only what its protocol supports."},
		{"", "EAFNOSUPPORT", always, "The address or the domain is of a family that does not belong here, or that this kernel lacks.", "Give an address of the socket's own domain."},
		{"", "ENETDOWN", always, "The network interface that {s} uses is down.", "Look at ip link, and set it up."},
		{"", "EHOSTDOWN", always, "A router said that it does not know the host of an earlier packet (ICMP host unknown).", "Check the address."},
		{"", "ECONNRESET", always, "The peer reset the connection of {s}.", "Close {s} and connect again."},
		{"", "ETIMEDOUT", always, "The peer of {s} has not answered for too long.", "Close {s} and connect again."},
	}
}
