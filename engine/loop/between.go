package loop

// chooseCalls picks how calls are made: gated and traced while the loop is slowed, paused or follows a connection, bare
// otherwise.
func (l *Loop) chooseCalls() {
	l.calls.gated = !l.Gate.open() || l.followed.fd >= 0
	if l.calls.gated {
		l.setBeat(false)
	}
}

// freely runs f outside an iteration: its calls do not wait at the gate.
func (l *Loop) freely(f func()) {
	l.calls.gated = false
	f()
	l.chooseCalls()
}

// Between calls f between two iterations: at once, or after the current iteration, which may then finish without
// waiting at the gate.
func (l *Loop) Between(f func()) {
	if !l.iteration.running {
		l.freely(f)
		return
	}
	l.iteration.after = append(l.iteration.after, f)
	l.Gate.hurry = true
}

// betweenIterations runs what was deferred to the end of the iteration.
func (l *Loop) betweenIterations() {
	if l.followed.lost {
		l.followed.lost = false
		l.chooseCalls()
	}
	for len(l.iteration.after) > 0 {
		f := l.iteration.after[0]
		l.iteration.after = l.iteration.after[1:]
		l.freely(f)
	}
}
