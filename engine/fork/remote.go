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
// writes into what it is given, and of answered or filled where it also returns something.
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

// answered is call for one that returns one thing beside its error.
func answered[T any](r remote, method string, args ...any) (answer T, err error) {
	err = r.call(method, []any{&answer}, args...)
	return answer, err
}

// filled is fills for one that returns one thing beside its error.
func filled[T any](r remote, method string, args ...any) (answer T, err error) {
	err = r.fills(method, []any{&answer}, args...)
	return answer, err
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
