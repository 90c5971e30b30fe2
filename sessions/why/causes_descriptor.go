package why

// causesOfDescriptors are those of descriptors that are not sockets, and of what moves bytes
// between two.
func causesOfDescriptors() []entry {
	return []entry{
		{"read", "EAGAIN", isPipeRead, "The pipe is empty, and {s} does not block.",
			"Poll {s} for readable, then read again. Once nobody can write to it any more, a read answers 0 bytes."},
		{"read", "EAGAIN", isEventfd, "The count of {s} is 0, and {s} does not block.", "Poll {s} for readable: a write to it makes it so."},
		{"read", "EAGAIN", isTimerfd, "{s} has not expired since it was last read or set, and does not block.", "Poll {s} for readable, then read again."},
		{"read", "EINVAL", isEventfd, "A read of an eventfd needs room for 8 bytes: it answers a number of 64 bits.", "Read 8 bytes."},
		{"read", "EINVAL", isTimerfd, "A read of a timerfd needs room for 8 bytes: it answers a number of 64 bits.", "Read 8 bytes."},
		{"read", "EINVAL", isEpoll, "{s} is an epoll: it is waited for, and holds no bytes.", "Use epoll_wait."},
		{"read", "EBADF", isPipeWrite, "{s} is open, but only for writing: it is the end of a pipe that is written to.", "Read from the other end."},

		{"write", "EPIPE", isPipeWrite, "Nobody has the reading end of the pipe open, so what is written could never be read.",
			"Close {s}. Keep a reader open as long as something is to be written."},
		{"write", "EAGAIN", isPipeWrite, "The pipe has no room, and {s} does not block. Up to 4096 bytes (PIPE_BUF) are written whole or not at all.",
			"Poll {s} for writable, then write again; F_SETPIPE_SZ makes the pipe larger."},
		{"write", "EAGAIN", isEventfd, "The count of {s} would go beyond 2^64-2, and {s} does not block.", "Read {s} first."},
		{"write", "EINVAL", isEventfd, "An eventfd takes 8 bytes, and a number below 2^64-1.", "Write a number, such as write {s} 1."},
		{"write", "EINVAL", isTimerfd, "A timerfd can only be read; timerfd_settime sets it.", "Make another timerfd with the time that is wanted."},
		{"write", "EINVAL", isEpoll, "{s} is an epoll, and takes no bytes.", "Use epoll_ctl to change its interest list."},
		{"write", "EBADF", isPipeRead, "{s} is open, but only for reading: it is the end of a pipe that is read from.", "Write to the other end."},
		{"write", "EPERM", isMemfd, "{s} is sealed against writing (F_SEAL_WRITE), or against growing (F_SEAL_GROW).", "A seal can't be taken off: make another memfd."},

		{"sendfile", "EINVAL", always, "sendfile reads from a file only: {other} is not one, or {s} can't be written to this way.",
			"From a socket or a pipe, use splice with a pipe in between."},
		{"sendfile", "EBADF", always, "{other} is not open for reading, or {s} is not open for writing.", "The first is where the bytes go, the second where they come from."},
		{"sendfile", "EAGAIN", always, "{s} has no room for any of it, and does not block.", "Poll {s} for writable, then call again: the position of {other} is where it was."},
		{"sendfile", "EPIPE", always, "Nobody can receive what {s} would send: its direction is shut down, its connection has ended, or the reading end of the pipe is closed.",
			"Close {s}."},
		{"sendfile", "EDESTADDRREQ", always, "{s} has no peer, and sendfile names no address.", "Connect {s} first."},
		{"sendfile", "ENOTCONN", always, "{other} or {s} is not connected.", "Connect it first."},

		{"splice", "EINVAL", always, "Neither {s} nor {other} is a pipe, both are ends of the same one, or one of them is a kind of file that can't be spliced.",
			"Make a pipe: splice into it, then out of it."},
		{"splice", "EBADF", always, "{other} is not open for reading, or {s} is not open for writing: a pipe has an end for each.", "Take the other end of the pipe."},
		{"splice", "EAGAIN", always, "{other} has nothing to be moved, or {s} has no room for it, and one of them does not block.",
			"Poll {other} for readable and {s} for writable, then call again."},
		{"splice", "EPIPE", always, "Nobody can receive what {s} would send: its direction is shut down, its connection has ended, or the reading end of the pipe is closed.",
			"Close {s}."},
		{"splice", "EDESTADDRREQ", always, "{s} has no peer, and splice names no address.", "Connect {s} first."},
		{"splice", "ENOTCONN", always, "{other} or {s} is not connected.", "Connect it first."},

		{"tee", "EINVAL", always, "tee copies from one pipe into another: {s} or {other} is not a pipe, or both are ends of the same one.",
			"Make a second pipe; between a pipe and anything else, use splice."},
		{"tee", "EBADF", always, "{other} is not open for reading, or {s} is not open for writing: a pipe has an end for each.", "Take the other end of the pipe."},
		{"tee", "EAGAIN", always, "{other} is empty, or {s} is full, and one of them does not block.", "Poll both, then call again."},
		{"tee", "EPIPE", always, "Nobody has the reading end of the pipe of {s} open.", "Close {s}."},

		{"dup3", "EINVAL", always, "Both are the same descriptor, which dup2 takes and dup3 does not; or the flags have a bit other than O_CLOEXEC.",
			"Name two descriptors, and no flag but cloexec."},
		{"dup3", "EBADF", always, "{s} is not open, or the number of {other} is not below RLIMIT_NOFILE.", "Duplicate a descriptor that is open."},
		{"dup3", "EBUSY", always, "Another thread is just opening a descriptor of that number.", "Call again."},
		{"pipe2", "EINVAL", always, "The flags have a bit other than O_NONBLOCK, O_CLOEXEC and O_DIRECT.", "Pass only those."},
		{"pipe2", "ENFILE", always, "The whole system has as many files open as fs.file-max allows, or this user's pipes have as many pages as fs.pipe-user-pages-hard allows.",
			"Close some, or raise the sysctl."},
		{"eventfd2", "EINVAL", always, "The flags have a bit other than EFD_SEMAPHORE, EFD_NONBLOCK and EFD_CLOEXEC.", "Pass only those."},
		{"timerfd_create", "EINVAL", always, "The clock is unknown, or the flags have a bit other than TFD_NONBLOCK and TFD_CLOEXEC.", "Pass only those."},
		{"timerfd_settime", "EINVAL", always, "A time is below 0, or its nanoseconds are a second or more.", "Pass a time that can come."},
		{"memfd_create", "EINVAL", always, "The name is longer than 249 bytes, or a flag is unknown.", "Pass a short name."},
		{"lseek", "EINVAL", always, "The position would be before the beginning of {s}, or the offset counts from neither set, cur nor end.", "Compare the offset with the size of the file."},
		{"lseek", "ESPIPE", isPipeRead, "{s} is an end of a pipe, and has no position: only a file has one.", "Use read as the bytes come."},
		{"lseek", "ESPIPE", isPipeWrite, "{s} is an end of a pipe, and has no position: only a file has one.", "Use write as the bytes go."},
		{"lseek", "ESPIPE", always, "{s} has no position: only a file has one.", "Use read and write as they come."},
	}
}
