// Package swarms runs the swarms of a session, each in a process of its own: this binary
// again, as "netnet-tui swarm", whose reports it reads.
package swarms
