// Package lookup finds out what an answer leaves open, in places other than the sockets of a step:
// who has a port or a name, what is at a path, what an epoll watches, where a packet would go, and
// which settings matter. It only reads, and all that it opens is opened on a thread of its own,
// with a table of descriptors of its own: the numbers that the calls of steps get stay the same.
//
//	question.go   what is asked, and which looks that takes
//	finder.go     who looks, at one place after another
//	bench.go      the session's own sockets among those that are found
//	holders.go    the sockets that have a port
//	nearby.go     those of them that the session is about
//	explains.go   which of them is for certain what was in the way
//	ports.go      the ports that the kernel chooses from
//	names.go      the Unix sockets that have a name
//	path.go       what is at a path
//	interests.go  the interest list of an epoll
//	route.go      where a packet would go
//	owners.go     the processes that have a socket
//	port.go       who has a port, asked outside a session
//	networks.go   the sockets of other networks
package lookup
