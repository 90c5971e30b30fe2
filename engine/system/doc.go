// Package system watches the sockets of the whole machine, whoever has them: what sock_diag(7) reports about each,
// which processes have a descriptor of it, in which network namespace and container it is, and how connections end. It
// only reads, and keeps nothing open between two looks: an open descriptor would keep the network of an ended container
// alive.
//
// What this process may not see is counted and named, never guessed.
//
//	socket.go     one socket, as the kernel reports it
//	row.go        one socket, as it is watched
//	missing.go    what can't be seen, and why
//	tables.go     the kernel's tables of one network
//	proc.go       folders and links of /proc
//	processes.go  one process and its sockets
//	owners.go     the processes that have a socket
//	search.go     a single search for the processes that have some sockets
//	cgroups.go    the cgroup and the container of a socket
//	users.go      names of users
//	describe.go   names for the numbers of a socket
//	networks.go   the networks that processes are in
//	foreign.go    the tables of a network that can't be entered
//	near.go       the network of one process, and the options of one socket
//	snapshot.go   all sockets at one instant
//	stall.go      what holds up the bytes of a socket
//	stall_send.go in particular what keeps them from being sent
//	stall_ends.go and what keeps them from being read, and an end from being closed
//	fields.go     what a row shows
//	filter.go     which rows are wanted
//	json.go       a socket as a line of JSON
//	change.go     what happened to a socket
//	ending.go     how a connection ended
//	resets.go     and the kernel's reasons for a reset
//	live.go       all sockets as they appear, change and end
package system
