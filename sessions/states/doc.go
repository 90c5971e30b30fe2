// Package states keeps which states of TCP the sockets of a session have been seen in: the path of
// each through the state diagram of RFC 9293, and what poll said in which state. Both come from the
// evidence of events and from the rows of frames; nothing is asked for them.
package states
