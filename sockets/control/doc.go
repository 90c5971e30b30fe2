// Package control is the codec of control messages, cmsg(3), which sendmsg(2) takes and recvmsg(2) returns in addition
// to the data: as a script writes them (IP_TTL=5), and as strace(1) prints them (cmsg_type=IP_TTL, cmsg_data=[5]).
// [Kinds] is the table of known kinds: a new kind is one row there.
package control
