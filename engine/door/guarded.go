package door

import (
	"sync"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Guarded makes its Kernel's calls if the door lets them pass, and then checks the sockets that a call may have moved.
// All methods are written out and nothing is embedded: a new method of Kernel has to be judged here before this
// compiles.
type Guarded struct {
	Kernel  sockets.Kernel
	Door    *Door
	Verdict *Verdict
	// Shut closes a descriptor that existed before the call, and its duplicates, if it still refers to the same socket;
	// if Shut is nil, the descriptor is closed by number.
	Shut func(fd int)
	// Room refuses more new descriptors if there would be too many; nil means no limit.
	Room func(more int) error
	// Keep reports whether to keep the path descriptor that an ioctl request opens: the step has a name for it.
	Keep bool
}

var _ sockets.Kernel = Guarded{}

// Verdict collects what the door has said about the calls of one step. It may be used from any goroutine.
type Verdict struct {
	lock    sync.Mutex
	refusal error
	notes   []string
}

// Refusal returns why a call was not made, or why what it made was closed; nil if neither happened.
func (v *Verdict) Refusal() error {
	v.lock.Lock()
	defer v.lock.Unlock()
	return v.refusal
}

// Take returns the notes since the last call of Take.
func (v *Verdict) Take() (notes []string) {
	v.lock.Lock()
	defer v.lock.Unlock()
	notes, v.notes = v.notes, nil
	return notes
}

// bar records a refusal, and returns it as the call's error.
func (g Guarded) bar(err error) error {
	if err != nil {
		g.Verdict.lock.Lock()
		defer g.Verdict.lock.Unlock()
		g.Verdict.refusal = err
	}
	return err
}

// shut closes a socket that has ended up outside, and returns the reason.
func (g Guarded) shut(fd int, why error) error {
	why = g.bar(why)
	if g.Shut == nil {
		_ = g.Kernel.Close(fd)
	} else {
		g.Shut(fd)
	}
	return why
}

// after checks a socket after a call; err is the call's error, and bound reports whether the call has bound the socket.
// If the check passes, after returns err.
func (g Guarded) after(fd int, bound bool, err error) error {
	if _, why := g.Door.After(fd, bound); why != nil {
		return g.shut(fd, why)
	}
	return err
}

// judged applies judge to new descriptors. If one of them does not pass, all are closed.
func (g Guarded) judged(judge func(fd int) error, fds ...int) error {
	for _, fd := range fds {
		if why := judge(fd); why != nil {
			for _, each := range fds {
				_ = g.Kernel.Close(each)
			}
			return g.bar(why)
		}
	}
	return nil
}

func (g Guarded) room(more int) error {
	if g.Room == nil {
		return nil
	}
	return g.bar(g.Room(more))
}

// Socket makes socket(2), and checks what it made.
func (g Guarded) Socket(domain, typ, protocol int) (int, error) {
	if err := g.bar(g.Door.Socket(domain, typ, protocol)); err != nil {
		return -1, err
	}
	if err := g.room(1); err != nil {
		return -1, err
	}
	fd, err := g.Kernel.Socket(domain, typ, protocol)
	if err != nil {
		return fd, err
	}
	return fd, g.judged(g.Door.Made, fd)
}

// Socketpair makes socketpair(2), and checks what it made.
func (g Guarded) Socketpair(domain, typ, protocol int) ([2]int, error) {
	if err := g.bar(g.Door.Socket(domain, typ, protocol)); err != nil {
		return [2]int{-1, -1}, err
	}
	if err := g.room(2); err != nil {
		return [2]int{-1, -1}, err
	}
	pair, err := g.Kernel.Socketpair(domain, typ, protocol)
	if err != nil {
		return pair, err
	}
	return pair, g.judged(g.Door.Made, pair[0], pair[1])
}

// Bind makes bind(2) with an address inside, and checks where the socket is afterwards.
func (g Guarded) Bind(fd int, addr sockets.Addr) error {
	if err := g.bar(g.Door.Bind(fd, addr)); err != nil {
		return err
	}
	err := g.Kernel.Bind(fd, addr)
	if read, _ := addr.Read(); err == nil && read.Name != "" {
		g.Door.bound.add(read.Name, fd)
	}
	return g.after(fd, err == nil, err)
}

// Listen makes listen(2) on a socket inside, and checks where it is afterwards.
func (g Guarded) Listen(fd, backlog int) error {
	if err := g.bar(g.Door.Listen(fd)); err != nil {
		return err
	}
	return g.after(fd, false, g.Kernel.Listen(fd, backlog))
}

// Connect makes connect(2) to an address inside, and checks where the socket is afterwards.
func (g Guarded) Connect(fd int, addr sockets.Addr) error {
	if err := g.bar(g.Door.Send(fd, addr)); err != nil {
		return err
	}
	return g.after(fd, false, g.Kernel.Connect(fd, addr))
}

// Accept4 makes accept4(2), and checks where the connection is.
func (g Guarded) Accept4(fd, flags int) (int, error) {
	conn, _, err := g.accepting(func() (int, sockets.Addr, error) {
		conn, err := g.Kernel.Accept4(fd, flags)
		return conn, sockets.Addr{}, err
	})
	return conn, err
}

// Dup makes dup(2).
func (g Guarded) Dup(fd int) (int, error) {
	if err := g.room(1); err != nil {
		return -1, err
	}
	return g.Kernel.Dup(fd)
}

// EpollCreate1 makes epoll_create1(2).
func (g Guarded) EpollCreate1(flags int) (int, error) {
	if err := g.room(1); err != nil {
		return -1, err
	}
	return g.Kernel.EpollCreate1(flags)
}

// Sendto makes sendto(2) to an address inside. It gives an unbound datagram socket a port, which is noted.
func (g Guarded) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	if err := g.bar(g.Door.Send(fd, to)); err != nil {
		return -1, err
	}
	if err := g.message(fd, p); err != nil {
		return -1, err
	}
	return g.sending(fd, func() (int, error) { return g.Kernel.Sendto(fd, p, flags, to) })
}

// Setsockopt makes setsockopt(2) with an option and a value that stay inside.
func (g Guarded) Setsockopt(fd, level, option int, value []byte, told ...int) error {
	if err := g.bar(g.Door.Setsockopt(fd, level, option, value)); err != nil {
		return err
	}
	return g.Kernel.Setsockopt(fd, level, option, value, told...)
}

// AttachFilter makes setsockopt(2) with SO_ATTACH_FILTER.
func (g Guarded) AttachFilter(fd int, program []unix.SockFilter, told ...int) error {
	if err := g.bar(g.Door.Setsockopt(fd, unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, nil)); err != nil {
		return err
	}
	return g.Kernel.AttachFilter(fd, program, told...)
}

// Getsockopt makes getsockopt(2). If that opens a descriptor, Getsockopt closes it: nothing here could use it, and
// nothing would count it. The kernel opens one even if its number does not fit into the value, so the value is made
// large enough.
func (g Guarded) Getsockopt(fd, level, option int, value []byte, told ...int) (int, error) {
	if err := g.bar(g.Door.Getsockopt(level, option)); err != nil {
		return 0, err
	}
	at, ok := opens(level, option)
	if !ok {
		return g.Kernel.Getsockopt(fd, level, option, value, told...)
	}
	roomy := make([]byte, max(len(value), at+intSize))
	copy(roomy, value)
	n, err := g.Kernel.Getsockopt(fd, level, option, roomy, told...)
	if err == nil && n >= at+intSize {
		_ = g.Kernel.Close(int(int32(order.Uint32(roomy[at:]))))
	}
	return min(n, copy(value, roomy)), err
}
