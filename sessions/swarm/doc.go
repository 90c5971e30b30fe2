// Package swarm prints how a swarm of clients does: a line a second while it runs, and a
// report at the end.
package swarm
