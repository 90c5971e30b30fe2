package loop

import (
	"time"

	"netnet-tui/engine/readiness"
	"netnet-tui/engine/status"
	"netnet-tui/sockets"

	"golang.org/x/sys/unix"
)

// iteration is the progress of the current iteration.
type iteration struct {
	running        bool
	phase          status.Phase
	ready          []readiness.Event
	fired          int      // entries of ready that have been handled
	moved          bool     // a call moved a byte or a connection
	lastBeforeWait uint64   // the last connection ID assigned before the wait
	own            int      // entries of ready that are about the loop itself
	after          []func() // to be called when the iteration has ended
	failedWait     uint64   // the number of the last iteration whose wait failed, counted from 1
}

// Iterate runs one iteration: the four phases, in order.
func (l *Loop) Iterate() {
	l.iteration.running = true
	l.beforeSleep()
	ready := l.wait()
	l.afterSleep()
	l.fire(ready)
	l.iteration.running = false
	l.spent.Iterations++
	l.Gate.iterated()
	l.betweenIterations()
}

// beforeSleep does what is due: it recycles closed connections, fires timers, and watches paused listeners again.
func (l *Loop) beforeSleep() {
	l.iteration.phase = status.BeforeSleep
	l.pool.recycle()
	l.tick()
	l.sweep()
	if l.probes.list != nil {
		l.probes.forget(l.clock.now())
	}
	l.closePending()
	l.rewatch()
	l.makeSends()
	l.closePending()
}

// wait asks which descriptors are ready.
func (l *Loop) wait() []readiness.Event {
	l.iteration.phase = status.Wait
	l.iteration.ready, l.iteration.fired, l.iteration.own, l.iteration.moved = nil, 0, 0, false
	l.iteration.lastBeforeWait = l.pool.lastID
	timeout := l.timeout()
	asleep := l.clock.elapsed()
	l.spent.Working += asleep - l.clock.ran
	var events []readiness.Event
	var errno unix.Errno
	if l.watcher.spin > 0 && timeout != 0 && !l.calls.gated {
		events, errno = l.watcher.waitSpinning(timeout)
	} else {
		events, errno = l.watcher.readiness.Wait(timeout)
	}
	l.clock.read()
	slept := l.clock.ran - asleep
	l.spent.Waiting += slept
	l.keepBeat(events, slept)
	if errno != 0 {
		l.waitFailed(errno)
		return nil
	}
	return events
}

// timeout returns how long the wait may sleep.
func (l *Loop) timeout() time.Duration {
	if l.turns.queue.len() > 0 || l.Gate.stepping() || l.wake.pending() {
		return 0
	}
	next := sockets.Forever
	if at, ok := l.timers.next(); ok {
		next = max(0, at-l.clock.ran)
	}
	if l.sweeping() && (next < 0 || next > sweepEvery) {
		next = sweepEvery
	}
	if l.shortage.starved && (next < 0 || next > retryAfter) {
		next = retryAfter
	}
	if l.beat.on && next > beatEvery {
		next = sockets.Forever // the beat comes first, and a timer for each wait costs more
	}
	return next
}

// afterSleep records that the loop is awake.
func (l *Loop) afterSleep() {
	l.iteration.phase = status.AfterSleep
	l.wake.awake()
}

// fire handles every entry of the ready list, and then the queued connections.
func (l *Loop) fire(ready []readiness.Event) {
	l.iteration.phase = status.Fire
	l.iteration.ready = ready
	l.turns.share(len(ready), l.Gate.open())
	for i := range ready {
		l.iteration.fired = i
		e := &ready[i]
		if c := l.owners.at(e.FD).conn; c != nil { // as dispatch does, with one return fewer
			l.connReady(c, e)
		} else {
			l.dispatch(e)
		}
		if l.unsettled() {
			l.settle()
		}
	}
	l.iteration.fired = len(ready)
	l.resumeQueued()
	l.makeSends()
	l.closePending()
	if len(ready) > l.iteration.own {
		l.spent.Wakeups++
		if !l.iteration.moved {
			l.spent.Wasted++
		}
	}
	l.iteration.phase = status.BeforeSleep
}

// unsettled reports whether a turn has left something to be done before the next one.
func (l *Loop) unsettled() bool { return l.memory.held > l.memory.most || len(l.toClose) > 0 }

// settle does what a turn has left to do.
func (l *Loop) settle() {
	if l.memory.held > l.memory.most {
		l.relieve()
	}
	l.closePending()
}

// dispatch handles one entry of the ready list.
func (l *Loop) dispatch(e *readiness.Event) {
	switch owner := l.owners.at(e.FD); {
	case owner.conn != nil:
		l.connReady(owner.conn, e)
	case owner.listener != nil:
		l.listenerReady(owner.listener, e)
	case e.FD == l.wake.fd:
		l.iteration.own++
		l.wake.drain()
	case e.FD == l.beat.fd:
		l.iteration.own++
		l.beat.drain()
	}
}
