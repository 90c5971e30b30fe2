package fork

import (
	"encoding/json"
	"errors"
	"os"
	"time"

	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Kernel returns the kernel as seen by the process. Calls for t may sleep; if t is nil they may not, and a process that
// does not answer in time is killed.
func (p *Process) Kernel(t *Thread) sockets.Kernel { return remote{process: p, thread: t} }

// Timed is like Kernel, and calls took with how long each call took in the process.
func (p *Process) Timed(t *Thread, took func(time.Duration)) sockets.Kernel {
	return remote{p, t, took}
}

// remote makes calls in another process. All methods are written out, so that a new method of Kernel has to be added
// here before this compiles: a line of call, or of fills if the kernel writes into its arguments, and of answered or
// filled if it also returns a value.
type remote struct {
	process *Process
	thread  *Thread
	took    func(time.Duration) // may be nil
}

var _ sockets.Kernel = remote{}

// Inode returns the inode of a descriptor's socket; 0 if it is not open.
func (r remote) Inode(fd int) uint32 {
	var inode uint32
	_ = r.call("Inode", []any{&inode}, fd)
	return inode
}

// call makes a call by the name of its method. results point to where its results before the error go.
func (r remote) call(method string, results []any, args ...any) error {
	return r.do(request{}, method, results, args)
}

// fills is call for a method that fills in some of its slices and pointers.
func (r remote) fills(method string, results []any, args ...any) error {
	return r.do(request{Fills: true}, method, results, args)
}

// answered is call for a method that returns one value and an error.
func answered[T any](r remote, method string, args ...any) (answer T, err error) {
	err = r.call(method, []any{&answer}, args...)
	return answer, err
}

// filled is fills for a method that returns one value and an error.
func filled[T any](r remote, method string, args ...any) (answer T, err error) {
	err = r.fills(method, []any{&answer}, args...)
	return answer, err
}

// errEnded is the error of a call in a process that has ended.
var errEnded = errors.New("the process has ended")

// do sends a call to the process, and waits for its answer.
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

// send writes a request, and registers call for its answer.
func (p *Process) send(r *request, call *pending) error {
	p.lock.Lock()
	defer p.lock.Unlock()
	if p.How() != "" {
		return errEnded
	}
	p.last++
	r.ID = p.last
	p.calls[r.ID] = call
	_ = p.alone.In.SetWriteDeadline(time.Now().Add(endTime)) // a stopped process does not read
	return p.asks.Encode(r)
}
