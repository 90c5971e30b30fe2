package store

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
	"netnet-tui/engine/step"
)

// rosterSockets is how many sockets are kept before closed ones are forgotten.
const rosterSockets = 2000

// Roster holds the sockets and tasks of the bench, as far as frames and events have shown them: a frame has
// only the visible rows.
type Roster struct {
	sockets map[status.SocketID]status.Socket
	tasks   []string
	posted  map[uint64][]string // by the tag of a step whose event has not arrived: the names it will make
}

// Posted records a step that has been posted.
func (r *Roster) Posted(s engine.Step) {
	var coming []string
	for _, name := range s.Names {
		coming = append(coming, step.InProcess(s.At, name))
	}
	if s.Task != "" {
		coming = append(coming, s.Task)
	}
	r.posted[s.Tag] = coming
}

// coming returns the names that steps under way will make.
func (r *Roster) coming() []string {
	var names []string
	for _, tag := range slices.Sorted(maps.Keys(r.posted)) {
		names = append(names, r.posted[tag]...)
	}
	return names
}

// Take records the sockets and tasks that appear and disappear in a frame.
func (r *Roster) Take(f engine.Frame) {
	for _, e := range f.Events {
		delete(r.posted, e.Step.Tag)
		if e.Evidence == nil {
			continue
		}
		for _, observed := range e.Evidence.Sockets {
			r.observe(observed)
		}
	}
	if f.Skipped > 0 { // the skipped events may be those of the posted steps
		clear(r.posted)
	}
	for _, k := range f.Sockets {
		r.sockets[k.ID] = k
	}
	if len(r.sockets) > rosterSockets {
		maps.DeleteFunc(r.sockets, func(_ status.SocketID, k status.Socket) bool { return !k.Open })
	}
	r.tasks = r.tasks[:0]
	for _, b := range f.Blocked {
		r.tasks = append(r.tasks, b.Task)
	}
}

func (r *Roster) observe(observed status.Observed) {
	k := r.sockets[observed.ID]
	k.ID, k.Name = observed.ID, observed.Name
	k.Open = !observed.Closed
	if observed.After != nil {
		k.Condition = *observed.After
	}
	r.sockets[observed.ID] = k
}

// Socket returns the socket with the given ID, or false if none has been seen.
func (r *Roster) Socket(id status.SocketID) (status.Socket, bool) {
	k, ok := r.sockets[id]
	return k, ok
}

// Open returns the open sockets, in no particular order.
func (r *Roster) Open() []status.Socket {
	var open []status.Socket
	for _, k := range r.sockets {
		if k.Open {
			open = append(open, k)
		}
	}
	return open
}

// Epolls returns the open epolls of a process, newest first; "" is the engine.
func (r *Roster) Epolls(process string) []status.Socket {
	list := slices.DeleteFunc(r.Open(), func(k status.Socket) bool { return !k.Epoll() || k.Process != process })
	slices.SortFunc(list, func(a, b status.Socket) int { return cmp.Compare(b.ID, a.ID) })
	return list
}

// Names returns the names that a line may use for a socket or a task.
func (r *Roster) Names() []string {
	return r.names(func(status.Socket) bool { return true })
}

// OpenNames is like Names, without the closed sockets: most calls need an open one.
func (r *Roster) OpenNames() []string {
	return r.names(func(k status.Socket) bool { return k.Open })
}

// Processes returns the processes other than the engine that have an open descriptor on the bench.
func (r *Roster) Processes() []string {
	var names []string
	for _, k := range r.sockets {
		if k.Open && k.Process != "" && !slices.Contains(names, k.Process) {
			names = append(names, k.Process)
		}
	}
	slices.Sort(names)
	return names
}

func (r *Roster) names(wanted func(status.Socket) bool) []string {
	var ids []status.SocketID
	for id, k := range r.sockets {
		if wanted(k) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	var names []string
	for _, id := range ids {
		if !slices.Contains(names, r.sockets[id].Name) {
			names = append(names, r.sockets[id].Name)
		}
	}
	return append(append(names, r.tasks...), r.coming()...)
}

// Free returns a name that is unused in a process, "" being the engine: the stem itself, or the stem with a
// number.
func (r *Roster) Free(process, stem string) string {
	taken := append(r.coming(), r.Processes()...)
	for _, k := range r.sockets {
		if k.Open {
			taken = append(taken, k.Name)
		}
	}
	taken = append(taken, r.tasks...)
	name := stem
	for n := 2; slices.Contains(taken, step.InProcess(process, name)); n++ {
		name = stem + strconv.Itoa(n)
	}
	return name
}

// Peer returns the socket that k would most likely connect to: the newest listener of its domain, or for
// datagrams the newest other socket that has a local address. Sockets of k's own process are preferred.
func (r *Roster) Peer(k status.Socket) (status.Socket, bool) {
	best, found := status.Socket{}, false
	for _, other := range r.sockets {
		if !other.Open || other.ID == k.ID || strings.HasSuffix(other.Local, ":0") || other.Local == "" || other.Domain != k.Domain || other.Type != k.Type {
			continue
		}
		listening := other.State == status.StateListen
		if listening == strings.HasPrefix(k.Kind, "udp") {
			continue
		}
		near, nearest := other.Process == k.Process, best.Process == k.Process
		if !found || near && !nearest || near == nearest && other.ID > best.ID {
			best, found = other, true
		}
	}
	return best, found
}

// Listening reports whether some socket is a listener.
func (r *Roster) Listening() bool {
	for _, k := range r.sockets {
		if k.Open && k.State == status.StateListen {
			return true
		}
	}
	return false
}
