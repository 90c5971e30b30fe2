package loop

// slabSize is how many connections are allocated at once.
const slabSize = 256

// pool allocates connections and recycles their memory. IDs are never reused.
type pool struct {
	open   int    // how many connections there are
	lastID uint64 // the last ID assigned
	slab   []conn // new connections are taken from here
	spare  []*conn
	closed []*conn // in this iteration: something may still point to them
}

// take returns a connection to be filled in.
func (p *pool) take() *conn {
	if n := len(p.spare); n > 0 {
		c := p.spare[n-1]
		p.spare = p.spare[:n-1]
		return c
	}
	if len(p.slab) == 0 {
		p.slab = make([]conn, slabSize)
	}
	c := &p.slab[0]
	p.slab = p.slab[1:]
	return c
}

// nextID returns an ID that no connection has had.
func (p *pool) nextID() uint64 {
	p.lastID++
	return p.lastID
}

// recycle makes the closed connections available again, now that nothing points to them, except for those that are
// still in the queue.
func (p *pool) recycle() {
	kept := p.closed[:0]
	for _, c := range p.closed {
		if c.flags&queued != 0 {
			kept = append(kept, c)
			continue
		}
		*c = conn{}
		p.spare = append(p.spare, c)
	}
	p.closed = kept
}
