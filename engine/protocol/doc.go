// Package protocol holds what a server says: one small file for each protocol, and one entry in the catalogue. A
// protocol makes no system calls. It is given what has arrived and says what to send; the loop sends it.
package protocol
