// Package swarm is many clients at once: one thread, one epoll, and every byte that
// comes back is compared with what it has to be. Each protocol has a small file that
// says what a client of it sends and what it must be answered; the loop does the rest.
//
// What is sent is a function of the connection and of the place in its stream. So
// nothing is kept of what the kernel has not taken, and nothing of what is awaited.
package swarm
