// Package door judges what the steps of a session would do to the world outside it,
// just before it is done: which sockets may be made, which addresses they may have or
// send to, which options may be set on them. It looks, and changes nothing.
//
// What is not known to stay inside the session is refused. On the host's network that
// is loopback, Unix sockets of the session's own, and the kernel's own answers; in a
// lab it is everything that belongs to the lab's network namespace. What the kernel is
// known to refuse by itself is let through, for its errno is worth seeing.
//
// [Guarded] is a kernel with the door in front of every call, so that no step can go
// around it. Beside the judgement of what is asked there is a second one, of what came
// of it: a socket that is outside after a call is closed at once.
package door
