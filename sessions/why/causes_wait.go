package why

// causesOfWaiting are those of poll, select and epoll.
func causesOfWaiting() []entry {
	return []entry{
		{"poll", "EINVAL", always, "There are more entries than RLIMIT_NOFILE allows.", "Watch fewer sockets, or raise the limit."},
		{"poll", "EINTR", always, "A signal ended the wait before any socket was ready. poll is never restarted, not even with SA_RESTART.", "Poll again with the time that is left."},
		{"select", "EBADF", always, "One of the sets has a descriptor that is not open; select fails as a whole and does not say which.", "Take closed descriptors out of the sets; poll would mark the one with POLLNVAL."},
		{"select", "EINVAL", always, "The count of descriptors is below zero or above RLIMIT_NOFILE, or the timeout is not valid.", "Pass the highest descriptor plus one, and a timeout of 0 or more."},
		{"select", "EINTR", always, "A signal ended the wait before any socket was ready. select is never restarted, not even with SA_RESTART.", "Build the sets again and select with the time that is left."},
		{"epoll_wait", "EINVAL", always, "{s} is not an epoll, or the room for events is not above 0.", "Pass what epoll_create1 returned, and at least 1."},
		{"epoll_wait", "EINTR", always, "A signal ended the wait before anything was ready. epoll_wait is never restarted, not even with SA_RESTART.", "Wait again with the time that is left."},
		{"epoll_ctl", "EEXIST", always, "{other} is in the interest list of {s} already.", "Change it with EPOLL_CTL_MOD; a dup of it has a descriptor of its own and could be added."},
		{"epoll_ctl", "ENOENT", always, "{other} is not in the interest list of {s}.", "Add it first. Closing the last descriptor of a socket takes it out on its own."},
		{"epoll_ctl", "EPERM", always, "{other} is a file that can't be waited for, such as a regular file.", "Watch sockets, pipes, terminals and other epolls."},
		{"epoll_ctl", "EINVAL", always, "{s} is not an epoll or was to watch itself, or EPOLLEXCLUSIVE was used with MOD, with EPOLLONESHOT or on an epoll.", "Pass what epoll_create1 returned; give EPOLLEXCLUSIVE only with ADD."},
		{"epoll_ctl", "ELOOP", always, "The epolls would watch each other in a circle, or nest more than five deep.", "Take the circle apart."},
		{"epoll_ctl", "EBADF", always, "{s} or {other} is not an open descriptor.", "Take a socket out before its close, if a dup keeps it alive: afterwards its number can't be named any more."},
		{"epoll_ctl", "ENOSPC", always, "This user watches as many descriptors as fs.epoll.max_user_watches allows.", "Watch fewer, or raise the sysctl."},
	}
}
