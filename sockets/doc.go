// Package sockets is the border to the kernel: one method, one system call.
//
// [Kernel] has every call that the program makes on a socket. [Linux] makes real calls, [Traced] reports each one as a
// [Call], and [Scripted] answers from a list, for tests that need an answer which the real kernel can't be made to
// give.
//
// Nothing here retries, waits or hides an answer: EAGAIN, EINPROGRESS and EINTR are returned unchanged, wrapped in an
// [os.SyscallError] that names the call.
package sockets
