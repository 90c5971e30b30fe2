// Package diagram draws the states of TCP: the diagram of RFC 9293 with the ends of a connection on it,
// and what poll says in each state. It draws into any rectangle of a canvas, and keeps nothing.
package diagram
