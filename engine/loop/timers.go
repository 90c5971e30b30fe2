package loop

import (
	"container/heap"
	"time"

	"golang.org/x/sys/unix"
)

// timer is a call of a protocol's Tick, or another call, at a given time.
type timer struct {
	at   time.Duration // by the loop's clock
	conn *conn
	id   uint64 // of the connection it was meant for
	wake uint32 // the connection's wake when it was set: a later After makes this timer void
	call func() // instead of the protocol's Tick
}

// timers is a heap ordered by time.
type timers []timer

func (t timers) Len() int           { return len(t) }
func (t timers) Less(i, j int) bool { return t[i].at < t[j].at }
func (t timers) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *timers) Push(x any)        { *t = append(*t, x.(timer)) }
func (t *timers) Pop() any {
	last := (*t)[len(*t)-1]
	*t = (*t)[:len(*t)-1]
	return last
}

func (t *timers) add(c *conn, at time.Duration) {
	c.wake++
	heap.Push(t, timer{at: at, conn: c, id: c.id, wake: c.wake})
}

func (t *timers) do(at time.Duration, call func()) { heap.Push(t, timer{at: at, call: call}) }

// next returns when the first timer is due.
func (t timers) next() (time.Duration, bool) {
	if len(t) == 0 {
		return 0, false
	}
	return t[0].at, true
}

// tick calls the timers that are due, as time permits.
func (l *Loop) tick() {
	if at, ok := l.timers.next(); !ok || at > l.clock.ran {
		return
	}
	spent := l.turns.spends(budget)
	for len(l.timers) > 0 && l.timers[0].at <= l.clock.ran && !spent() {
		due := heap.Pop(&l.timers).(timer)
		c := due.conn
		switch {
		case due.call != nil:
			due.call()
		case c.id != due.id || c.wake != due.wake || c.flags&gone != 0:
		case c.flags&linger != 0:
			l.closeLater(c, unix.ETIMEDOUT)
		case c.listener.ticker != nil:
			c.listener.ticker.Tick(c)
		}
	}
}
