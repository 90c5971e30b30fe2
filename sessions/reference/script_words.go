package reference

import "slices"

// scriptWords are the words of a script that are not system calls themselves: several calls in one, prefixes, other
// threads and processes, looks, and the event loop.
func scriptWords() []topic {
	return slices.Concat(shorthandWords(), prefixWords(), threadWords(), lookWords(), loopWords())
}

func shorthandWords() []topic {
	return []topic{
		{name: "server",
			what:     "Makes a listener: socket, SO_REUSEADDR on, bind, listen, each of them a call that is shown.",
			answers:  "a descriptor; what the first call that fails answers",
			surprise: "It blocks in accept: nonblock s changes that.",
			try:      "s = server 127.0.0.1:0\nexpect s.state == LISTEN", read: "client, listen, SO_REUSEADDR, listen(2)"},
		{name: "client",
			what:     "Makes a connection: a non-blocking socket, connect, poll until it is writable for up to 5 s, and SO_ERROR.",
			answers:  "a descriptor; the error of the connection",
			surprise: "The listener need not call accept: the kernel completes the handshake.",
			try:      "s = server 127.0.0.1:0\nc = client @s\nexpect c.state == ESTABLISHED", read: "server, connect, EINPROGRESS, connect(2)"},
		{name: "roundtrip",
			what:     "Times write, write, read: sends 1 B twice, and waits until the other end on the bench has sent both back.",
			answers:  "the median time of 8 rounds",
			surprise: "With Nagle and delayed acknowledgements it is 40 ms, with TCP_NODELAY less than 0.1 ms.",
			try:      "s = server 127.0.0.1:0\nc = client @s\na = accept s\nroundtrip c 2\nsetsockopt c TCP_NODELAY on\nroundtrip c 2", read: "Nagle, delayed ACK, TCP_NODELAY, tcp(7)"},
		{name: "attach", also: "pidfd_getfd, socket of another program, foreign socket",
			what:     "Puts a copy of a descriptor of another program on the bench: the same open file description.",
			answers:  "a descriptor; EPERM, ESRCH, EBADF",
			surprise: "While it is kept, the other program's close ends nothing: the peer sees no FIN. It needs --allow-attach, and what leads past loopback is refused. netnet-tui attach PID:FD reads and sets options without keeping a copy.",
			read:     "dup, open file description, pidfd_getfd(2)"},
		{name: "pending", also: "bytes waiting",
			what: "Is ioctl s FIONREAD: how many bytes wait to be received.", answers: "the number; EINVAL of a listener",
			try: "a, b = socketpair unix\nsend a \"hello\" => 5\npending b => 5", read: "FIONREAD, ioctl, ioctl(2)"},
	}
}

func prefixWords() []topic {
	return []topic{
		{name: "within", also: "ask until it is there",
			what:     "In front of a call, repeats it as long as it answers EAGAIN, EINPROGRESS or EALREADY, for at most the time given; in front of expect, repeats the look until it holds.",
			answers:  "what the last try answers, and how often it asked",
			surprise: "It does not make the call block: it asks again and again, and another error ends it at once.",
			try:      "a, b = socketpair unix nonblock\nspawn w send b \"x\"\nwithin 1s recv a 10 => \"x\"\njoin w", read: "would block, until, poll(2)"},
		{name: "repeat", also: "make a step many times",
			what:     "Makes a step several times. Names on its left become s_1, s_2 and so on.",
			answers:  "what the last round answers",
			surprise: "It ends early where the step fails and nothing was expected of it; an outcome has to hold every time.",
			try:      "repeat 3 s = socket tcp\nexpect s_3.state == CLOSED\nrepeat 3 close s_1 => EBADF | ok", read: "until, EMFILE, socket(2)"},
		{name: "until", also: "fill a buffer, drain",
			what:     "Makes a step again and again until its outcome holds, at most 100,000 times and for 10 s.",
			answers:  "what the last round answers, how often it was made, and how many bytes in all",
			surprise: "until EAGAIN send … fills a connection: the sum is what both buffers hold.",
			try:      "a, b = socketpair unix nonblock\nuntil EAGAIN send a 64KiB*\"x\"\nuntil EAGAIN recv b 1MiB", read: "repeat, within, send buffer, send(2)"},
		{name: "at", also: "step in another process",
			what:     "Makes the step that follows in a process that was forked, on its own copies of the descriptors.",
			answers:  "what the step answers there",
			surprise: "What it makes is a there and k_a elsewhere, for the numbers of the two processes have nothing to do with each other.",
			try:      "a, b = socketpair unix\nfork k\nat k send a \"x\" => 1\nrecv b 9 => \"x\"\nat k close a\nsend a \"y\" => 1\nexit k", read: "fork, open file description, fork(2)"},
	}
}

