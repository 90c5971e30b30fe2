// Package sockopts is the catalogue of socket options: what each one is called, what its bytes mean, which sockets have
// it and what surprises people about it.
//
// An [Option] is one entry; to add an option, add an entry to a table (options_socket.go, options_tcp.go, ...). A
// [Value] is an option's bytes together with the [Codec] that converts them from and to script text. [Info] is struct
// tcp_info, field by field.
//
// [All] returns what getsockopt(2) and setsockopt(2) support, [Everything] also has the flags and requests of fcntl(2)
// and ioctl(2) that behave like options, and [Views] is all of it as plain data. A caller that reads the options of a
// live socket repeatedly has to leave out those with a ReadEffect: some clear what they return, open a descriptor or
// need something in the buffer.
//
// The package makes no system calls: its callers pass bytes to the kernel and back. Tests check the tables against the
// running kernel.
package sockopts
