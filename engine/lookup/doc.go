// Package lookup finds out what an answer leaves open, by looking in places other than the sockets of a step: who has a
// port or a name, what is at a path, what an epoll watches, where a packet would go, and which settings matter. It only
// reads, and everything it opens is opened on a thread with its own descriptor table: the numbers that the calls of
// steps get stay the same.
//
//	question.go   what is asked, and where to look for it
//	finder.go     the search, one place after another
//	bench.go      the session's own sockets among those found
//	holders.go    the sockets that have a port
//	nearby.go     those of them that belong to the session
//	explains.go   which of them was certainly in the way
//	ports.go      the ports that the kernel chooses from
//	names.go      the Unix sockets that have a name
//	path.go       what is at a path
//	interests.go  the interest list of an epoll
//	route.go      where a packet would go
//	owners.go     the processes that have a socket
//	port.go       who has a port, asked outside a session
//	networks.go   the sockets of other networks
package lookup
