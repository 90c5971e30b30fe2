// Package sockets is the border to the kernel: one method, one system call.
//
// [Kernel] lists every call the program makes on a socket. [Linux] makes them for
// real, [Traced] reports each one as a [Call], and [Scripted] answers from a list
// if a test needs an answer that the real kernel can't be made to give.
//
// Nothing here retries, waits or hides an answer: EAGAIN, EINPROGRESS and EINTR
// come back as they are, wrapped in an [os.SyscallError] that names the call.
package sockets
