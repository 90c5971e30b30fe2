// Package swarm runs many clients at once: on one thread with one epoll, comparing every received byte with the
// expected one. Each protocol has a small file that says what a client sends and what the answer must be; the loop does
// the rest.
//
// Clients that send datagrams have their own loop, [senders], with the same clock, pace and report. There, the number
// in an answer says which datagram it answers.
//
// What is sent is a function of the connection and the offset in its stream, so neither unsent bytes nor expected
// answers need to be stored.
package swarm
