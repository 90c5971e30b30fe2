package loop

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// DefaultMemory is how many bytes all connections together may hold by default.
const DefaultMemory = 32 << 20

// connCost is roughly what a connection costs besides what it holds, in bytes: the loop's entry, its places in tables,
// and what a protocol keeps of an idle connection.
const connCost = 512

// memory is what the connections hold, in bytes: unused input, unsent output, and what their protocols keep, per
// connection or for all of them.
type memory struct {
	held   int // in total, including connCost for each open connection
	shared int // part of held: what protocols keep for all their connections
	most   int // the limit of held
	each   int // the limit of one connection
	water  int // limit of one connection's waiting output: beyond it, nothing more is read from its peer
	piece  int // the size of one receive, or of the output gathered
}

func newMemory(most int) memory {
	if most <= 0 {
		most = DefaultMemory
	}
	each := min(protocol.MaxHeld, most/4)
	return memory{most: most, each: each, water: min(protocol.HighWater, each/eachParts), piece: min(gatherRoom, each/eachParts)}
}

// eachParts is the least number of pieces that fit into what one connection may hold. A peer that pipelines and reads
// makes the loop keep a piece of input, output up to the high-water mark, a gathered piece and one of the protocol's.
// Their buffers may be a quarter larger, and incomplete messages need room too.
const eachParts = 8

func (m *memory) status() status.Memory {
	return status.Memory{Held: m.held, Max: m.most, PerConnection: m.each}
}

// weigh updates the count of what the connection holds.
func (c *conn) weigh() {
	e := c.extra
	if e == nil {
		return
	}
	weight := cap(e.input.bytes) + cap(e.output.bytes) + e.state
	c.loop.memory.held += weight - e.weight
	e.weight = weight
	switch {
	case weight == 0:
		c.extra = nil
	case weight > c.loop.memory.each && c.flags&gone == 0:
		c.loop.overMemory(c, fmt.Sprintf("%s held more than the %s that one connection may hold, and was reset", c.name(), sockopts.FormatSize(int64(c.loop.memory.each))))
	}
}

// lighten drops everything that a closed connection holds.
func (c *conn) lighten() {
	if c.extra != nil {
		c.loop.memory.held -= c.extra.weight
		c.extra = nil
	}
}

// Hold sets how many bytes the protocol keeps for this connection.
func (c *conn) Hold(bytes int) {
	if c.flags&gone != 0 || bytes == 0 && c.extra == nil {
		return
	}
	c.more().state = bytes
	c.weigh()
}

// shareRoom returns how many bytes a listener's protocol may keep for all its connections: a quarter of the limit, less
// what other listeners keep.
func (l *Loop) shareRoom(li *listener) int { return l.memory.most/4 - (l.memory.shared - li.shared) }

// shares sets how many bytes a listener's protocol keeps for all its connections.
func (l *Loop) shares(li *listener, bytes int) {
	l.memory.held += bytes - li.shared
	l.memory.shared += bytes - li.shared
	li.shared = bytes
}

// crowded reports whether the open connections alone cost a quarter of the limit. Shared state may take another
// quarter. Resetting connections that hold much frees neither, so at least half is left for what can be freed.
func (m *memory) crowded(open int) bool { return open*connCost >= m.most/4 }

// relieve resets the connections that hold the most if all of them together hold more than they may, until a quarter is
// free. That quarter has to fill up before the next time, which pays for going through all connections. See
// [memory.crowded] for why so much can always be freed.
func (l *Loop) relieve() {
	var heavy []*conn
	for _, o := range l.owners {
		if c := o.conn; c != nil && c.extra != nil && c.flags&gone == 0 {
			heavy = append(heavy, c)
		}
	}
	slices.SortFunc(heavy, func(a, b *conn) int { return cmp.Compare(b.extra.weight, a.extra.weight) })
	reset := 0
	for _, c := range heavy {
		if l.memory.held <= l.memory.most/4*3 {
			break
		}
		reset++
		l.overMemory(c, "")
		c.lighten()
	}
	if reset == 0 {
		return
	}
	l.tell(fmt.Sprintf("connections held more than %s: the %d that held the most were reset (--max-memory sets the bound)", sockopts.FormatSize(int64(l.memory.most)), reset))
}

// overMemory resets a connection that holds too much.
func (l *Loop) overMemory(c *conn, why string) {
	l.totals.OverMemory++
	c.Reset()
	if why != "" {
		l.tell(why)
	}
}
