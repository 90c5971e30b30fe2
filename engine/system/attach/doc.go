// Package attach inspects the sockets of another process, and sets their options while it runs. A [Process] is opened
// by its ID; [Process.Sockets] lists its sockets, [Process.Sweep] reads all options of one, and [Process.Get] and
// [Process.Set] read and set one option.
//
// What the kernel's tables (sock_diag(7)) and /proc contain is read there. Everything else needs a copy of the other
// process's descriptor (pidfd_getfd(2)): one for each option, made, used and closed within microseconds, because
// holding one is not harmless:
//
//   - If the process closes its socket, its peer sees no FIN: ours is still open.
//   - Its epoll continues to report the closed descriptor, and can't remove it: EBADF. An event loop spins, and a
//     program that keeps a pointer there may use freed memory.
//   - Our close becomes the last one. With SO_LINGER it waits as long as the process asked for.
//   - O_NONBLOCK belongs to the open file description that both share: set on the copy, it is set for the process.
//   - The number may belong to another socket by the time of the copy. So every copy is first asked for its inode, and
//     nothing is set or read if that is not the expected one.
//
// So a copy is made on a thread that does nothing else, and that neither allocates nor calls Go's scheduler while it
// has one ([netnet-tui/sockets.Hold]). The same thread also closes it, at once: passing it to another thread would hold
// it for as long as that takes to wake up. If the close waits, it is interrupted ([netnet-tui/engine/thread.Look]), as
// is a look into /proc. A thread can lose its processor at any time, so holds can be made short and rare, but not
// bounded: each is measured, and the time is shown beside the value. kcmp(2) reports whether the process closed its
// descriptor meanwhile.
//
//	process.go   a process
//	holds.go     the thread that makes holds for it
//	socket.go    the descriptors of a process that are sockets
//	look.go      the kernel's tables in the network of the process
//	name.go      sockets that are not in any table
//	told.go      the options that are available without a copy
//	reading.go   the value of an option, and its source
//	sweep.go     all options of a socket
//	set.go       what setting one would do, and setting it
//	act.go       what else can be done to a socket
//	hazard.go    what can break a program
//	rights.go    which right is missing, and how to get it
package attach
