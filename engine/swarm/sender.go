package swarm

// sender is a client that sends datagrams, with its socket.
type sender struct {
	number   int
	fd       int // -1 if it has none
	slots    []slot
	under    int    // datagrams under way
	next     uint64 // the number of the next datagram
	latest   uint64 // one more than the highest number answered
	heard    uint64 // bytes received
	settled  bool   // it knows the fate of at least one datagram
	blocked  bool   // the kernel took no more
	resting  bool   // a call has failed; it is resumed a little later
	watching bool   // watching for room to send, too
}

// slot is room for one datagram under way.
type slot struct {
	number uint64
	sent   int64
	waits  bool // waiting for its answer
}

// free returns a slot without a datagram under way; -1 if there is none.
func (c *sender) free() int {
	if c.under == len(c.slots) {
		return -1
	}
	for i := range c.slots {
		if !c.slots[i].waits {
			return i
		}
	}
	return -1
}

// oldest returns the slot with the oldest datagram under way; -1 if there is none.
func (c *sender) oldest() int {
	at := -1
	for i := range c.slots {
		if s := &c.slots[i]; s.waits && (at < 0 || s.number < c.slots[at].number) {
			at = i
		}
	}
	return at
}

// givenUp remembers the datagrams that were given up, to distinguish a late answer from a duplicate. It keeps the
// latest [mostGivenUp].
type givenUp struct {
	known map[gram]struct{}
	order []gram // a ring once it is full
	at    int
}

type gram struct {
	client int
	number uint64
}

// mostGivenUp is how many are remembered.
const mostGivenUp = 1 << 16

func (g *givenUp) add(one gram) {
	if g.known == nil {
		g.known = map[gram]struct{}{}
	}
	g.known[one] = struct{}{}
	if len(g.order) < mostGivenUp {
		g.order = append(g.order, one)
		return
	}
	delete(g.known, g.order[g.at])
	g.order[g.at] = one
	g.at = (g.at + 1) % mostGivenUp
}

// take reports whether a datagram was given up, and forgets it.
func (g *givenUp) take(one gram) bool {
	_, ok := g.known[one]
	delete(g.known, one)
	return ok
}
