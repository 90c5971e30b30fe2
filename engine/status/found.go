package status

import (
	"net/netip"
	"time"
)

// Found is what was looked up, in places other than the sockets of a step, because its answer
// leaves a question. Every look only reads.
type Found struct {
	Holders   []Holder          `json:"holders,omitempty"`   // sockets of this network with the port in question
	Names     []NameHolder      `json:"names,omitempty"`     // Unix sockets with the name in question
	Path      *Path             `json:"path,omitempty"`      // what is at the path in question
	Interests []Interest        `json:"interests,omitempty"` // of the epoll that was asked
	Route     *Route            `json:"route,omitempty"`     // to the address in question
	Sysctls   map[string]string `json:"sysctls,omitempty"`   // the settings that matter, with their values
	Missing   []string          `json:"missing,omitempty"`   // what could not be looked up, and why, a sentence each
}

// Holder is a socket that the kernel knows with a port, of whatever process (sock_diag(7)).
type Holder struct {
	Protocol string        `json:"protocol"` // tcp, mptcp, udp, udplite
	Family   int           `json:"family"`   // AF_
	State    State         `json:"state"`    // BOUND for one of TCP that is bound and does nothing
	Local    string        `json:"local"`    // as a script writes an address
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

// Conflicts reports whether the holder has the port for an address that a socket of the same
// protocol wants, as a script writes it: it has the same address, or either of them has every
// address. v6Only is IPV6_V6ONLY of the one that wants it. SO_REUSEADDR, SO_REUSEPORT and
// SO_BINDTODEVICE, which may make the kernel allow it, are left aside.
func (h Holder) Conflicts(address string, v6Only bool) bool {
	holds, err1 := netip.ParseAddrPort(h.Local)
	wants, err2 := netip.ParseAddrPort(address)
	if err1 != nil || err2 != nil || holds.Port() != wants.Port() {
		return false
	}
	mine, theirs := wants.Addr().Unmap(), holds.Addr().Unmap()
	switch {
	case mine.Is4() == theirs.Is4():
		return mine == theirs || mine.IsUnspecified() || theirs.IsUnspecified()
	case mine.Is4():
		return theirs.IsUnspecified() && !h.V6Only
	default:
		return mine.IsUnspecified() && !v6Only
	}
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

// NameHolder is a Unix socket that the kernel knows with a name.
type NameHolder struct {
	Local  string  `json:"local"` // as a script writes it
	Type   int     `json:"type"`  // SOCK_
	State  State   `json:"state"`
	Inode  uint32  `json:"inode"`
	Name   string  `json:"name,omitempty"` // on the bench
	Owners []Owner `json:"owners,omitempty"`
}

// Path is what is at a path in the file system.
type Path struct {
	Path  string `json:"path"`
	Kind  string `json:"kind"`            // socket, file, directory, symlink, other; "" for nothing
	Errno string `json:"errno,omitempty"` // of lstat(2), such as ENOENT
}

// Interest is an entry of the interest list of an epoll (/proc/PID/fdinfo, proc_pid_fdinfo(5)).
type Interest struct {
	FD     int    `json:"fd"`             // the number it was added by, which may be another's by now
	Name   string `json:"name,omitempty"` // of the socket that was added, on the bench
	Events int    `json:"events"`         // EPOLL; without any but EPOLLONESHOT and EPOLLET it is disarmed
	Inode  uint64 `json:"inode,omitempty"`
	Ready  string `json:"ready,omitempty"` // what poll says of that socket now, joined with |
	Gone   bool   `json:"gone,omitempty"`  // the descriptor it was added by is closed: another one keeps the socket open
}

// Route is what the kernel would do with a packet (RTM_GETROUTE, rtnetlink(7)).
type Route struct {
	To     string `json:"to"`
	Type   string `json:"type,omitempty"` // unicast, local, broadcast, unreachable, blackhole, prohibit; "" where there is none
	Device string `json:"device,omitempty"`
	Source string `json:"source,omitempty"` // the address it would be sent from
	Errno  string `json:"errno,omitempty"`  // of the question
}
