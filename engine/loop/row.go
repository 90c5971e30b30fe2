package loop

import (
	"cmp"
	"slices"

	"netnet-tui/engine/status"
	"netnet-tui/sockets"
)

// row is a connection in the table with its sort key.
type row struct {
	key  float64
	text string
	id   uint64 // the connection's, by which most rows of a table without traffic are ordered
	conn *conn
}

// visible returns the rows of the table that are on the screen. It sorts no more than necessary: a screen shows forty
// of ten thousand rows.
func (l *Loop) visible(q status.Query) (shown, first int, rows []row) {
	all := l.probes.rows[:0]
	matches := parseFilter(q.Filter)
	key := keys[q.Sort]
	for _, o := range l.owners {
		c := o.conn
		if c == nil || c.flags&gone != 0 {
			continue
		}
		s := l.probes.at(c)
		if matches != nil && !matches(l, c, s) {
			continue
		}
		r := row{conn: c, id: c.id, key: float64(c.id)}
		if key != nil {
			r.key, r.text = key(l, c, s)
		}
		all = append(all, r)
	}
	l.probes.rows = all
	order := compareRows
	if q.Reverse {
		order = func(a, b row) int { return compareRows(b, a) }
	}
	first = max(0, min(q.First, len(all)-q.Rows))
	end := min(len(all), first+max(0, q.Rows))
	firsts(all, end, order)
	return len(all), first, all[first:end]
}

// compareRows returns at the first difference: it is called very often.
func compareRows(a, b row) int {
	if order := cmp.Compare(a.key, b.key); order != 0 {
		return order
	}
	if order := cmp.Compare(a.text, b.text); order != 0 {
		return order
	}
	return cmp.Compare(a.id, b.id)
}

// firsts moves the first n rows in the given order to the front, sorted, by quickselect.
func firsts(rows []row, n int, order func(a, b row) int) {
	if n < len(rows) {
		lo, hi := 0, len(rows)-1
		for lo < hi {
			pivot := pivot(rows[lo:hi+1], n-lo, order)
			i, j := lo, hi
			for i <= j {
				for order(rows[i], pivot) < 0 {
					i++
				}
				for order(rows[j], pivot) > 0 {
					j--
				}
				if i <= j {
					rows[i], rows[j] = rows[j], rows[i]
					i++
					j--
				}
			}
			switch {
			case n-1 <= j:
				hi = j
			case n-1 >= i:
				lo = i
			default:
				lo = hi
			}
		}
	}
	slices.SortFunc(rows[:n], order)
}

// pivot returns a row that is preceded by somewhat more than n rows, or somewhat fewer if n is more than half of them,
// as estimated from a sample. Nearly all of a long table is then settled in one pass.
func pivot(rows []row, n int, order func(a, b row) int) row {
	var sample [64]row
	if len(rows) < 8*len(sample) {
		return rows[len(rows)/2]
	}
	for i := range sample {
		sample[i] = rows[i*len(rows)/len(sample)]
	}
	slices.SortFunc(sample[:], order)
	const margin = 2
	place := n * len(sample) / len(rows)
	if place < len(sample)/2 {
		return sample[place+margin]
	}
	return sample[place-margin]
}

// keys are the columns that the table can be sorted by.
var keys = map[string]func(l *Loop, c *conn, s *probe) (float64, string){
	"peer":     func(l *Loop, c *conn, s *probe) (float64, string) { return 0, l.peer(c, s) },
	"name":     func(_ *Loop, c *conn, _ *probe) (float64, string) { return 0, c.listener.name },
	"state":    func(_ *Loop, _ *conn, s *probe) (float64, string) { return 0, string(status.StateOf(int(s.state))) },
	"protocol": func(_ *Loop, c *conn, _ *probe) (float64, string) { return 0, c.listener.protocol },
	"age":      func(_ *Loop, c *conn, _ *probe) (float64, string) { return -float64(c.born), "" },
	"idle":     func(_ *Loop, c *conn, _ *probe) (float64, string) { return -float64(c.moved), "" },
	"in":       func(_ *Loop, c *conn, _ *probe) (float64, string) { return float64(c.in), "" },
	"out":      func(_ *Loop, c *conn, _ *probe) (float64, string) { return float64(c.out), "" },
	"in-rate":  func(_ *Loop, _ *conn, s *probe) (float64, string) { return float64(s.inRate), "" },
	"out-rate": func(_ *Loop, _ *conn, s *probe) (float64, string) { return float64(s.outRate), "" },
	"recvq":    func(_ *Loop, _ *conn, s *probe) (float64, string) { return float64(s.recvq), "" },
	"sendq":    func(_ *Loop, _ *conn, s *probe) (float64, string) { return float64(s.sendq), "" },
	"rtt":      func(_ *Loop, _ *conn, s *probe) (float64, string) { return float64(s.rtt), "" },
	"stall":    func(_ *Loop, c *conn, s *probe) (float64, string) { return 0, string(c.stall(s)) },
}

// peer returns the address of the other end; it asks the kernel only once.
func (l *Loop) peer(c *conn, s *probe) string {
	if s.peer == "" {
		s.peer = c.Peer()
	}
	return s.peer
}

// address returns the local address of a descriptor.
func address(fd int) string {
	a, err := sockets.Linux{}.Getsockname(fd)
	if err != nil {
		return ""
	}
	return a.String()
}
