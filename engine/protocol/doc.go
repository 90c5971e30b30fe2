// Package protocol is what a server says: one small file a protocol, and one entry of
// the catalogue. A protocol makes no system call. It is handed what has arrived and
// says what is to be sent; the loop does it.
package protocol
