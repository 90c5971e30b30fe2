package sockets

import "time"

// Values are the arguments of a call and what the kernel filled in, as numbers and
// addresses. A field that the call does not have is zero; one that the kernel was to
// fill in is zero after an error.
type Values struct {
	FD       Descriptor       `json:"fd,omitzero"`         // what the call is about
	Other    Descriptor       `json:"other,omitzero"`      // what epoll_ctl adds, changes or removes; what dup3 replaces; where sendfile, splice and tee read
	Pair     []int            `json:"pair,omitempty"`      // the descriptors that socketpair or pipe2 made
	Domain   int              `json:"domain,omitempty"`    // AF_
	Type     int              `json:"type,omitempty"`      // SOCK_, without its flags
	Protocol int              `json:"protocol,omitempty"`  // IPPROTO_
	Flags    int              `json:"flags,omitempty"`     // SOCK_, MSG_, O_, FD_, EPOLL…: of the new descriptor, the message, the file, the interest
	Op       int              `json:"op,omitempty"`        // what shutdown, fcntl, ioctl and epoll_ctl are to do; the clock of a timerfd, the whence of lseek
	Addr     Addr             `json:"addr,omitzero"`       // given or filled in; connect with none dissolves an association
	Size     int64            `json:"size,omitempty"`      // bytes to send, to receive or to move at most; the room for an option
	Told     *int             `json:"told,omitempty"`      // a length that is not that of the value, or of the room for an address
	Parts    []int64          `json:"parts,omitempty"`     // the sizes of a vector's parts, of sendmsg, recvmsg, writev, readv
	Control  []ControlMessage `json:"control,omitempty"`   // sent, or filled in
	Room     int              `json:"room,omitempty"`      // for control messages, of recvmsg
	MsgFlags int              `json:"msg_flags,omitempty"` // that recvmsg filled in
	Count    int              `json:"count,omitempty"`     // the backlog, the most events of epoll_wait, the instructions of a filter, the requests of io_uring_enter
	Timeout  time.Duration    `json:"timeout,omitempty"`   // of a wait, in nanoseconds; negative means forever. Until a timerfd expires first
	Level    int              `json:"level,omitempty"`     // SOL_
	Option   int              `json:"option,omitempty"`
	Value    []byte           `json:"value,omitempty"`   // of the option, as the kernel has it
	Number   int64            `json:"number,omitempty"`  // what ioctl set or filled in, the limit of prlimit64, the count of eventfd2, the offset of lseek, the interval of a timerfd in nanoseconds
	Watched  []Watched        `json:"watched,omitempty"` // by poll and select; of epoll_wait what it reported
}

// Descriptor is a file descriptor and what the trace calls it: its name, or its
// number if it has none.
type Descriptor struct {
	Number int    `json:"number"`
	Name   string `json:"name"`
}

// Watched is a descriptor that a wait asked about.
type Watched struct {
	FD     Descriptor `json:"fd"`
	Events int        `json:"events,omitempty"` // asked for, as bits of poll(2); 0 for epoll_wait, whose interest the kernel keeps
	Ready  int        `json:"ready,omitempty"`  // the result, as bits of poll(2)
}
