package sockets

import "time"

// Values are the arguments of a call and what the kernel filled in, as numbers and addresses. A field that the call
// does not have is zero; so is one that the kernel was to fill in, after an error.
type Values struct {
	FD       Descriptor       `json:"fd,omitzero"`         // what the call is about
	Other    Descriptor       `json:"other,omitzero"`      // what epoll_ctl adds, changes or removes; what dup3 replaces; the source of sendfile, splice and tee
	Pair     []int            `json:"pair,omitempty"`      // the descriptors that socketpair or pipe2 made
	Domain   int              `json:"domain,omitempty"`    // AF_
	Type     int              `json:"type,omitempty"`      // SOCK_, without its flags
	Protocol int              `json:"protocol,omitempty"`  // IPPROTO_
	Flags    int              `json:"flags,omitempty"`     // SOCK_, MSG_, O_, FD_, EPOLL…: of the new descriptor, the message, the file, the interest
	Op       int              `json:"op,omitempty"`        // the how of shutdown, the operation of fcntl, ioctl and epoll_ctl, the clock of a timerfd, the whence of lseek
	Addr     Addr             `json:"addr,omitzero"`       // passed or filled in; connect with none dissolves an association
	Size     int64            `json:"size,omitempty"`      // the number of bytes to send, receive or move; the room for an option
	Told     *int             `json:"told,omitempty"`      // a length other than that of the value or of the buffer for an address
	Parts    []int64          `json:"parts,omitempty"`     // sizes of the parts of a vector, for sendmsg, recvmsg, writev, readv
	Control  []ControlMessage `json:"control,omitempty"`   // sent, or filled in
	Room     int              `json:"room,omitempty"`      // for control messages, of recvmsg
	MsgFlags int              `json:"msg_flags,omitempty"` // filled in by recvmsg
	Count    int              `json:"count,omitempty"`     // the backlog, the maxevents of epoll_wait, the instructions of a filter, the requests of io_uring_enter
	Timeout  time.Duration    `json:"timeout,omitempty"`   // of a wait, in nanoseconds; forever if negative. For a timerfd, until it first expires
	Level    int              `json:"level,omitempty"`     // SOL_
	Option   int              `json:"option,omitempty"`
	Value    []byte           `json:"value,omitempty"`   // of the option, in the kernel's form
	Number   int64            `json:"number,omitempty"`  // what ioctl set or filled in, the limit of prlimit64, the count of eventfd2, the offset of lseek, the interval of a timerfd in nanoseconds
	Watched  []Watched        `json:"watched,omitempty"` // by poll and select; for epoll_wait, what it reported
}

// Descriptor is a file descriptor and its name in the trace, which is its number if it has no name.
type Descriptor struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
}

// Watched is a descriptor that a wait asked about.
type Watched struct {
	FD     Descriptor `json:"fd"`
	Events int        `json:"events,omitempty"` // requested, as bits of poll(2); 0 for epoll_wait, whose interest the kernel keeps
	Ready  int        `json:"ready,omitempty"`  // the result, as bits of poll(2)
}
