package reference

// flags are the flags of calls that findings and entries refer to.
func flags() []topic {
	return []topic{
		{name: "MSG_PEEK", also: "peek", what: "recv with it leaves what it returns in the queue.",
			surprise: "SO_PEEK_OFF makes the next peek continue after the last one.",
			try:      "a, b = socketpair unix\nsend b \"x\" => 1\nrecv a 1 MSG_PEEK => \"x\"\nrecv a 1 => \"x\"", read: "SO_PEEK_OFF, recv, recv(2)"},
		{name: "MSG_DONTWAIT", also: "dontwait", what: "This one call answers EAGAIN where it would sleep, whatever O_NONBLOCK says.",
			try: "a, b = socketpair unix\nrecv a 1 MSG_DONTWAIT => EAGAIN", read: "would block, O_NONBLOCK, EAGAIN"},
		{name: "MSG_WAITALL", also: "waitall", what: "recv sleeps until the buffer is full, the stream ends, or an error, a signal or a timeout comes.",
			surprise: "It has no effect on datagrams, nor on a socket that does not block.", read: "short read, recv(2)"},
		{name: "MSG_NOSIGNAL", also: "nosignal", what: "send answers EPIPE without raising SIGPIPE.", read: "SIGPIPE, EPIPE",
			others: "macOS lacks it: SO_NOSIGPIPE is set there."},
		{name: "MSG_OOB", also: "oob flag", what: "send marks its last byte as urgent; recv takes the urgent byte.",
			surprise: "recv answers EINVAL if there is none, or SO_OOBINLINE is on.", read: "urgent data, SO_OOBINLINE"},
		{name: "MSG_TRUNC", also: "trunc, truncation, truncated", what: "On receiving: the datagram was longer than the buffer, and the rest is gone. As an argument of recv: return the whole length.",
			surprise: "On a TCP stream the argument throws bytes away instead.",
			try:      "u = socket udp\nbind u 127.0.0.1:0\nv = socket udp\nsendto v @u \"four\" => 4\nwithin 1s expect u.pending == 4\nrecv u 2 MSG_TRUNC => 4", read: "datagram, recv(2)"},
		{name: "MSG_CTRUNC", also: "ctrunc", what: "The buffer for control messages was too small: some are lost, descriptors among them are closed.", read: "descriptor passing, recvmsg"},
		{name: "MSG_ERRQUEUE", also: "errqueue", what: "recv reads the error queue instead of the receive queue, and never sleeps.", read: "error queue, IP_RECVERR, SO_ZEROCOPY"},
		{name: "MSG_MORE", also: "more coming", what: "More follows: TCP keeps a segment that is not full, UDP builds one datagram until a send without it.", read: "cork, TCP_CORK, UDP_CORK"},
		{name: "MSG_FASTOPEN", also: "fastopen flag", what: "sendto connects and sends in one call, with the data in the SYN if there is a cookie.", read: "Fast Open, EINPROGRESS"},
		{name: "MSG_ZEROCOPY", also: "zerocopy flag", what: "send uses the bytes where they are; the error queue reports when they may be changed.", read: "zero copy, SO_ZEROCOPY"},
		{name: "MSG_EOR", also: "end of record, seqpacket record", what: "The end of a record; TCP starts the next segment afresh, a Unix seqpacket ends each message anyway.", read: "datagram, send(2)"},
		{name: "POLLIN", also: "EPOLLIN, in, pollrdnorm", what: "A recv, or accept of a listener, would not sleep.", surprise: "An end of file and an error count too.", read: "readiness, poll"},
		{name: "POLLOUT", also: "EPOLLOUT, out", what: "A send would not sleep: on TCP at least a third of the send buffer is free, or connect has ended.",
			surprise: "A socket whose send can only answer EPIPE has it too.", read: "readiness, send buffer, TCP_NOTSENT_LOWAT"},
		{name: "POLLHUP", also: "EPOLLHUP, hup, hang-up", what: "Both directions are over, or there never was a connection. It is reported even if not asked for.",
			surprise: "A fresh TCP socket has it.", read: "POLLRDHUP, CLOSED, poll"},
		{name: "POLLRDHUP", also: "EPOLLRDHUP, rdhup, peer closed", what: "The peer has ended its direction, or this side has shut down receiving.",
			surprise: "Bytes may still wait before the end of file.", others: "Recent FreeBSD has it; macOS does not.", read: "half-close, end of file, CLOSE-WAIT"},
		{name: "POLLERR", also: "EPOLLERR, err", what: "An error is pending, or the error queue is not empty. It is reported even if not asked for.", read: "pending error, error queue, SO_ERROR"},
		{name: "POLLPRI", also: "EPOLLPRI, pri", what: "There is urgent data; with SO_SELECT_ERR_QUEUE, also a report in the error queue.", read: "urgent data, SIOCATMARK"},
		{name: "POLLNVAL", also: "nval", what: "The number is not an open descriptor.", surprise: "poll counts it as ready and does not fail; select fails with EBADF.", read: "EBADF, poll, select"},
	}
}
