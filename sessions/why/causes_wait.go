package why

// causesOfWaiting returns the causes for poll, select and epoll.
func causesOfWaiting() []entry {
	return []entry{
		{"poll", "EINVAL", always, "There are more entries than RLIMIT_NOFILE allows.", "Watch fewer sockets, or raise the limit."},
		{"poll", "EINTR", always, "A signal ended the wait before any socket was ready. poll is never restarted, not even with SA_RESTART.", "Poll again with the remaining time."},
		{"select", "EBADF", always, "One of the sets has a descriptor that is not open; select fails as a whole and does not say which.", "Take closed descriptors out of the sets; poll would mark the one with POLLNVAL."},
		{"select", "EINVAL", always, "The count of descriptors is negative or above RLIMIT_NOFILE, or the timeout is not valid.", "Pass the highest descriptor plus one, and a timeout of 0 or more."},
		{"select", "EINTR", always, "A signal ended the wait before any socket was ready. select is never restarted, not even with SA_RESTART.", "Build the sets again and select with the remaining time."},
		{"epoll_wait", "EINVAL", notEpoll, "{s} is not an epoll.", "Pass what epoll_create1 returned."},
		{"epoll_wait", "EINVAL", asksForNone, "The call has room for no event: the maximum number must be above 0.", "Pass the number of events that the buffer has room for, at least 1."},
		{"epoll_wait", "EINVAL", always, "{s} is not an epoll, or the maximum number of events is not above 0.", "Pass what epoll_create1 returned, and at least 1."},
		{"epoll_wait", "EINTR", always, "A signal ended the wait before anything was ready. epoll_wait is never restarted, not even with SA_RESTART.", "Wait again with the remaining time."},
		{"epoll_ctl", "EEXIST", always, "{other} is already in the interest list of {s}.", "Change it with EPOLL_CTL_MOD; a dup of it has a descriptor of its own and could be added."},
		{"epoll_ctl", "ENOENT", always, "{other} is not in the interest list of {s}.", "Add it first. Closing the last descriptor of a socket removes it."},
		{"epoll_ctl", "EPERM", always, "{other} is a file that can't be waited for, such as a regular file.", "Watch sockets, pipes, terminals and other epolls."},
		{"epoll_ctl", "EINVAL", notEpoll, "{s} is not an epoll.", "Pass what epoll_create1 returned first, and then what it is to watch."},
		{"epoll_ctl", "EINVAL", watchesItself, "{s} was asked to watch itself.", "Let another epoll watch it."},
		{"epoll_ctl", "EINVAL", modExclusive, "EPOLLEXCLUSIVE can only be given with ADD.", "Take {other} off with DEL, and add it again."},
		{"epoll_ctl", "EINVAL", addExclusive, "EPOLLEXCLUSIVE goes with in, out and et only, and not with EPOLLONESHOT, pri or rdhup; nor can an epoll be watched so.",
			"Leave EPOLLEXCLUSIVE out, or the other flag."},
		{"epoll_ctl", "EINVAL", modifies, "{other} was added with EPOLLEXCLUSIVE, and such an entry can't be changed.", "Take {other} off with DEL, and add it again."},
		{"epoll_ctl", "EINVAL", always, "{s} is not an epoll or was asked to watch itself, or EPOLLEXCLUSIVE was used with MOD, with other flags than in, out and et, or on an epoll.", "Pass what epoll_create1 returned; give EPOLLEXCLUSIVE only with ADD."},
		{"epoll_ctl", "ELOOP", always, "The epolls would watch each other in a circle, or nest more than five deep.", "Break the circle."},
		{"epoll_ctl", "EBADF", always, "{s} or {other} is not an open descriptor, or only stands for a path (O_PATH).", "If a dup keeps a socket open, remove it before close: afterwards its number can no longer be named."},
		{"epoll_ctl", "ENOSPC", always, "This user watches as many descriptors as fs.epoll.max_user_watches allows.", "Watch fewer, or raise the sysctl."},
	}
}
