package watcher

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"netnet-tui/engine/status"
	"netnet-tui/engine/system"
)

// grouping determines the group of a row.
type grouping struct {
	by     Grouping
	served map[service]bool // the ports that someone listens on
}

// service is a port of a protocol.
type service struct {
	protocol int
	port     uint16
}

func (l *list) grouping() grouping {
	g := grouping{by: l.query.Group}
	if g.by == ByPort {
		g.served = map[service]bool{}
		for _, r := range l.all {
			if r.Listening() || !r.TCP() && r.Peer.IsZero() {
				g.served[service{r.Protocol, r.Local.IP.Port()}] = true
			}
		}
	}
	return g
}

// none is the group of rows without one.
const none = "–"

// of returns the name of a row's group.
func (g grouping) of(r *system.Row) string {
	switch g.by {
	case ByProcess:
		switch {
		case len(r.Owners) > 0:
			return fmt.Sprintf("%s %d", r.Owners[0].Name, r.Owners[0].PID)
		case r.Inode == 0 && r.TCP():
			return "no process any more"
		case r.User != "":
			return "not visible, of " + r.User
		}
		return "not visible, or none"
	case ByPort:
		port := r.Local.IP.Port()
		if remote := r.Peer.IP.Port(); remote != 0 && !g.served[service{r.Protocol, port}] {
			port = remote // this end is the client
		}
		if port == 0 {
			return "no port"
		}
		return r.ProtocolName() + " " + strconv.Itoa(int(port))
	case ByPeer:
		if addr := r.Peer.IP.Addr(); addr.IsValid() {
			return addr.Unmap().String()
		}
		return "no peer"
	case ByState:
		return string(r.StateName())
	case ByUser:
		return cmp.Or(r.User, none)
	case ByContainer:
		return cmp.Or(r.Container, "no container")
	case Ungrouped:
	}
	return none
}

// gather forms the groups.
func (l *list) gather(by grouping) {
	at := map[string]int{}
	for _, e := range l.entries {
		name := by.of(e.row)
		i, known := at[name]
		if !known {
			i = len(l.groups)
			at[name] = i
			l.groups = append(l.groups, Group{Name: name})
		}
		l.groups[i].add(e.row)
	}
	slices.SortFunc(l.groups, func(a, b Group) int {
		order := l.query.compare(&a, &b)
		if l.query.Reverse {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(b.Sockets, a.Sockets), cmp.Compare(a.Name, b.Name))
	})
}

func (g *Group) add(r *system.Row) {
	g.Sockets++
	switch {
	case r.Listening():
		g.Listening++
	case r.StateName() == status.StateEstablished:
		g.Connected++
	default:
		g.Rest++
	}
	if !r.Listening() {
		g.Receive, g.Send = g.Receive+uint64(r.Receive), g.Send+uint64(r.Send)
	}
	g.InRate, g.OutRate = g.InRate+r.InRate, g.OutRate+r.OutRate
	if r.Stall != "" {
		if g.Stalled++; g.Stall == "" || r.Stall.Rank() < g.Stall.Rank() {
			g.Stall = r.Stall
		}
	}
}

// compare compares two groups by the query's sort column; without one, failing groups come first.
func (q *Query) compare(a, b *Group) int {
	switch q.Sort {
	case "group":
		return cmp.Compare(a.Name, b.Name)
	case "sockets":
		return cmp.Compare(a.Sockets, b.Sockets)
	case "listening":
		return cmp.Compare(a.Listening, b.Listening)
	case "connected":
		return cmp.Compare(a.Connected, b.Connected)
	case "rest":
		return cmp.Compare(a.Rest, b.Rest)
	case "recvq":
		return cmp.Compare(a.Receive, b.Receive)
	case "sendq":
		return cmp.Compare(a.Send, b.Send)
	case "in-rate":
		return cmp.Compare(a.InRate, b.InRate)
	case "out-rate":
		return cmp.Compare(a.OutRate, b.OutRate)
	}
	return cmp.Compare(b.Stalled, a.Stalled)
}

// viewGroups answers with groups.
func (l *list) viewGroups(v *View) {
	q := &v.Query
	v.Shown = len(l.groups)
	v.First = max(0, min(q.First, v.Shown-q.Rows))
	v.Groups = slices.Clone(l.groups[v.First:min(v.First+q.Rows, v.Shown)])
	v.At = slices.IndexFunc(l.groups, func(g Group) bool { return g.Name == q.ChosenGroup })
	clear(l.visible)
}
