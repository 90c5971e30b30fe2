package fork

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"netnet-tui/engine/process"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// Command is the argument that makes this binary run as a forked process.
const Command = "forked"

// Process is a forked process. Its methods may be called from any goroutine.
type Process struct {
	Name   string
	Number int // in [Numbers], counted from 1
	PID    int

	alone   *process.Alone
	through func() (fd int, shut func()) // the socket through which copies are sent, until it is shut
	lock    sync.Mutex                   // protects the fields below, and the requests
	asks    *json.Encoder
	calls   map[uint64]*pending // calls that have not returned
	last    uint64
	gone    chan struct{} // closed when the process has ended
	how     string        // how it ended; set before gone is closed
}

// pending is a call that has not returned.
type pending struct {
	answer  chan reply
	entered func()
}

// Start starts a process, which has no copies yet. ended is called when the process has ended, for whatever reason.
func Start(name string, number int, ended func(*Process)) (*Process, error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, os.NewSyscallError("socketpair", err)
	}
	alone, err := process.StartWith([]string{Command}, uintptr(pair[1]))
	_ = unix.Close(pair[1])
	if err != nil {
		_ = unix.Close(pair[0])
		return nil, err
	}
	p := &Process{
		through: once(pair[0]),
		Name:    name, Number: number, PID: alone.Pid, alone: alone,
		asks: json.NewEncoder(alone.In), calls: map[uint64]*pending{}, gone: make(chan struct{}),
	}
	go p.read(ended)
	return p, nil
}

// once returns a function that returns a descriptor and a function that closes it, at most once.
func once(fd int) func() (int, func()) {
	var done sync.Once
	return func() (int, func()) { return fd, func() { done.Do(func() { _ = unix.Close(fd) }) } }
}

// Copy gives the process copies of descriptors, and returns their numbers there. It may be called once. A process that
// can't have them is killed.
func (p *Process) Copy(fds []int) (placed []int, err error) {
	through, shut := p.through()
	defer func() {
		shut()
		if err != nil {
			p.Kill()
			if said := p.alone.Complaints.First(); said != "" {
				err = errors.New(said)
			}
		}
	}()
	for len(fds) > 0 {
		now := fds[:min(len(fds), mostPassed)]
		fds = fds[len(now):]
		cloexec := make([]bool, len(now))
		for i, fd := range now {
			flags, _ := sockets.Linux{}.Fcntl(fd, unix.F_GETFD, 0)
			cloexec[i] = flags&unix.FD_CLOEXEC != 0
		}
		if err := pass(through, now); err != nil {
			return nil, err
		}
		var at []int
		if err := p.own().call("Place", []any{&at}, now, cloexec); err != nil {
			return nil, err
		}
		placed = append(placed, at...)
	}
	return placed, nil
}

// read handles the answers until the process ends.
func (p *Process) read(ended func(*Process)) {
	for answers := json.NewDecoder(p.alone.Out); ; {
		var r reply
		if answers.Decode(&r) != nil {
			break
		}
		p.lock.Lock()
		call := p.calls[r.ID]
		if call != nil && !r.Entered {
			delete(p.calls, r.ID)
		}
		p.lock.Unlock()
		switch {
		case call == nil:
		case r.Entered:
			call.entered()
		default:
			call.answer <- r
		}
	}
	_ = unix.Kill(p.PID, unix.SIGKILL) // a process that no longer answers is of no use
	<-p.alone.Complaints.Ended()
	state, err := p.alone.Wait()
	_, _ = p.alone.Out.Close(), p.alone.In.Close()
	_, shut := p.through()
	shut()
	p.how = howEnded(state, err)
	close(p.gone)
	ended(p)
}

// howEnded says how a process has ended.
func howEnded(state *os.ProcessState, err error) string {
	if err != nil {
		return "is gone: " + err.Error()
	}
	status, ok := state.Sys().(interface {
		Signaled() bool
		ExitStatus() int
	})
	if ok && !status.Signaled() {
		return fmt.Sprintf("exited with status %d", status.ExitStatus())
	}
	return "was ended by a signal: " + state.String()
}

// Gone returns a channel that is closed when the process has ended and its descriptors are closed.
func (p *Process) Gone() <-chan struct{} { return p.gone }

// How says how the process ended, as in "exited with status 0"; "" while it runs.
func (p *Process) How() string {
	select {
	case <-p.gone:
		return p.how
	default:
		return ""
	}
}

// endTime bounds how long a process may take to end.
const endTime = 5 * time.Second

// Exit makes the process call exit(2), and waits until it has ended.
func (p *Process) Exit() {
	go func() { _ = p.own().call("Exit", nil) }() // it does not return an answer
	p.wait()
}

// own returns a remote for the calls that are not those of a kernel.
func (p *Process) own() remote { return remote{process: p} }

// Signal sends the process a signal that ends it, and waits until it has ended.
func (p *Process) Signal(s unix.Signal) error {
	err := unix.Kill(p.PID, s)
	if err == nil {
		p.wait()
	}
	return os.NewSyscallError("kill", err)
}

// Kill kills the process.
func (p *Process) Kill() {
	_ = unix.Kill(p.PID, unix.SIGKILL)
	select {
	case <-p.gone:
	case <-time.After(endTime):
	}
}

// wait waits until the process has ended, and kills it if that takes too long.
func (p *Process) wait() {
	select {
	case <-p.gone:
	case <-time.After(endTime):
		p.Kill()
	}
}
