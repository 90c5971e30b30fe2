// Package engine owns every descriptor of a session. A [Step] goes in, the system
// calls it stands for are made, and an [Event] comes out: the calls with their
// answers, and the [Evidence] of what the kernel showed before and after.
//
// One goroutine holds the bench (the named sockets); nothing else touches it, so
// nothing needs a lock. A call that may sleep in the kernel is made on a thread
// of its own and its answer is handed back to that goroutine; the others go on.
//
// An [Engine] runs in this process. As every screen and script has it, that is a process of
// its own, which package remote starts and speaks to.
package engine
