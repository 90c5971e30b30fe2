package fork

import (
	"encoding/json"
	"errors"
	"os"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Kernel is the kernel as the process has it. The calls of t may sleep; where it is nil they may
// not, and a process that does not answer in time is ended.
func (p *Process) Kernel(t *Thread) sockets.Kernel { return remote{process: p, thread: t} }

// Timed is Kernel, and tells took how long each call took there.
func (p *Process) Timed(t *Thread, took func(time.Duration)) sockets.Kernel {
	return remote{p, t, took}
}

// remote makes calls in another process. All methods are written out, so that a new call of
// Kernel does not compile before it is made there: a line of call, or of fills where the kernel
// writes into what it is given.
type remote struct {
	process *Process
	thread  *Thread
	took    func(time.Duration) // nil for nobody
}

var _ sockets.Kernel = remote{}

// Inode is the number of the socket that a descriptor is of; 0 if it is not open.
func (r remote) Inode(fd int) uint32 {
	var inode uint32
	_ = r.call("Inode", []any{&inode}, fd)
	return inode
}

// call makes a call by the name of its method. results point to what it returns before its error.
func (r remote) call(method string, results []any, args ...any) error {
	return r.do(request{}, method, results, args)
}

// fills is call for one that fills in some of its slices and pointers.
func (r remote) fills(method string, results []any, args ...any) error {
	return r.do(request{Fills: true}, method, results, args)
}

// errEnded is the error of a call in a process that has ended.
var errEnded = errors.New("the process has ended")

// do has a call made, and waits for its answer.
func (r remote) do(asks request, method string, results, args []any) error {
	p, t := r.process, r.thread
	if p == nil {
		return os.NewSyscallError(method, unix.EBADF)
	}
	for _, arg := range args {
		text, err := json.Marshal(arg)
		if err != nil {
			return err
		}
		asks.Args = append(asks.Args, text)
	}
	asks.Method, asks.Sleeps = method, t != nil
	call := &pending{answer: make(chan reply, 1), entered: func() {}}
	var late <-chan time.Time
	if t == nil {
		timer := time.NewTimer(endTime)
		defer timer.Stop()
		late = timer.C
	} else {
		call.entered = t.enter
	}
	if err := p.send(&asks, call); err != nil {
		return err
	}
	if t != nil {
		t.begin(p, asks.ID)
		defer t.begin(nil, 0)
	}
	select {
	case answer := <-call.answer:
		if r.took != nil {
			r.took(answer.Took)
		}
		return answer.take(args, results)
	case <-p.gone:
	case <-late:
		p.Kill()
	}
	return os.NewSyscallError(method, unix.ESRCH)
}

// send writes a request whose answer goes to a call.
func (p *Process) send(r *request, call *pending) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.How() != "" {
		return errEnded
	}
	p.last++
	r.ID = p.last
	p.calls[r.ID] = call
	_ = p.alone.In.SetWriteDeadline(time.Now().Add(endTime)) // one that is stopped reads nothing
	return p.asks.Encode(r)
}

// Socket makes socket(2) there.
func (r remote) Socket(domain, typ, protocol int) (int, error) {
	var answer int
	err := r.call("Socket", []any{&answer}, domain, typ, protocol)
	return answer, err
}

// Socketpair makes socketpair(2) there.
func (r remote) Socketpair(domain, typ, protocol int) ([2]int, error) {
	var answer [2]int
	err := r.call("Socketpair", []any{&answer}, domain, typ, protocol)
	return answer, err
}

// Bind makes bind(2) there.
func (r remote) Bind(fd int, addr sockets.Addr) error {
	return r.call("Bind", nil, fd, addr)
}

// Listen makes listen(2) there.
func (r remote) Listen(fd, backlog int) error {
	return r.call("Listen", nil, fd, backlog)
}

// Connect makes connect(2) there.
func (r remote) Connect(fd int, addr sockets.Addr) error {
	return r.call("Connect", nil, fd, addr)
}

// Accept4 makes accept4(2) there.
func (r remote) Accept4(fd, flags int) (int, error) {
	var answer int
	err := r.call("Accept4", []any{&answer}, fd, flags)
	return answer, err
}

// Accept4From makes accept4(2) there.
func (r remote) Accept4From(fd, flags int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.call("Accept4From", []any{&n, &from}, fd, flags)
	return n, from, err
}

// Accept makes accept(2) there.
func (r remote) Accept(fd int) (int, error) {
	var answer int
	err := r.call("Accept", []any{&answer}, fd)
	return answer, err
}

// AcceptFrom makes accept(2) there.
func (r remote) AcceptFrom(fd int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.call("AcceptFrom", []any{&n, &from}, fd)
	return n, from, err
}

// Shutdown makes shutdown(2) there.
func (r remote) Shutdown(fd, how int) error {
	return r.call("Shutdown", nil, fd, how)
}

// Close makes close(2) there.
func (r remote) Close(fd int) error {
	return r.call("Close", nil, fd)
}

// Dup makes dup(2) there.
func (r remote) Dup(fd int) (int, error) {
	var answer int
	err := r.call("Dup", []any{&answer}, fd)
	return answer, err
}

// Send makes sendto(2) there.
func (r remote) Send(fd int, p []byte, flags int) (int, error) {
	var answer int
	err := r.call("Send", []any{&answer}, fd, p, flags)
	return answer, err
}

// Sendto makes sendto(2) there.
func (r remote) Sendto(fd int, p []byte, flags int, to sockets.Addr) (int, error) {
	var answer int
	err := r.call("Sendto", []any{&answer}, fd, p, flags, to)
	return answer, err
}

