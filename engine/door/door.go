package door

import (
	"fmt"
	"sync"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Rules say what a session may reach.
type Rules struct {
	Lab        bool   // it has a network namespace, and a root, of its own
	Typed      bool   // its addresses stand on a command line, for which there is no lab
	AllowNet   bool   // addresses outside loopback, and all sockets and options
	AllowUnix  bool   // paths of Unix sockets outside its folder, and abstract names of others
	Folderless string // why there is no folder for relative paths; "" if there is one
	Raw        bool   // the process has CAP_NET_RAW
	Admin      bool   // the process has CAP_NET_ADMIN
	Resource   bool   // the process has CAP_SYS_RESOURCE, in the initial user namespace
}

// Door judges by its rules. Its methods may be called from any goroutine.
type Door struct {
	Rules
	Kernel  sockets.Kernel // only reads the state of sockets
	Machine Machine

	bound    bound
	networks networks
}

// Machine is what the door has to know about the machine; nil fields ask this one.
type Machine struct {
	// HasInterface reports whether the network has an interface of that name.
	HasInterface func(name string) bool
	// Taken reports whether a process other than this one has an abstract name.
	Taken func(name string) bool
	// Own reports whether a process is of this session.
	Own func(pid int) bool
	// Exists reports whether there is a process, or a group by a negative number.
	Exists func(pid int) bool
	// Link is what /proc says of a descriptor of this process.
	Link func(fd int) string
	// LocalVsock reports whether vsock can stay on this machine.
	LocalVsock func() bool
}

// New makes a door. A nil kernel is the real one.
func New(r Rules, k sockets.Kernel) *Door {
	if k == nil {
		k = sockets.Linux{}
	}
	return &Door{Rules: r, Kernel: k, Machine: Machine{HasInterface: hasInterface, Taken: new(owners).taken, Own: own, Exists: exists, Link: link, LocalVsock: sync.OnceValue(hasLocalVsock)}}
}

// Refusal is why a call is not made, or why a socket was closed, in a sentence.
type Refusal struct{ Why string }

func (r *Refusal) Error() string { return r.Why }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// The ends of the sentences: what to do about a refusal.
const (
	allowNet  = "allow it with --allow-net, or use a private network with --lab"
	allowUnix = "allow it with --allow-unix, or use a private network and folder with --lab"
	// A lab has no vsock of its own.
	allowVsock = "allow it with --allow-net"
)

// remedy is what to do about an address that is refused.
func (r Rules) remedy() string {
	if r.Typed {
		return "allow it with --allow-net"
	}
	return allowNet
}

// anywhere reports whether every IP address and option is allowed.
func (r Rules) anywhere() bool { return r.Lab || r.AllowNet }

// kind is what a descriptor is, as the kernel says; zero if it is not a socket.
type kind struct{ domain, typ, protocol int }

// kind asks the kernel: what the bench says about a socket does not count.
func (d *Door) kind(fd int) (k kind, ok bool) {
	for _, ask := range []struct {
		option int
		into   *int
	}{{unix.SO_DOMAIN, &k.domain}, {unix.SO_TYPE, &k.typ}, {unix.SO_PROTOCOL, &k.protocol}} {
		if *ask.into, ok = d.number(fd, ask.option); !ok {
			return kind{}, false
		}
	}
	return k, true
}

// Kind is what a socket was made as, as the kernel says. ok is false for what is not a socket.
func (d *Door) Kind(fd int) (domain, typ, protocol int, ok bool) {
	k, ok := d.kind(fd)
	return k.domain, k.typ, k.protocol, ok
}

// number reads an int option of SOL_SOCKET.
func (d *Door) number(fd, option int) (int, bool) {
	n := make([]byte, 4)
	if _, err := d.Kernel.Getsockopt(fd, unix.SOL_SOCKET, option, n); err != nil {
		return 0, false
	}
	return int(int32(order.Uint32(n))), true
}

func (k kind) inet() bool { return k.domain == unix.AF_INET || k.domain == unix.AF_INET6 }
