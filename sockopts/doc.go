// Package sockopts is the catalogue of socket options: what each one is called,
// what its bytes mean, which sockets have it and what surprises people about it.
//
// An [Option] is one entry, and adding one is adding one entry to a table
// (options_socket.go, options_tcp.go, ...). A [Value] is an option's bytes
// together with the [Codec] that reads and writes them as script text. [Info] is
// struct tcp_info, field by field.
//
// [All] is what getsockopt(2) and setsockopt(2) take, [Everything] has the flags
// and requests of fcntl(2) and ioctl(2) that behave like options beside them, and
// [Views] is all of it as plain data. A caller that reads the options of a live socket
// repeatedly has to leave out those with a ReadEffect: some clear what they return,
// open a descriptor or need something in the buffer.
//
// The package makes no system calls: bytes go to and come from whoever holds the
// descriptor. Tests hold the tables against the running kernel.
package sockopts
