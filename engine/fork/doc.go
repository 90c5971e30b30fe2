// Package fork gives an engine additional processes, as fork(2) would: each has a copy of every descriptor on the
// bench, which refers to the same open file description, and makes the calls that it is told to. A Go program can't
// continue after fork(2), so the process runs this binary again, and the descriptors are passed over a Unix socket
// (unix(7), SCM_RIGHTS).
//
// [Start] starts a process. [Process.Kernel] is the kernel as seen by it: a call is sent through a pipe as a line of
// JSON, and [Serve], in the other process, makes it. [Numbers] distinguishes the descriptors of several processes.
package fork
