package loop

import (
	"cmp"
	"fmt"
	"slices"

	"netnet-tui/engine/protocol"
	"netnet-tui/engine/status"
	"netnet-tui/sockopts"
)

// DefaultMemory is what all connections together may hold by default, in bytes.
const DefaultMemory = 32 << 20

// connCost is about what a connection costs beside what it holds, in bytes: the loop's
// entry, its places in tables, and what a protocol keeps of an idle one.
const connCost = 512

// memory is what the connections hold, in bytes: unused input, unsent output, and what their
// protocols keep, for each or for all of them.
type memory struct {
	held   int // in all, with connCost for each open connection
	shared int // of it, what protocols keep for all their connections
	most   int // may be held
	each   int // may be held by one connection
	water  int // output of one connection that may wait; beyond, nothing more is read from its peer
	piece  int // is received, or gathered of an answer, at once
}

func newMemory(most int) memory {
	if most <= 0 {
		most = DefaultMemory
	}
	each := min(protocol.MaxHeld, most/4)
	return memory{most: most, each: each, water: min(protocol.HighWater, each/eachParts), piece: min(gatherRoom, each/eachParts)}
}

// eachParts is how many pieces fit into what one connection may hold, at least. A peer that
// pipelines and reads makes the loop keep a piece of input, output up to the high-water
// mark, a gathered piece and one of the protocol's. Their buffers may be a quarter larger,
// and messages that are not whole need room too.
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

// Hold counts what the protocol keeps for this connection.
func (c *conn) Hold(bytes int) {
	if c.flags&gone != 0 || bytes == 0 && c.extra == nil {
		return
	}
	c.more().state = bytes
	c.weigh()
}

// shareRoom is how many bytes a listener's protocol may keep for all its connections: a
// quarter of what there is, less what other listeners keep.
func (l *Loop) shareRoom(li *listener) int { return l.memory.most/4 - (l.memory.shared - li.shared) }

// shares counts what a listener's protocol keeps for all its connections.
func (l *Loop) shares(li *listener, bytes int) {
	l.memory.held += bytes - li.shared
	l.memory.shared += bytes - li.shared
	li.shared = bytes
}

// crowded reports whether the open connections alone cost a quarter of what may be held.
// Shared state has another quarter. Resetting connections that hold much frees neither,
// so at least half is left for what can be freed.
func (m *memory) crowded(open int) bool { return open*connCost >= m.most/4 }

// relieve resets the connections that hold the most if all of them together hold more than they
// may, until a quarter is free. That quarter has to fill up before the next time, which pays
// for going through all connections. [memory.crowded] says why so much can always be freed.
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
