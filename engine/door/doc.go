// Package door judges what the steps of a session would do to the world outside it, just before they do it: which
// sockets may be made, which addresses they may have or send to, and which options may be set on them. It changes
// nothing itself.
//
// Only what is known to stay inside the session is allowed. On the host's network that is loopback, the session's own
// Unix sockets, and what the kernel itself answers; in a lab it is everything that belongs to the lab's network
// namespace. Calls that the kernel is known to refuse are let through, because its errno is worth seeing.
//
// [Guarded] is a kernel with the door in front of every call, so that no step can bypass it. A call is judged twice: by
// what it asks for, and by its result. A socket that is outside after a call is closed at once.
package door
