package learn

import "maps"

// Return is called when the session has returned to its first n events, which arrive again. What was told
// or reached after them is forgotten.
func (p *Play) Return(n uint64) {
	p.clear()
	p.until, p.back = point{}, n
	maps.DeleteFunc(p.own, func(seq uint64, _ bool) bool { return seq > n })
	maps.DeleteFunc(p.told, func(_ int, v Verdict) bool { return v.seq > n })
	maps.DeleteFunc(p.reached, func(_ int, r reaching) bool { return r.seq > n })
	p.read()
	if n == 0 {
		p.askAgain()
	}
}

// askAgain asks a prediction again if none of its steps is made any more.
func (p *Play) askAgain() {
	at, asked := p.asked()
	if _, told := p.told[at]; asked == nil || told || p.nth > 0 {
		return
	}
	p.State.Say(at, "")
	p.block = at
	p.keep()
}
