// Package again makes the steps of a session once more, in an engine of its own: for a trial, to step
// back, to replay a recording. What the kernel picks itself, such as a port, may be another there;
// [Same] says whether two answers to a step are of the same kind.
package again
