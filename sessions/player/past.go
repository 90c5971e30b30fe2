package player

// past holds the benches after some of the steps: to go back, only the steps since the last one are read again.
type past struct {
	kept   map[int]*bench // by number of steps made; never modified
	stride int            // number of steps between two of them
	rows   int            // total number of rows in them
}

const (
	leastStride = 1000
	mostRows    = 50_000
	leastKept   = 8
)

func newPast() past { return past{kept: map[int]*bench{}, stride: leastStride} }

// before returns the closest bench before n steps, for the caller to modify: a kept one, or b, which is the one after
// at steps.
func (p *past) before(n, at int, b *bench) (int, *bench) {
	if at > n {
		at, b = 0, newBench()
	}
	for k := n - n%p.stride; k > at; k -= p.stride {
		if kept := p.kept[k]; kept != nil {
			return k, kept.clone()
		}
	}
	return at, b.clone()
}

// keep stores the bench after n steps, if it is one to be kept, and returns the one to continue with.
func (p *past) keep(n int, b *bench) *bench {
	if n%p.stride != 0 || p.kept[n] != nil {
		return b
	}
	p.kept[n] = b
	p.rows += len(b.rows)
	for p.rows > mostRows && len(p.kept) > leastKept {
		p.thin()
	}
	return b.clone()
}

// thin drops every second bench.
func (p *past) thin() {
	p.stride *= 2
	for n, b := range p.kept {
		if n%p.stride != 0 {
			p.rows -= len(b.rows)
			delete(p.kept, n)
		}
	}
}
