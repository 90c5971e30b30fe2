// Package swarm is many clients at once: one thread, one epoll, and every byte that comes
// back is compared with what it has to be. Each protocol has a small file that says what a
// client sends and what the answer must be; the loop does the rest.
//
// What is sent is a function of the connection and of the place in its stream. So neither
// what the kernel has not taken nor what is awaited needs to be kept.
package swarm