func threadWords() []topic {
	return []topic{
		{name: "spawn", also: "thread, call that blocks",
			what:     "Makes a call on a thread of its own, where it may block; the script goes on.",
			surprise: "close of its socket does not wake it, shutdown does.",
			try:      "a, b = socketpair unix\nspawn w recv a 10\nsend b \"x\" => 1\njoin w => \"x\"", read: "join, interrupt, close, pthreads(7)"},
		{name: "join", also: "wait for a thread",
			what:    "Waits until a spawned call returns; within bounds the wait.",
			answers: "what the call answers",
			try:     "a, b = socketpair unix\nspawn w send b \"x\"\njoin w => 1", read: "spawn, interrupt, pthreads(7)"},
		{name: "interrupt", also: "wake by a signal",
			what:     "Sends a signal to the thread of a spawned call: it returns EINTR.",
			surprise: "Bytes that were moved before the signal came count: then the call answers their number.",
			try:      "a, b = socketpair unix\nspawn w recv a 10\nsleep 20ms\ninterrupt w\njoin w => EINTR", read: "interrupted call, EINTR, signal(7)"},
		{name: "sleep", also: "nanosleep", what: "Waits for a time, and calls nothing on a socket.",
			surprise: "A test that waits for something is better off with within, which goes on as soon as it happens.",
			try:      "sleep 10ms", read: "within, timerfd, nanosleep(2)"},
		{name: "exit", also: "_exit, end of a process",
			what:     "Ends a process that was forked: the kernel closes its descriptors.",
			surprise: "A connection ends only if no other process has a descriptor of it; data that was not read makes the end a reset.",
			try:      "a, b = socketpair unix nonblock\nfork k\nclose b\nrecv a 9 => EAGAIN\nexit k\nrecv a 9 => eof", read: "kill, fork, close, exit(2)"},
		{name: "kill", also: "SIGKILL, SIGTERM, crash of a process",
			what:     "Ends a forked process with a signal, SIGTERM if none is named.",
			answers:  "0, once the process is gone",
			surprise: "Its peers see no difference from exit: the kernel closes what it had open, whatever it was doing.",
			try:      "s = server 127.0.0.1:0\nfork k\nclose s\nc = client @s\nkill k SIGKILL\nwithin 1s recv c 9 => ECONNRESET", read: "exit, fork, reset, kill(2)"},
	}
}

func lookWords() []topic {
	return []topic{
		{name: "expect", also: "assertion",
			what:     "Looks at a socket, and fails the script if it is not as said: its state, queues, bits of poll, options, TCP_INFO.",
			surprise: "Looking disturbs nothing: no error is taken, no byte is read. within in front of it repeats the look.",
			try:      "s = server 127.0.0.1:0\nc = client @s\nwithin 1s expect s.queue == 1", read: "show, within, SO_ERROR, tcp(7)"},
		{name: "show",
			what: "Prints what expect would look at: everything about a socket, or one thing.",
			try:  "s = server 127.0.0.1:0\nshow s\nshow s.backlog", read: "expect, TCP_INFO, tcp(7)"},
		{name: "sysctl", also: "kernel setting, /proc/sys/net",
			what:     "Reads a setting of the kernel's network; with a value it sets it, in a lab only.",
			answers:  "the value",
			surprise: "Most settings count for sockets that are made afterwards, and some are those of one network namespace.",
			try:      "sysctl net.core.somaxconn => >=1", read: "net.core.somaxconn, net.ipv4.tcp_fin_timeout, sysctl(8)"},
	}
}

func loopWords() []topic {
	return []topic{
		{name: "serve", also: "serve a listener",
			what:     "Gives a listener, or a datagram socket, to the event loop, which answers by a protocol while the script goes on.",
			surprise: "Its calls are the same that a step makes; gear pauses it before any of them.",
			try:      "s = server 127.0.0.1:0\nserve s echo\nc = client @s\nsend c \"hi\" => 2\nwithin 1s recv c 9 => \"hi\"\nunserve s", read: "unserve, gear, epoll, epoll(7)"},
		{name: "gear", also: "pause the event loop",
			what:     "Sets how the event loop runs: run, pause, slow 5 for 5 calls a second, step 3 for 3 calls, iteration 1 for one iteration.",
			surprise: "While it is paused the kernel goes on: connections are completed, bytes arrive, and buffers fill.",
			try:      "s = server 127.0.0.1:0\nserve s echo\ngear pause\nc = client @s\nsend c \"hi\" => 2\nrecv c 9 => EAGAIN\ngear run\nwithin 1s recv c 9 => \"hi\"\nunserve s", read: "serve, epoll_wait, epoll(7)"},
		{name: "unserve", also: "end an event loop",
			what: "Closes the connections of a served socket and gives the socket back.",
			try:  "s = server 127.0.0.1:0\nserve s echo\nunserve s\nexpect s.state == LISTEN", read: "serve, close, close(2)"},
		{name: "swarm", also: "load, many clients",
			what:     "Starts clients in a process of their own, which speak a protocol with a server and check every byte that comes back.",
			surprise: "The script goes on once they are connected; unswarm stops them, and reports what they did.",
			try:      "s = server 127.0.0.1:0\nserve s echo\nswarm 3 @s\nunswarm\nunserve s", read: "unswarm, serve, tcp(7)"},
		{name: "unswarm",
			what: "Stops the clients of swarm, or only those of one server, and reports what they did.",
			try:  "s = server 127.0.0.1:0\nserve s echo\nswarm 1 @s\nunswarm @s\nunserve s", read: "swarm, tcp(7)"},
	}
}
