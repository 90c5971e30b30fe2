// Package diagram draws the states of TCP: the diagram of RFC 9293 with the two ends of a connection on it,
// and what poll reports in each state. It draws into any rectangle of a canvas, and has no state.
package diagram
