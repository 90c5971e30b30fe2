// Package remote runs an engine in a separate process: a call on a blocking socket, a full descriptor table, a signal
// or a panic is something to show, and must not freeze or break the screen.
//
// [Start] runs this binary again as "netnet-tui engine", which is [Serve], and returns a [Client] that talks to it:
// requests and replies are lines of JSON over two pipes. The kernel confines the process (see [Walls]), which has
// either its own folder on the host or a lab: a user, network and mount namespace.
//
// An engine does not know how it is reached; this package makes no call on a session's sockets.
package remote
