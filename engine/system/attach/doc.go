// Package attach looks at the sockets of another process, and sets their options while it runs. A
// [Process] is opened by its number; [Process.Sockets] lists its sockets, [Process.Sweep] reads all
// options of one, [Process.Get] and [Process.Set] are about one option.
//
// What the kernel's tables (sock_diag(7)) and /proc tell is read there. All else takes a copy of the
// other process's descriptor (pidfd_getfd(2)): one for each option, made, used and closed within
// microseconds, because holding one is not harmless:
//
//   - The process closes its socket, and its peer sees no FIN: ours is still open.
//   - Its epoll goes on to report the descriptor that it has closed, and it can't remove it: EBADF.
//     A loop spins, and a program that keeps a pointer there may use what it has freed.
//   - Our close becomes the last one. With SO_LINGER it waits, for as long as the process asked for.
//   - O_NONBLOCK belongs to what both descriptors are of: set on the copy, it is set for the process.
//   - The number may be another socket's by the time of the copy. So every copy is asked for its inode
//     first, and nothing is set or read if that is not the expected one.
//
// So a copy is made on a thread that does nothing else, which neither allocates nor asks Go's scheduler
// while it has one ([netnet-tui/sockets.Hold]). That thread also closes it, at once: to hand it to another
// would hold it for as long as that takes to wake up. Where the close waits, it is interrupted
// ([netnet-tui/engine/thread.Look]), as is a look into /proc. A thread can lose its processor at any time, so a hold can be
// made short and seldom, not bounded: each is measured, and the time is shown beside the value. kcmp(2)
// reports whether the process let go meanwhile.
//
//	process.go   a process
//	holds.go     the thread that makes holds for it
//	socket.go    the descriptors of a process that are sockets
//	look.go      the kernel's tables, in the network of the process
//	name.go      sockets that are in no table
//	told.go      the options that are told without a copy
//	reading.go   the value of an option, and where it was read
//	sweep.go     all options of a socket
//	set.go       what setting one would do, and setting it
//	act.go       what can be done to a socket beside that
//	hazard.go    what can break a program
//	rights.go    which right is missing, and what would give it
package attach
