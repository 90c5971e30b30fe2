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

// Processes are the processes that an engine has forked. Its methods may be called from any goroutine.
type Processes struct {
	own  sockets.Kernel
	lock sync.Mutex
	run  []*Process
	how  map[string]string // how the processes ended that are not running, by name
	last int
}

// NewProcesses returns an empty list. own is the kernel of the engine itself.
func NewProcesses(own sockets.Kernel) *Processes {
	return &Processes{own: own, how: map[string]string{}}
}

// Next returns the number for the next process.
func (l *Processes) Next() int {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.last++
	return l.last
}

// Add records that a process is running.
func (l *Processes) Add(p *Process) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.run = append(l.run, p)
	delete(l.how, p.Name)
}

// Ended records that a process has ended.
func (l *Processes) Ended(p *Process) {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.run = slices.DeleteFunc(l.run, func(other *Process) bool { return other == p })
	l.how[p.Name] = p.How()
}

// Running returns the running processes, oldest first.
func (l *Processes) Running() []*Process {
	l.lock.Lock()
	defer l.lock.Unlock()
	return slices.Clone(l.run)
}

// Find returns the running process with a name, or how the last one with that name ended.
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

// Kernel returns the kernel of a process by its number. A process that has ended has no descriptors.
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

// Link returns a function that returns the link in /proc of a descriptor of any process; here does so for this process.
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

// Kill kills all running processes, and waits until they are gone.
func (l *Processes) Kill() {
	for _, p := range l.Running() {
		p.Kill()
	}
}
