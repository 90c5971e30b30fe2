// Package confine puts walls around a thread and everything that is started from it: Landlock,
// which keeps it from making files outside, connecting to abstract names and sending signals
// (landlock(7), include/uapi/linux/landlock.h), and a seccomp filter, which refuses system
// calls that a session never needs (seccomp(2), include/uapi/linux/seccomp.h). Neither needs
// privilege, and neither can be taken down again.
//
// They are walls behind a door: the engine judges what a script may do before a call is made,
// and these hold if that judgement is wrong.
package confine