// Recv makes recvfrom(2) there.
func (r remote) Recv(fd int, p []byte, flags int) (int, error) {
	var answer int
	err := r.fills("Recv", []any{&answer}, fd, p, flags)
	return answer, err
}

// Recvfrom makes recvfrom(2) there.
func (r remote) Recvfrom(fd int, p []byte, flags int) (int, sockets.Addr, error) {
	var n int
	var from sockets.Addr
	err := r.fills("Recvfrom", []any{&n, &from}, fd, p, flags)
	return n, from, err
}

// Read makes read(2) there.
func (r remote) Read(fd int, p []byte) (int, error) {
	var answer int
	err := r.fills("Read", []any{&answer}, fd, p)
	return answer, err
}

// Write makes write(2) there.
func (r remote) Write(fd int, p []byte) (int, error) {
	var answer int
	err := r.call("Write", []any{&answer}, fd, p)
	return answer, err
}

// Sendmsg makes sendmsg(2) there.
func (r remote) Sendmsg(fd int, m *sockets.Message, flags int) (int, error) {
	var answer int
	err := r.call("Sendmsg", []any{&answer}, fd, m, flags)
	return answer, err
}

// Recvmsg makes recvmsg(2) there.
func (r remote) Recvmsg(fd int, m *sockets.Message, flags int) (int, error) {
	var answer int
	err := r.fills("Recvmsg", []any{&answer}, fd, m, flags)
	return answer, err
}

// Sendmmsg makes sendmmsg(2) there.
func (r remote) Sendmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	var answer int
	err := r.fills("Sendmmsg", []any{&answer}, fd, list, flags)
	return answer, err
}

// Recvmmsg makes recvmmsg(2) there.
func (r remote) Recvmmsg(fd int, list []sockets.Message, flags int) (int, error) {
	var answer int
	err := r.fills("Recvmmsg", []any{&answer}, fd, list, flags)
	return answer, err
}

// Writev makes writev(2) there.
func (r remote) Writev(fd int, parts [][]byte) (int, error) {
	var answer int
	err := r.call("Writev", []any{&answer}, fd, parts)
	return answer, err
}

// Readv makes readv(2) there.
func (r remote) Readv(fd int, parts [][]byte) (int, error) {
	var answer int
	err := r.fills("Readv", []any{&answer}, fd, parts)
	return answer, err
}

// Getsockname makes getsockname(2) there.
func (r remote) Getsockname(fd int) (sockets.Addr, error) {
	var answer sockets.Addr
	err := r.call("Getsockname", []any{&answer}, fd)
	return answer, err
}

// Getpeername makes getpeername(2) there.
func (r remote) Getpeername(fd int) (sockets.Addr, error) {
	var answer sockets.Addr
	err := r.call("Getpeername", []any{&answer}, fd)
	return answer, err
}

// Setsockopt makes setsockopt(2) there.
func (r remote) Setsockopt(fd, level, option int, value []byte) error {
	return r.call("Setsockopt", nil, fd, level, option, value)
}

// AttachFilter makes setsockopt(2) there.
func (r remote) AttachFilter(fd int, program []unix.SockFilter) error {
	return r.call("AttachFilter", nil, fd, program)
}

// Getsockopt makes getsockopt(2) there.
func (r remote) Getsockopt(fd, level, option int, value []byte) (int, error) {
	var answer int
	err := r.fills("Getsockopt", []any{&answer}, fd, level, option, value)
	return answer, err
}

// Fcntl makes fcntl(2) there.
func (r remote) Fcntl(fd, cmd, arg int) (int, error) {
	var answer int
	err := r.call("Fcntl", []any{&answer}, fd, cmd, arg)
	return answer, err
}

// IoctlGet makes ioctl(2) there.
func (r remote) IoctlGet(fd int, request uint) (int, error) {
	var answer int
	err := r.call("IoctlGet", []any{&answer}, fd, request)
	return answer, err
}

// IoctlSet makes ioctl(2) there.
func (r remote) IoctlSet(fd int, request uint, value int) error {
	return r.call("IoctlSet", nil, fd, request, value)
}

// Poll makes poll(2) there.
func (r remote) Poll(fds []unix.PollFd, timeout time.Duration) (int, error) {
	var answer int
	err := r.fills("Poll", []any{&answer}, fds, timeout)
	return answer, err
}

// Select makes select(2) there.
func (r remote) Select(sets *sockets.FdSets, timeout time.Duration) (int, error) {
	var answer int
	err := r.fills("Select", []any{&answer}, sets, timeout)
	return answer, err
}

// EpollCreate1 makes epoll_create1(2) there.
func (r remote) EpollCreate1(flags int) (int, error) {
	var answer int
	err := r.call("EpollCreate1", []any{&answer}, flags)
	return answer, err
}

// EpollCtl makes epoll_ctl(2) there.
func (r remote) EpollCtl(epfd, op, fd int, events uint32) error {
	return r.call("EpollCtl", nil, epfd, op, fd, events)
}

// EpollWait makes epoll_wait(2) there.
func (r remote) EpollWait(epfd int, events []unix.EpollEvent, timeout time.Duration) (int, error) {
	var answer int
	err := r.fills("EpollWait", []any{&answer}, epfd, events, timeout)
	return answer, err
}

// UringEnter makes io_uring_enter(2) there.
func (r remote) UringEnter(ring *sockets.Ring, submit, wait, flags int, timeout time.Duration) (int, error) {
	return -1, os.NewSyscallError("io_uring_enter", unix.ENOSYS) // rings are the event loop's, which this process does not have
}

// SetNofile makes prlimit64(2) there.
func (r remote) SetNofile(limit uint64) error {
	return r.call("SetNofile", nil, limit)
}
