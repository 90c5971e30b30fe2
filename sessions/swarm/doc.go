// Package swarm prints what a swarm of clients does: a line a second while it runs, and
// a report at its end.
package swarm
