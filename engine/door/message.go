package door

import (
	"os"
	"strconv"
	"strings"
	"sync"

	"netnet-tui/sockets"
	"netnet-tui/sockets/control"

	"golang.org/x/sys/unix"
)

// Control judges the control messages that are to be sent on a socket, by their numbers and bytes, as the kernel does.
func (d *Door) Control(fd int, list []sockets.ControlMessage) error {
	for _, c := range list {
		if err := d.control(fd, c); err != nil {
			return err
		}
	}
	return nil
}

func (d *Door) control(fd int, c sockets.ControlMessage) error {
	kind, ok := control.ByNumber(c.Level, c.Type)
	switch {
	case ok && kind.Reach == control.ReachRights:
		return d.rights(fd)
	case d.anywhere(), ok && kind.Reach == control.ReachStays:
		return nil
	case ok && kind.Reach == control.ReachByPlace:
		return d.place(kind, c)
	case ok && c.Level == unix.SOL_SOCKET && d.lacks("CAP_NET_ADMIN or CAP_NET_RAW"): // SO_MARK: the kernel answers EPERM
		return nil
	case ok:
		return refuse("the control message %s can send a packet outside loopback: %s", kind.Name, allowNet)
	case d.consults(c.Level):
		return refuse("control message %d of level %s is not known to stay on loopback: %s", c.Type, control.Levels.Format(c.Level), allowNet)
	}
	return nil // the kernel ignores those of other levels
}

// consults reports whether the sockets that may be made on the host read control messages of a level.
func (d *Door) consults(level int) bool {
	switch level {
	case unix.SOL_SOCKET, unix.SOL_IP, unix.SOL_IPV6, unix.SOL_UDP, unix.SOL_TCP, unix.SOL_TLS, unix.IPPROTO_SCTP:
		return true
	}
	return false
}

// place judges the source address and the interface that a control message gives a packet. A message of the wrong
// length is left for the kernel to refuse.
func (d *Door) place(kind *control.Kind, c sockets.ControlMessage) error {
	own, index, err := control.Place(c)
	if err != nil {
		return nil //nolint:nilerr // the kernel answers EINVAL
	}
	switch own = own.Unmap(); {
	case !own.IsUnspecified() && !own.IsLoopback():
		return refuse("%s of %s is an address outside loopback: %s", kind.Name, own, allowNet)
	case index > 1:
		return refuse("%s of interface %d is not the loopback interface: %s", kind.Name, index, allowNet)
	}
	return nil
}

// rights judges the sending of descriptors: only this session's processes may get them, since whoever has one can use
// it. The receiver of a datagram is judged by its address.
func (d *Door) rights(fd int) error {
	k, ok := d.kind(fd)
	if d.AllowUnix || d.Lab || !ok || k.domain != unix.AF_UNIX {
		return nil
	}
	peer := make([]byte, unix.SizeofUcred)
	if n, err := d.Kernel.Getsockopt(fd, unix.SOL_SOCKET, unix.SO_PEERCRED, peer); err != nil || n < len(peer) {
		return nil //nolint:nilerr // it has no peer, and the kernel says so
	}
	pid, user := int(int32(order.Uint32(peer))), int32(order.Uint32(peer[4:]))
	if user < 0 || pid > 0 && d.Machine.Own(pid) { // user -1: nobody is connected; process 0: in another namespace
		return nil
	}
	return refuse("the peer belongs to another process of this machine (%d), and would get the descriptors: %s", pid, allowUnix)
}

// own reports whether a process is this one, or was started by it.
func own(pid int) bool {
	if pid == os.Getpid() {
		return true
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return false
	}
	// After the name come the state and the parent.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	return len(fields) > 1 && fields[1] == strconv.Itoa(os.Getpid())
}

// Received judges a descriptor that came with a message, or from another program. A socket has to be inside, and in
// this network namespace; other descriptors pass only if they are nothing but memory.
func (d *Door) Received(fd int) error {
	if d.AllowNet {
		return nil
	}
	if _, ok := d.kind(fd); !ok {
		if kind := d.Machine.Link(fd); !ofMemory(kind) {
			return refuse("a descriptor of %s came in, which is outside this session, and was closed at once: %s", kind, allowNet)
		}
		return nil
	}
	if err := d.Made(fd); err != nil {
		return err
	}
	if own, ok := d.networks.own(d); ok {
		if cookie, ok := d.cookie(fd); ok && cookie != own {
			return refuse("a socket of another network namespace came in, and was closed at once: %s", allowNet)
		}
	}
	_, err := d.After(fd, false)
	return err
}

// ofMemory reports whether a link of /proc/self/fd is that of a pipe, a memfd or the like.
func ofMemory(link string) bool {
	for _, prefix := range []string{"pipe:", "/memfd:", "anon_inode:[eventfd]", "anon_inode:[timerfd]", "anon_inode:[eventpoll]"} {
		if strings.HasPrefix(link, prefix) {
			return true
		}
	}
	return false
}

// link returns the link of a descriptor in /proc.
func link(fd int) string {
	to, err := os.Readlink(descriptors + "/" + strconv.Itoa(fd))
	if err != nil {
		return "an unknown kind"
	}
	return to
}

// networks caches the cookie of our own network namespace (SO_NETNS_COOKIE, Linux 5.14).
type networks struct {
	once   sync.Once
	cookie uint64
	known  bool
}

func (n *networks) own(d *Door) (cookie uint64, ok bool) {
	n.once.Do(func() {
		fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
		if err != nil {
			return
		}
		defer func() { _ = unix.Close(fd) }()
		n.cookie, n.known = d.cookie(fd)
	})
	return n.cookie, n.known
}

func (d *Door) cookie(fd int) (uint64, bool) {
	raw := make([]byte, 8)
	if n, err := d.Kernel.Getsockopt(fd, unix.SOL_SOCKET, unix.SO_NETNS_COOKIE, raw); err != nil || n != len(raw) {
		return 0, false
	}
	return order.Uint64(raw), true
}
