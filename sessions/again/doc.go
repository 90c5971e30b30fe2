// Package again repeats the steps of a session in a separate engine: for a trial, to step back, or to replay a
// recording. What the kernel picks itself, such as a port, may differ there; [Same] reports whether two answers to a
// step are of the same kind.
package again
