// Package confine puts walls around a thread and everything that is started from it, with
// what the kernel has for that: Landlock, which keeps it from making files, abstract
// connections and signals outside (landlock(7), include/uapi/linux/landlock.h), and a
// seccomp filter, which refuses system calls that a session never needs (seccomp(2),
// include/uapi/linux/seccomp.h). Neither takes privilege, and neither is ever taken down.
//
// They are walls behind a door: what a script may do is judged by the engine before a call
// is made, and these hold where that judgement is wrong.
package confine
