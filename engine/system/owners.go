package system

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"netnet-tui/engine/observe"
	"netnet-tui/engine/thread"
)

// Owners finds the processes that have sockets, by their descriptors in /proc. A process is read again when the number
// of its descriptors has changed, and all are read now and then: a process that has closed a socket and opened another
// has the same number as before.
type Owners struct {
	processes map[int]*Process
	of        map[uint32][]Owner // by inode
	room      []byte
	whole     time.Time // when all were last read
}

// wholeEvery is how often every process is read, changed or not.
const wholeEvery = 30 * time.Second

// NewOwners returns an Owners that knows no process yet.
func NewOwners() *Owners {
	return &Owners{processes: map[int]*Process{}, of: map[uint32][]Owner{}, room: make([]byte, 32<<10)}
}

// Refresh reads the processes that have changed, and reports whether the owners of any sockets have changed.
func (o *Owners) Refresh(now time.Time) bool {
	whole := now.Sub(o.whole) >= wholeEvery
	if whole {
		o.whole = now
	}
	var seen map[int]*Process
	thread.Look(func() { seen = o.read(whole) })
	changed := false
	for pid, p := range seen {
		changed = changed || !p.sameSockets(o.processes[pid])
	}
	for pid, p := range o.processes {
		changed = changed || seen[pid] == nil && p.held != nil
	}
	o.processes = seen
	if !changed {
		return false
	}
	clear(o.of)
	for _, pid := range slices.Sorted(maps.Keys(seen)) {
		p := seen[pid]
		for inode, fds := range p.held {
			for _, fd := range fds {
				o.of[inode] = append(o.of[inode], Owner{PID: pid, Name: p.Name, FD: fd})
			}
		}
	}
	for _, list := range o.of {
		slices.SortFunc(list, func(a, b Owner) int { return cmp.Or(cmp.Compare(a.PID, b.PID), cmp.Compare(a.FD, b.FD)) })
	}
	return true
}

// read reads all processes, or only those that have changed.
func (o *Owners) read(whole bool) map[int]*Process {
	seen := make(map[int]*Process, len(o.processes))
	for _, pid := range numbers("/proc") {
		known := o.processes[pid]
		if whole {
			known = nil
		}
		if p, ok := readProcess(pid, known, o.room); ok {
			seen[pid] = p
		}
	}
	return seen
}

// Of returns the processes that have a socket, by its inode.
func (o *Owners) Of(inode uint32) []Owner {
	if inode == 0 {
		return nil
	}
	return o.of[inode]
}

// Missing says whose descriptors can't be seen.
func (o *Owners) Missing(users *Users) Missing {
	var m Missing
	hidden := map[uint32]int{}
	for _, p := range o.processes {
		if p.denied {
			hidden[p.UID]++
		}
	}
	for _, uid := range slices.Sorted(maps.Keys(hidden)) {
		m.Add(fmt.Sprintf("what %s of %s have open is not visible to you", processes(hidden[uid]), users.Name(uid)))
	}
	if len(o.processes) == 0 {
		m.Add("the processes are not visible: /proc is not mounted")
	}
	if hides() {
		m.Add("processes of other users are hidden from you (hidepid of /proc)")
	}
	return m
}

// processes returns a number of processes in words.
func processes(n int) string {
	if n == 1 {
		return "one process"
	}
	return fmt.Sprint(n, " processes")
}

// hides reports whether /proc does not list processes of others: proc(5), hidepid. The first process belongs to another
// user for everyone but root, or is this one.
func hides() bool {
	_, there := observe.ReadProc(processFolder(1, "comm"), mostName)
	return !there
}
