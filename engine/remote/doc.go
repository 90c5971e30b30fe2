// Package remote has an engine in a process of its own: a call on a blocking socket, a
// used-up table of descriptors, a signal or a panic is something to show, and must not
// freeze or break the screen.
//
// [Start] runs this binary again as "netnet-tui engine", which is [Serve], and returns a
// [Client] that speaks to it: requests and replies are lines of JSON over two pipes. The
// process has walls around it that the kernel puts there (see [Walls]), and either a
// folder of its own on the host or a lab: a user, network and mount namespace.
//
// An engine does not know how it is reached; this package makes no call on a session's sockets.
package remote
