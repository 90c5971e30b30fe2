package loop

import (
	"fmt"
	"time"

	"netnet-tui/engine/readiness"
)

// Readiness returns the name of the readiness in use.
func (l *Loop) Readiness() string {
	if l.watcher.readiness == nil {
		return readiness.Default
	}
	return l.watcher.readiness.Name()
}

// With selects the readiness, even while something is served: the new one then watches everything that the old one did.
func (l *Loop) With(name string, spin time.Duration) error {
	entry, err := readiness.Find(name)
	if err != nil {
		return err
	}
	l.watcher.spin = spin
	old := l.watcher.readiness
	if old != nil && old.Name() == name {
		return nil
	}
	next, err := entry.New(l.calls)
	if err != nil {
		return fmt.Errorf("%s is not available here: %w", name, err)
	}
	if err := l.watchBy(next); err != nil {
		next.Close()
		return err
	}
	if old != nil {
		l.leave(old)
		old.Close()
	}
	l.watcher.readiness = next
	l.watcher.sender, _ = next.(readiness.Sender)
	if l.watcher.receiver, _ = next.(readiness.Receiver); l.watcher.receiver != nil {
		l.watcher.receiver.Bound(l.memory.each / 2) // the other half is for input kept already, and for output
	}
	l.setBeat(false)
	l.watcher.sleeps = sleeps(next)
	for _, o := range l.owners {
		if c := o.conn; c != nil {
			c.flags = c.flags&^(seeksIn|seeksOut) | unread
			c.watch()
			l.turns.later(c) // the old one may have reported something that nothing has read yet
		}
	}
	l.closePending()
	return nil
}

// watchBy makes a readiness watch the listeners and the descriptors that end its sleep.
func (l *Loop) watchBy(next readiness.Readiness) error {
	for _, li := range l.listeners {
		if li.watched {
			if errno := next.Watch(li.fd, true, false); errno != 0 {
				return unwatchable(li.name, li.fd, next.Name(), errno)
			}
		}
	}
	if !sleeps(next) {
		return nil
	}
	for _, fd := range []int{l.wake.fd, l.beat.fd} {
		if errno := next.Watch(fd, true, false); errno != 0 {
			return unwatchable("the loop's "+l.nameOf(fd), fd, next.Name(), errno)
		}
	}
	return nil
}

// sleeps reports whether the waits of a readiness sleep if nothing is ready.
func sleeps(r readiness.Readiness) bool { return r.Name() != readiness.Busy }

// leave removes everything from a readiness. If the kernel receives through it, leave first stops that, and handles
// what was received by then.
func (l *Loop) leave(old readiness.Readiness) {
	l.watcher.changing, l.watcher.sender = true, nil
	defer func() { l.watcher.changing = false }()
	if l.watcher.receiver != nil {
		for fd, o := range l.owners {
			if o.conn != nil || o.listener != nil && o.listener.watched {
				old.Watch(fd, false, false)
			}
		}
		for tries := 0; l.watcher.receiver.Underway() && tries < leaveTries; tries++ {
			events, _ := old.Wait(leaveWait)
			for i := range events {
				if events[i].Done != readiness.Nothing {
					l.dispatch(&events[i])
				}
			}
		}
	}
	for fd, o := range l.owners {
		if o.conn != nil || o.listener != nil {
			old.Forget(fd, true)
		}
	}
}

// leaveWait bounds one wait for requests in progress, and leaveTries the number of waits.
const (
	leaveWait  = time.Millisecond
	leaveTries = 1000
)
