package loop

// slabSize is how many connections are allocated at once.
const slabSize = 256

// pool is where connections come from and go back to: their memory is used again, their
// IDs never are.
type pool struct {
	open   int    // connections there are
	lastID uint64 // the ID given out last
	slab   []conn // new ones are taken from
	spare  []*conn
	closed []*conn // in this iteration: something may still point to them
}

// take returns a connection to fill in.
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

// recycle makes the closed connections spare ones, now that nothing points to them. One
// that still has a place in the queue stays.
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
