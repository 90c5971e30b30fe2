package door

import (
	"fmt"
	"sync"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Rules say what a session may reach.
type Rules struct {
	Lab        bool   // it has its own network namespace and root
	Typed      bool   // its addresses come from a command line, which has no lab
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
	Kernel  sockets.Kernel // only used to read the state of sockets
	Machine Machine

	bound    bound
	networks networks
}

// Machine is what the door needs to know about the machine; New fills in functions that ask this one.
type Machine struct {
	// HasInterface reports whether the network has an interface with that name.
	HasInterface func(name string) bool
	// Taken reports whether a process other than this one has an abstract name.
	Taken func(name string) bool
	// Own reports whether a process belongs to this session.
	Own func(pid int) bool
	// Exists reports whether a process exists, or a process group, given as a negative number.
	Exists func(pid int) bool
	// Link returns the link of a descriptor of this process in /proc.
	Link func(fd int) string
	// LocalVsock reports whether vsock can stay on this machine.
	LocalVsock func() bool
}

// New makes a door. A nil kernel means the real one.
func New(r Rules, k sockets.Kernel) *Door {
	if k == nil {
		k = sockets.Linux{}
	}
	return &Door{Rules: r, Kernel: k, Machine: Machine{HasInterface: hasInterface, Taken: new(owners).taken, Own: own, Exists: exists, Link: link, LocalVsock: sync.OnceValue(hasLocalVsock)}}
}

// Refusal says in a sentence why a call was not made, or why a socket was closed.
type Refusal struct{ Why string }

func (r *Refusal) Error() string { return r.Why }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// What to do about a refusal, as the end of its sentence.
const (
	allowNet  = "allow it with --allow-net, or use a private network with --lab"
	allowUnix = "allow it with --allow-unix, or use a private network and folder with --lab"
	// A lab does not have its own vsock.
	allowVsock = "allow it with --allow-net"
)

// remedy says what to do about a refused address.
func (r Rules) remedy() string {
	if r.Typed {
		return "allow it with --allow-net"
	}
	return allowNet
}

// anywhere reports whether every IP address and option is allowed.
func (r Rules) anywhere() bool { return r.Lab || r.AllowNet }

// kind is a socket's family, type and protocol.
type kind struct{ domain, typ, protocol int }

// kind asks the kernel what a descriptor is, whatever the bench says about it. ok is false if it is not a socket.
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

// Kind returns the kernel's domain, type and protocol of a socket. ok is false if fd is not a socket.
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
