package status

import "time"

// Found is what was looked up beyond the sockets of a step, in order to explain its answer. All of it only reads.
type Found struct {
	Holders   []Holder          `json:"holders,omitempty"`   // sockets of this network with the port in question
	Names     []NameHolder      `json:"names,omitempty"`     // Unix sockets with the name in question
	Path      *Path             `json:"path,omitempty"`      // what is at the path in question
	Interests []Interest        `json:"interests,omitempty"` // of the epoll that was waited on
	Route     *Route            `json:"route,omitempty"`     // to the address in question
	Sysctls   map[string]string `json:"sysctls,omitempty"`   // relevant settings with their values
	Ports     *Ports            `json:"ports,omitempty"`     // if the kernel had to choose a port
	Capable   map[string]bool   `json:"capable,omitempty"`   // relevant capabilities, and whether this process has them in the user namespace of its network
	Missing   []string          `json:"missing,omitempty"`   // what could not be looked up, and why, in a sentence each
}

// Holder is a socket that uses a port, of any process, as reported by sock_diag(7).
type Holder struct {
	Network  string        `json:"network,omitempty"` // "" for the network of the step, otherwise net:[…] as in namespaces(7)
	Protocol string        `json:"protocol"`          // tcp, mptcp, udp, udplite
	Family   int           `json:"family"`            // AF_
	State    State         `json:"state"`             // BOUND for a TCP socket that is only bound
	Local    string        `json:"local"`             // as a script writes an address
	Peer     string        `json:"peer,omitempty"`
	Device   string        `json:"device,omitempty"` // the interface it is bound to, or that its connection uses
	V6Only   bool          `json:"v6only,omitempty"` // also true if it is bound to an IPv6 address other than [::]
	UID      uint32        `json:"uid"`
	Inode    uint32        `json:"inode,omitempty"` // 0 without a descriptor: TIME-WAIT, not accepted yet, orphaned
	Cookie   uint64        `json:"cookie,omitempty"`
	Name     string        `json:"name,omitempty"`    // on the bench
	Closed   bool          `json:"closed,omitempty"`  // its descriptor on the bench is closed
	Owners   []Owner       `json:"owners,omitempty"`  // those in visible processes, if it has no name
	Left     time.Duration `json:"left,omitempty"`    // until TIME-WAIT or an orphan's FIN-WAIT-2 ends, in nanoseconds
	Queue    uint32        `json:"queue,omitempty"`   // Recv-Q: bytes to read; for a listener, connections in its accept queue
	Backlog  uint32        `json:"backlog,omitempty"` // Send-Q: bytes not acknowledged; for a listener, the maximum of its accept queue
}

// StateBound is the state of a TCP socket that has a port but neither listens nor is connected. Only sock_diag
// distinguishes it from CLOSED.
const StateBound State = "BOUND"

// Owner is a process that has a descriptor of a socket.
type Owner struct {
	PID  int    `json:"pid"`
	Name string `json:"name"`
	FD   int    `json:"fd,omitempty"`
}

// NameHolder is a Unix socket with a name. An accepted socket has the name of its listener.
type NameHolder struct {
	Local   string  `json:"local"` // as a script writes it, and as it was passed to bind
	Type    int     `json:"type"`  // SOCK_
	State   State   `json:"state"`
	UID     uint32  `json:"uid"`
	Inode   uint32  `json:"inode"`
	Name    string  `json:"name,omitempty"` // on the bench
	Owners  []Owner `json:"owners,omitempty"`
	Queue   uint32  `json:"queue,omitempty"`   // for a listener: connections in its accept queue
	Backlog uint32  `json:"backlog,omitempty"` // and the maximum
}

// Path is what is at a path in the file system.
type Path struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`             // socket, file, directory, symlink, device, fifo, other; "" if nothing is there
	Errno  string `json:"errno,omitempty"`  // of lstat(2), such as ENOENT
	Mode   uint32 `json:"mode,omitempty"`   // its permissions
	UID    uint32 `json:"uid,omitempty"`    // its owner
	Target string `json:"target,omitempty"` // the target of a symlink
	Above  *Path  `json:"above,omitempty"`  // its folder, or the first above it that is missing or is not a folder
}

// Ports are the ports that the kernel chooses from (ip(7), ip_local_port_range).
type Ports struct {
	First int           `json:"first"`
	Last  int           `json:"last"`
	Taken int           `json:"taken"`          // how many are taken by sockets that prevent their use
	By    map[State]int `json:"by,omitempty"`   // number of those sockets, by state
	Peer  string        `json:"peer,omitempty"` // only sockets connected to this peer count
}

// Interest is an entry of an epoll's interest list (/proc/PID/fdinfo, proc_pid_fdinfo(5)).
type Interest struct {
	FD     int    `json:"fd"`             // the number with which it was added, which may have been reused
	Name   string `json:"name,omitempty"` // the name of the descriptor that was added, on the bench
	Events int    `json:"events"`         // EPOLL, without EPOLLERR and EPOLLHUP; only EPOLLONESHOT, EPOLLET and EPOLLWAKEUP remain in a spent entry
	Inode  uint64 `json:"inode,omitempty"`
	Ready  string `json:"ready,omitempty"` // what poll says about that socket now, joined with |, or none
	Spent  bool   `json:"spent,omitempty"` // EPOLLONESHOT has reported it, and nothing more is reported until EPOLL_CTL_MOD
	Gone   bool   `json:"gone,omitempty"`  // that descriptor is closed, but another one or a blocked call keeps the socket open
}

// Route is what the kernel would do with a packet (RTM_GETROUTE, rtnetlink(7)).
type Route struct {
	To     string `json:"to"`
	Type   string `json:"type,omitempty"` // unicast, local, broadcast, multicast, unreachable, blackhole, prohibit; "" if there is none
	Device string `json:"device,omitempty"`
	Source string `json:"source,omitempty"` // the source address that would be used
	Via    string `json:"via,omitempty"`    // the gateway
	Errno  string `json:"errno,omitempty"`  // of the request
}
