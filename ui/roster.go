package ui

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"netnet-tui/engine"
	"netnet-tui/engine/status"
)

// rosterSockets is how many sockets are known before those that are closed are
// forgotten.
const rosterSockets = 2000

// roster is who is on the bench, as far as frames and events have told: the rows
// of a frame are only the visible ones.
type roster struct {
	known  map[status.SocketID]status.Socket
	tasks  []string
	coming []string // names that steps under way will make
	asked  int      // steps posted whose events have not come
}

func (r *roster) forget() { *r = roster{known: map[status.SocketID]status.Socket{}} }

// posted notes a step that has been posted.
func (r *roster) posted(step engine.Step) {
	r.asked++
	r.coming = append(r.coming, step.Names...)
	if step.Task != "" {
		r.coming = append(r.coming, step.Task)
	}
}

func (r *roster) take(f engine.Frame) {
	for _, e := range f.Events {
		r.asked--
		if e.Evidence == nil {
			continue
		}
		for _, sight := range e.Evidence.Sockets {
			r.see(sight)
		}
	}
	if r.asked <= 0 || f.Skipped > 0 {
		r.asked, r.coming = 0, nil
	}
	for _, k := range f.Sockets {
		r.known[k.ID] = k
	}
	if len(r.known) > rosterSockets {
		maps.DeleteFunc(r.known, func(_ status.SocketID, k status.Socket) bool { return !k.Open })
	}
	r.tasks = r.tasks[:0]
	for _, b := range f.Blocked {
		r.tasks = append(r.tasks, b.Task)
	}
}

func (r *roster) see(sight status.Observed) {
	k := r.known[sight.ID]
	k.ID, k.Name = sight.ID, sight.Name
	k.Open = !sight.Closed
	if sight.After != nil {
		k.Condition = *sight.After
	}
	r.known[sight.ID] = k
}

// names are the words that a line may use for a socket or a task.
func (r *roster) names() []string {
	var ids []status.SocketID
	for id := range r.known {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	slices.Reverse(ids)
	var names []string
	for _, id := range ids {
		if !slices.Contains(names, r.known[id].Name) {
			names = append(names, r.known[id].Name)
		}
	}
	return append(append(names, r.tasks...), r.coming...)
}

// free is a name nobody has: the stem itself, or the stem with a number.
func (r *roster) free(stem string) string {
	taken := slices.Clone(r.coming)
	for _, k := range r.known {
		if k.Open {
			taken = append(taken, k.Name)
		}
	}
	taken = append(taken, r.tasks...)
	name := stem
	for n := 2; slices.Contains(taken, name); n++ {
		name = stem + strconv.Itoa(n)
	}
	return name
}

// peer is the socket one would connect k to: the newest listener of its domain, or
// for datagrams the newest other socket that has a local address.
func (r *roster) peer(k status.Socket) (status.Socket, bool) {
	best, found := status.Socket{}, false
	for _, other := range r.known {
		if !other.Open || other.ID == k.ID || strings.HasSuffix(other.Local, ":0") || other.Local == "" || other.Domain != k.Domain || other.Type != k.Type {
			continue
		}
		listening := other.State == engine.StateListen
		if listening == strings.HasPrefix(k.Kind, "udp") {
			continue
		}
		if !found || other.ID > best.ID {
			best, found = other, true
		}
	}
	return best, found
}

// listening tells whether some socket is a listener.
func (r *roster) listening() bool {
	for _, k := range r.known {
		if k.Open && k.State == engine.StateListen {
			return true
		}
	}
	return false
}
