package program

import "netnet-tui/engine/step"

// purposes say what the calls of each verb do, to the reader of a program. The summary of a verb is for the writer of a
// script: it is about the words of a line.
var purposes = map[string]string{
	"socket":     "creates a socket",
	"socketpair": "creates two sockets that are connected to each other",
	"dup":        "makes a second descriptor of the same open file description",
	"dup3":       "makes the second descriptor refer to what the first refers to, and closes what it was before",
	"memfd":      "creates a file in memory with this content",
	"pipe":       "creates a pipe: the first descriptor reads what is written to the second",
	"eventfd":    "creates a counter that write adds to and read takes",
	"timerfd":    "creates a timer, from which read takes how often it has expired",
	"close":      "closes the descriptor; closing the last one of a socket ends it",
	"shutdown":   "ends one direction or both, for every descriptor of the socket",

	"bind":        "gives the socket its local address",
	"listen":      "makes the socket a listener, whose accept queue holds backlog + 1 connections",
	"connect":     "starts a connection, or sets the peer of a datagram socket",
	"accept":      "takes the first connection out of the accept queue",
	"getsockname": "gets the local address",
	"getpeername": "gets the address of the peer",

	"send":     "hands bytes to the kernel, which may take only some of them",
	"recv":     "receives what has arrived; 0 bytes mean the end of a stream",
	"sendto":   "sends one datagram to an address",
	"recvfrom": "receives one datagram and the address of its sender",
	"read":     "reads what is there; of an eventfd or a timerfd, a number of 8 bytes",
	"write":    "writes bytes; to an eventfd, a number of 8 bytes",
	"sendfile": "sends bytes of a file without copying them through the program",
	"splice":   "moves bytes between a pipe and another descriptor without copying them through the program",
	"tee":      "copies what is in a pipe to another one, and leaves it in the first",
	"lseek":    "moves the position at which the file is read and written next",
	"sendmsg":  "sends the parts of a vector as one message, with control messages",
	"recvmsg":  "receives a message with its control messages",
	"sendmmsg": "sends several messages",
	"recvmmsg": "receives several messages",
	"writev":   "writes the parts of a vector",
	"readv":    "reads into the parts of a vector",

	"setsockopt": "sets an option",
	"getsockopt": "gets the value of an option",
	"fcntl":      "sets or gets a property of the descriptor",
	"ioctl":      "makes a request to the descriptor",
	"nonblock":   "makes the socket non-blocking",
	"pending":    "asks how many bytes wait to be received",
	"poll":       "waits until one of the descriptors is ready; a timeout of 0 only looks",
	"select":     "waits as poll does, for descriptors below 1024",
	"epoll":      "creates an epoll, whose interest list the kernel keeps",
	"epoll_ctl":  "adds a descriptor to the interest list, changes its events, or removes it",
	"epoll_wait": "waits until something in the interest list is ready; a timeout of 0 only looks",

	"server":    "creates a listener: socket, SO_REUSEADDR, bind, listen",
	"client":    "connects without blocking: socket, connect, poll for up to 5 s, SO_ERROR",
	"closedown": "shuts the connection down and closes the descriptor, even if the peer is gone (ENOTCONN)",

	"join":      "waits until the call on its thread returns, and takes its result",
	"interrupt": "makes a blocked call return EINTR",
	"fork":      "forks a process, which has a copy of every open descriptor",
	"exit":      "ends the process: the kernel closes its descriptors",
	"kill":      "ends the process by a signal: the kernel closes its descriptors",
	"show":      "prints what the kernel shows",
	"sysctl":    "gets or sets a kernel setting of the network",
	"rlimit":    "lowers the limit on open descriptors",
}

// purpose returns a short description of a step: that of its option, its request or its verb.
func purpose(s step.Step) string {
	if s.Spawned != nil {
		return "on its own thread: " + purpose(*s.Spawned)
	}
	if s.Option != nil {
		if found, err := s.Option.Find(); err == nil && found.Entry != nil && found.Entry.Summary != "" {
			return found.Entry.Summary
		}
	}
	if r, ok := s.Asked(); ok && r.About != "" {
		return r.About
	}
	return purposes[s.Verb]
}
