// Package control is the codec of control messages, cmsg(3): what sendmsg(2) is given and
// recvmsg(2) answers beside the data, as a script writes it (IP_TTL=5) and as strace(1) prints
// it (cmsg_type=IP_TTL, cmsg_data=[5]). [Kinds] is the table of those that are known: a new one
// is one row there.
package control
