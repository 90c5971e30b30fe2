package reference

// ideasOfDescriptors are about the numbers by which processes refer to sockets.
func ideasOfDescriptors() []topic {
	return []topic{
		{name: "file descriptor", also: "descriptor, fd, file descriptors, descriptor number",
			what:     "A number of the process by which calls name a socket. The lowest free one is given out.",
			here:     "expect s.fd.",
			surprise: "After close the number is given to the next socket: a second close of it closes that one.",
			try:      "a = socket tcp\nclose a\nb = socket tcp\nexpect b.state == CLOSED",
			read:     "open file description, EBADF, EMFILE, dup"},
		{name: "open file description", also: "file description, shared socket, struct file, dup shares",
			what:     "What a descriptor refers to. dup, fork and SCM_RIGHTS make further descriptors of one: flags, options and the connection are shared.",
			here:     "d = dup s; nonblock d shows in s.nonblock too.",
			surprise: "The connection ends with the last descriptor: close of one sends nothing. shutdown works on all of them at once. epoll keeps watching a closed descriptor while a dup lives.",
			try:      "s = socket tcp\nd = dup s\nnonblock d\nexpect s.nonblock == on",
			read:     "dup, close, shutdown, O_NONBLOCK, epoll_ctl"},
		{name: "descriptor passing", also: "SCM_RIGHTS, pass descriptor, fd passing, ancillary data, control message",
			what:     "A Unix socket carries descriptors to another process: sendmsg with SCM_RIGHTS, recvmsg makes new ones of them.",
			surprise: "Without room for the control message they are closed, and only MSG_CTRUNC shows it.",
			read:     "sendmsg, recvmsg, SO_PASSCRED, unix(7)"},
		{name: "close-on-exec", also: "FD_CLOEXEC flag, SOCK_CLOEXEC, execve, leaked descriptor",
			what:     "A flag of one descriptor: execve closes it. SOCK_CLOEXEC sets it without a gap in which another thread may fork.",
			here:     "socket tcp cloexec; expect s.cloexec.",
			surprise: "A child that has inherited a listener keeps its port after the server has exited.",
			try:      "s = socket tcp cloexec\nexpect s.cloexec == on\nd = dup s\nexpect d.cloexec == off",
			read:     "FD_CLOEXEC, fcntl, EADDRINUSE"},
		{name: "descriptor limit", also: "RLIMIT_NOFILE, ulimit, nofile",
			what:     "How many descriptors a process may have: RLIMIT_NOFILE. A call that would make one more answers EMFILE.",
			here:     "rlimit nofile 20.",
			surprise: "accept that answers EMFILE leaves the connection in the queue, so a level-triggered loop spins on its listener.",
			read:     "EMFILE, ENFILE, fs.nr_open, fs.file-max, accept"},
	}
}
