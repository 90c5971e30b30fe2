// Package confine puts walls around a thread and everything it starts: Landlock, which prevents it from making files
// outside, connecting to abstract names and sending signals (landlock(7), include/uapi/linux/landlock.h), and a seccomp
// filter, which refuses system calls that a session never needs (seccomp(2), include/uapi/linux/seccomp.h). Neither
// requires privileges, and neither can be undone.
//
// The walls are a second line of defence: the engine judges what a script may do before a call is made, and the walls
// hold if that judgement is wrong.
package confine
