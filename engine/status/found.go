package status

import "time"

// Found is what was looked up, in places other than the sockets of a step, because its answer
// leaves a question. Every look only reads.
type Found struct {
	Holders   []Holder          `json:"holders,omitempty"`   // sockets of this network with the port in question
	Names     []NameHolder      `json:"names,omitempty"`     // Unix sockets with the name in question
	Path      *Path             `json:"path,omitempty"`      // what is at the path in question
	Interests []Interest        `json:"interests,omitempty"` // of the epoll that was asked
	Route     *Route            `json:"route,omitempty"`     // to the address in question
	Sysctls   map[string]string `json:"sysctls,omitempty"`   // the settings that matter, with their values
	Ports     *Ports            `json:"ports,omitempty"`     // where the kernel had to choose a port
	Capable   map[string]bool   `json:"capable,omitempty"`   // the capabilities that matter, and whether this process has them in the user namespace of its network
	Missing   []string          `json:"missing,omitempty"`   // what could not be looked up, and why, a sentence each
}

// Holder is a socket that the kernel knows with a port, of whatever process (sock_diag(7)).
type Holder struct {
	Network  string        `json:"network,omitempty"` // "" for the one that was asked, else net:[…] of namespaces(7)
	Protocol string        `json:"protocol"`          // tcp, mptcp, udp, udplite
	Family   int           `json:"family"`            // AF_
	State    State         `json:"state"`             // BOUND for one of TCP that is bound and does nothing
	Local    string        `json:"local"`             // as a script writes an address
	Peer     string        `json:"peer,omitempty"`
	Device   string        `json:"device,omitempty"` // the interface it is bound to, or that its connection uses
	V6Only   bool          `json:"v6only,omitempty"` // also of one that is bound to an IPv6 address that is not [::]
	UID      uint32        `json:"uid"`
	Inode    uint32        `json:"inode,omitempty"` // 0 for one without a descriptor: TIME-WAIT, not accepted yet, orphaned
	Cookie   uint64        `json:"cookie,omitempty"`
	Name     string        `json:"name,omitempty"`    // on the bench
	Closed   bool          `json:"closed,omitempty"`  // that one's descriptor is closed
	Owners   []Owner       `json:"owners,omitempty"`  // of processes that may be seen, where it has no name
	Left     time.Duration `json:"left,omitempty"`    // until TIME-WAIT or an orphan's FIN-WAIT-2 ends, in nanoseconds
	Queue    uint32        `json:"queue,omitempty"`   // Recv-Q: bytes to be read; of a listener, connections in its accept queue
	Backlog  uint32        `json:"backlog,omitempty"` // Send-Q: bytes not acknowledged; of a listener, how many connections may wait
}

// StateBound is that of a TCP socket with a port of its own that neither listens nor is
// connected. Only sock_diag tells it from CLOSED.
const StateBound State = "BOUND"

// Owner is a process that has a descriptor of a socket.
type Owner struct {
	PID  int    `json:"pid"`
	Name string `json:"name"`
	FD   int    `json:"fd,omitempty"`
}

// NameHolder is a Unix socket that the kernel knows with a name. One that was accepted has the
// name of its listener.
type NameHolder struct {
	Local   string  `json:"local"` // as a script writes it, and as it was given to bind
	Type    int     `json:"type"`  // SOCK_
	State   State   `json:"state"`
	UID     uint32  `json:"uid"`
	Inode   uint32  `json:"inode"`
	Name    string  `json:"name,omitempty"` // on the bench
	Owners  []Owner `json:"owners,omitempty"`
	Queue   uint32  `json:"queue,omitempty"`   // of a listener: connections in its accept queue
	Backlog uint32  `json:"backlog,omitempty"` // and how many may wait
}

// Path is what is at a path in the file system.
type Path struct {
	Path   string `json:"path"`
	Kind   string `json:"kind"`             // socket, file, directory, symlink, device, fifo, other; "" for nothing
	Errno  string `json:"errno,omitempty"`  // of lstat(2), such as ENOENT
	Mode   uint32 `json:"mode,omitempty"`   // its permissions
	UID    uint32 `json:"uid,omitempty"`    // whose it is
	Target string `json:"target,omitempty"` // where a symlink leads
	Above  *Path  `json:"above,omitempty"`  // the folder, or the first above it that is missing or is none
}

// Ports are those that the kernel chooses from (ip(7), ip_local_port_range).
type Ports struct {
	First int           `json:"first"`
	Last  int           `json:"last"`
	Taken int           `json:"taken"`          // how many of them sockets have, as far as they are in the way
	By    map[State]int `json:"by,omitempty"`   // sockets that have them, by state
	Peer  string        `json:"peer,omitempty"` // only those that are connected to it are in the way
}

// Interest is an entry of the interest list of an epoll (/proc/PID/fdinfo, proc_pid_fdinfo(5)).
type Interest struct {
	FD     int    `json:"fd"`             // the number it was added by, which may be another's by now
	Name   string `json:"name,omitempty"` // of the descriptor that was added, on the bench
	Events int    `json:"events"`         // EPOLL, without EPOLLERR and EPOLLHUP; only EPOLLONESHOT, EPOLLET and EPOLLWAKEUP are left of one that is spent
	Inode  uint64 `json:"inode,omitempty"`
	Ready  string `json:"ready,omitempty"` // what poll says of that socket now, joined with |, or none
	Spent  bool   `json:"spent,omitempty"` // EPOLLONESHOT has reported it, and nothing is reported until MOD
	Gone   bool   `json:"gone,omitempty"`  // that descriptor is closed: another one, or a call that sleeps, keeps the socket open
}

// Route is what the kernel would do with a packet (RTM_GETROUTE, rtnetlink(7)).
type Route struct {
	To     string `json:"to"`
	Type   string `json:"type,omitempty"` // unicast, local, broadcast, multicast, unreachable, blackhole, prohibit; "" where there is none
	Device string `json:"device,omitempty"`
	Source string `json:"source,omitempty"` // the address it would be sent from
	Via    string `json:"via,omitempty"`    // the gateway
	Errno  string `json:"errno,omitempty"`  // of the question
}
