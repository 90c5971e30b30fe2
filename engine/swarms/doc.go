// Package swarms runs the swarms of a session, each in its own process: this binary run as "netnet-tui swarm", whose
// reports it reads.
package swarms
