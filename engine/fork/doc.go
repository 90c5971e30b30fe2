// Package fork gives an engine further processes, as fork(2) would: each has a copy of every
// descriptor of the bench, which is the same open file description, and makes the calls that it
// is told. A Go program can't go on after fork(2), so the process is this binary again, and the
// descriptors travel over a Unix socket (unix(7), SCM_RIGHTS).
//
// [Start] starts one. [Process.Kernel] is the kernel as it is there: a call goes through a pipe as
// a line of JSON, and [Serve], in the other process, makes it. [Numbers] tells the descriptors of
// several processes apart.
package fork
