package fork

import (
	"fmt"
	"os"
	"slices"
	"sync"

	"netnet-tui/engine/thread"
	"netnet-tui/sockets"
)

// Most is how many processes may run at a time.
const Most = 8

// Processes are those that an engine has forked. Its methods may be called from any goroutine.
type Processes struct {
	own  sockets.Kernel
	lock sync.Mutex
	run  []*Process
	how  map[string]string // those ended that ran, by name
	last int
}

// NewProcesses returns an empty list. own is the kernel as the engine itself has it.
func NewProcesses(own sockets.Kernel) *Processes {
	return &Processes{own: own, how: map[string]string{}}
}

// Next is the number of the next process.
func (l *Processes) Next() int {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.last++
	return l.last
}

// Add notes that a process runs.
func (l *Processes) Add(p *Process) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.run = append(l.run, p)
	delete(l.how, p.Name)
}

// Ended notes that one has ended.
func (l *Processes) Ended(p *Process) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.run = slices.DeleteFunc(l.run, func(other *Process) bool { return other == p })
	l.how[p.Name] = p.How()
}

// Running are those that run, the oldest first.
func (l *Processes) Running() []*Process {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.run)
}

// Find returns the process of a name, or how the last one of that name has ended.
func (l *Processes) Find(name string) (p *Process, how string) {
	l.lock.Lock()
	defer l.lock.Unlock()
	for _, p := range l.run {
		if p.Name == name {
			return p, ""
		}
	}
	return nil, l.how[name]
}

// Kernel is the kernel of a process by its number. One that has ended has no descriptor.
func (l *Processes) Kernel(number int) sockets.Kernel {
	if number == 0 {
		return l.own
	}
	l.lock.Lock()
	defer l.lock.Unlock()
	for _, p := range l.run {
		if p.Number == number {
			return p.Kernel(nil)
		}
	}
	return remote{}
}

// Link is what /proc says of a descriptor of any process; here knows those of this one.
func (l *Processes) Link(here func(fd int) string) func(fd int) string {
	return func(fd int) string {
		number, there := Split(fd)
		for _, p := range l.Running() {
			if p.Number != number {
				continue
			}
			var to string
			var err error
			thread.Look(func() { to, err = os.Readlink(fmt.Sprintf("/proc/%d/fd/%d", p.PID, there)) })
			if err == nil {
				return to
			}
		}
		return here(fd)
	}
}

// Kill ends all that run, and waits until they are gone.
func (l *Processes) Kill() {
	for _, p := range l.Running() {
		p.Kill()
	}
}
