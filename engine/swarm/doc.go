// Package swarm is many clients at once: one thread, one epoll, and every byte that comes
// back is compared with what it must be. Each protocol has a small file that says what a
// client sends and what the answer must be; the loop does the rest.
//
// A crowd of clients that send datagrams is another loop, [senders], with the same clock, pace and
// report: there, an answer says by its number which datagram it is to.
//
// What is sent is a function of the connection and of the place in its stream. So neither
// unsent bytes nor expected answers need to be kept.
package swarm
