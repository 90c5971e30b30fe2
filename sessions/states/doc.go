// Package states records the TCP states in which the sockets of a session were seen: the path of each through the state
// diagram of RFC 9293, and what poll said in each state. Both come from the evidence of events and the rows of frames;
// nothing is requested for them.
package states
