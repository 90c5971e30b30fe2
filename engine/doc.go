// Package engine owns every descriptor of a session. It takes a [Step], makes the system calls that the step stands
// for, and returns an [Event]: the calls with their answers, and the [status.Evidence] of what the kernel showed before
// and after.
//
// One goroutine owns the bench (the named sockets); nothing else touches it, so it needs no lock. A call that may sleep
// in the kernel is made on a thread of its own, which hands its answer back to that goroutine; other steps continue
// meanwhile.
//
// An [Engine] runs in this process. Screens and scripts run it in a separate process, which package remote starts and
// talks to.
//
// The files, from the bottom up:
//
//	event.go          what happened, as data, and the values of its calls
//	engine.go         what an engine has, and what it may do
//	task.go           a step in progress, and the actions it is made of
//	served.go         sockets that the event loop serves
//	task_rounds.go    how often a step is repeated: within, repeat and until
//	naming.go         the sockets and addresses that a step names
//	guard.go          the checks before a step's calls, and the limits of what a step may use
//	task_wait.go      steps that wait on another thread, and their names
//	task_evidence.go  the evidence before and after a step, and what its answer leaves open
//	task_run.go       a step from its plan to its event, one action after the other
//	plan_life.go      socket, socketpair, dup, close, shutdown, closedown
//	plan_data.go      send, recv, sendto, recvfrom, read, write
//	plan_wait.go      poll, select, epoll
//	plan_option.go    setsockopt, getsockopt, fcntl, ioctl, nonblock, pending
//	plan_connect.go   bind, listen, connect, accept, server, client
//	plan_target.go    show, expect
//	plan_roundtrip.go roundtrip
//	plan_control.go   sleep, spawn, join, interrupt, sysctl, rlimit
//	plan_fork.go      fork, exit, kill, attach
//	plan_serve.go     serve, unserve, gear, swarm
//	plan_message.go   sendmsg, recvmsg, sendmmsg, recvmmsg, writev, readv
//	plan.go           how each verb is planned
//	frame.go          what a screen requests, and how a frame is built
//	session.go        a session: its goroutine and its methods
package engine
